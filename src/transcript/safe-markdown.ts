import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { clean, cleanLine } from '../text/clean.ts';
import { isTame, leadsOut } from '../text/markup.ts';

/**
 * A text as a quotation that it cannot escape, with its line breaks. No HTML acts in it, nor a link definition, which
 * affects the document.
 */
export function quote(text: string): string {
  const quoted = (lines: string): string =>
    lines.replace(BREAK, HARD_BREAK).replace(/^/gm, '> ').replace(/^> +$/gm, '>');
  const words = clean(text.trimEnd()).replace(/^\s*\n/, '');
  const actsOutside = (node: Nodes): boolean =>
    acts(node) || node.type === 'definition' || node.type === 'footnoteDefinition';
  return quoted(harmless(words, outsideCode(words), (written) => isHarmless(quoted(written), actsOutside)));
}

/** The end of a line that another one follows. */
const BREAK = /(?<=\S)[ \t]*\n(?=[^\n])/g;
/** Two spaces, since they show nowhere. The other hard break, a backslash, would show in code. */
const HARD_BREAK = '  \n';

/** A bank's Markdown made safe: no HTML, only links to web pages and mail, and nothing left open at its end. */
export function inert(markdown: string): string {
  const text = clean(markdown);
  return harmless(text, outsideCode(text), (written) => isHarmless(written, acts));
}

/** The same on one line, safe at its start and after other words. */
export function inline(text: string): string {
  const line = cleanLine(text);
  const stands = (written: string): boolean => isHarmless(written, acts) && isHarmless(`x ${written}`, acts);
  return harmless(line, inertLine(line), stands);
}

/** What a turn asks, on one line. What a model asks (`isPlain`) is plain text, and already written as Markdown. */
export function promptLine(prompt: string, isPlain: boolean): string {
  return isPlain ? cleanLine(prompt) : inline(prompt);
}

/**
 * An entity shows `<` outside code, and is shown literally inside it, so `readable` leaves code alone. Only a parser
 * knows for certain what is code. If it objects, entities go everywhere, and as a last resort there is neither link nor
 * code.
 */
function harmless(text: string, readable: string, isFine: (written: string) => boolean): string {
  return [readable, entities(text)].find(isFine) ?? entities(text).replace(/[[`~]/g, entity);
}

/** HTML, or a link to anything but a web page or mail: `javascript:` in any spelling, or a local file. */
function acts(node: Nodes): boolean {
  return node.type === 'html' || ('url' in node && !leadsOut(node.url));
}

const GITHUB = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** Neither a CommonMark parser nor GitHub's finds a node that acts, and text that follows stays outside. */
function isHarmless(markdown: string, isActing: (node: Nodes) => boolean): boolean {
  if (!/[<[]|```|~~~/.test(markdown)) return true;
  if (!isTame(markdown)) return false;
  const isFound = (node: Nodes): boolean =>
    isActing(node) || ('children' in node && node.children.some(isFound));
  const followed = `${markdown}\n\nend`;
  return [fromMarkdown(followed), fromMarkdown(followed, GITHUB)].every(
    (root) => !isFound(root) && root.children.at(-1)?.type === 'paragraph',
  );
}

/** Entities for `<` and `&`, except in what looks like a fenced block or a code span. */
function outsideCode(markdown: string): string {
  let fence = '';
  const lines = markdown.split('\n').map((line) => {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    const isFence = marker !== '' && (fence === '' || (marker.startsWith(fence) && line.trim() === marker));
    if (isFence) fence = fence === '' ? marker : '';
    return isFence || fence !== '' ? line : inertLine(line);
  });
  // Closes an open fence: what follows the text must not become code.
  return [...lines, ...(fence === '' ? [] : [fence])].join('\n');
}

/** Keeps code spans, from a run of backticks to the next of the same length. Other `<` and `&` become entities. */
function inertLine(line: string): string {
  const pieces = line.split(/(`+)/);
  let written = '';
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] ?? '';
    const end = piece.startsWith('`') ? pieces.indexOf(piece, at + 1) : -1;
    written += end === -1 ? entities(piece) : pieces.slice(at, end + 1).join('');
    at = Math.max(at, end);
  }
  return written;
}

function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
