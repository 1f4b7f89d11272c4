import type { Nodes, PhrasingContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { clean } from '../text/clean.ts';
import { isTame } from '../text/markup.ts';
import { pronounced } from './pronounce.ts';

const SYNTAX = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** What is on the screen and cannot be said. */
const SEE_TABLE = 'See the table.';
const SEE_SCREEN = 'See the screen.';

/** No voice needs longer text. */
const MOST_CHARACTERS = 20_000;

/** Markdown as a voice reads it: plain sentences, a line for each paragraph. No line starts with a hyphen. */
export function forTheEar(markdown: string): string {
  const lines = linesOf(clean(markdown));
  // One note is enough where a table follows another.
  const once = lines.filter((line, at) => line !== '' && line !== lines[at - 1]);
  return once.join('\n').slice(0, MOST_CHARACTERS).toWellFormed();
}

function linesOf(markdown: string): string[] {
  if (!isTame(markdown)) return [SEE_SCREEN];
  try {
    return fromMarkdown(markdown, SYNTAX).children.flatMap(blockLines);
  } catch (error) {
    // Nested too deep for the stack.
    if (error instanceof RangeError) return [SEE_SCREEN];
    throw error;
  }
}

function blockLines(node: Nodes): string[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return [sentence(node.children.map(inlineText).join(''))];
    case 'table':
      return [SEE_TABLE];
    case 'code':
      return [isTable(node.value) ? SEE_TABLE : SEE_SCREEN];
    case 'list':
    case 'listItem':
    case 'blockquote':
      return node.children.flatMap(blockLines);
    default:
      return [];
  }
}

/** Figures in columns, which our bank writes as code: most rows have a wide gap, and one has a number. */
function isTable(code: string): boolean {
  const rows = code.split('\n').filter((line) => line.trim() !== '');
  const inColumns = rows.filter((line) => /\S {2,}\S/.test(line)).length;
  return rows.length > 1 && inColumns * 2 > rows.length && /\d/.test(code) && !/[{};]/.test(code);
}

function inlineText(node: PhrasingContent): string {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'inlineCode':
      return codeWords(node.value);
    case 'break':
      return ' ';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'html':
    case 'footnoteReference':
      return '';
    default:
      return node.children.map(inlineText).join('');
  }
}

/** `max_tokens` and `maxTokens` are two words, and `config.yaml` has a dot. */
function codeWords(code: string): string {
  return code
    .replace(/(?<=[a-z\d])(?=[A-Z][a-z])/g, ' ')
    .replace(/_+/g, ' ')
    .replace(/(?<=\w)\.(?=[a-z])/gi, ' dot ')
    .replace(/--?(?=[a-z])/gi, ' ');
}

/** A voice pauses at its end. */
function sentence(text: string): string {
  const said = pronounced(text);
  return said === '' || /[.!?]$/.test(said) ? said : `${said.replace(/[,;:]$/, '')}.`;
}
