import type { BlockContent, Break, Nodes, PhrasingContent, RootContent, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, defaultHandlers, toMarkdown } from 'mdast-util-to-markdown';
import { gfm } from 'micromark-extension-gfm';
import { clean, cleanLine } from '../text/clean.ts';
import { isTame, leadsOut } from '../text/markup.ts';

/**
 * A text as a quotation that it cannot escape, with its line breaks. No HTML acts in it, nor a definition, which affects
 * the document.
 */
export function quote(text: string): string {
  return written([{ type: 'blockquote', children: safeNodes(text, true) as BlockContent[] }]);
}

/** A bank's Markdown made safe: no HTML, only links to web pages and mail, and nothing left open at its end. */
export function inert(markdown: string): string {
  return written(safeNodes(markdown));
}

/** The same on one line, safe at its start and after other words. */
export function inline(text: string): string {
  return written([{ type: 'heading', depth: 1, children: inlineNodes(text) }]).slice('# '.length);
}

/** A table of such texts; the first row has the headings. */
export function table(rows: readonly (readonly string[])[]): string {
  const children = rows.map((row): TableRow => {
    return {
      type: 'tableRow',
      children: row.map((text) => ({ type: 'tableCell', children: inlineNodes(text) })),
    };
  });
  return written([{ type: 'table', children }]);
}

/** A heading has no block in it, whatever its words look like. */
function inlineNodes(text: string): PhrasingContent[] {
  const line = cleanLine(text);
  const [heading] = safeNodes(`# ${line} #`);
  return heading?.type === 'heading' ? heading.children : [{ type: 'inlineCode', value: line }];
}

function syntaxWithout(...constructs: string[]) {
  return { extensions: [gfm(), { disable: { null: constructs } }], mdastExtensions: [gfmFromMarkdown()] };
}

/** HTML, entities, footnotes and link definitions are text: some readers take a footnote for a link, or a definition for a footnote. */
const UNSAFE = ['htmlFlow', 'htmlText', 'characterReference', 'gfmFootnoteDefinition', 'definition'];
const BANKS = syntaxWithout(...UNSAFE);
const TYPED = syntaxWithout(...UNSAFE, 'hardBreakEscape');

/** What would keep the parser busy is code. */
function safeNodes(markdown: string, isTyped = false): Nodes[] {
  const source = clean(markdown);
  if (!isTame(source)) return [{ type: 'code', value: source }];
  const { children } = fromMarkdown(source, isTyped ? TYPED : BANKS);
  return children.flatMap((node) => safe(node, source, isTyped));
}

/** A link to anything but a web page or mail is text, as written: `javascript:` in any spelling, or `handlers[i](event)`. */
function safe(node: Nodes, source: string, keepsLines: boolean): Nodes[] {
  if ('url' in node && !leadsOut(node.url)) {
    return linesOf(source.slice(node.position?.start.offset, node.position?.end.offset));
  }
  if (node.type === 'text' && keepsLines) return linesOf(node.value);
  if (!('children' in node)) return [node];
  const children = node.children.flatMap((child) => safe(child, source, keepsLines));
  return [{ ...node, children } as Nodes];
}

function linesOf(text: string): Nodes[] {
  return text.split('\n').flatMap((value, at) => [...(at === 0 ? [] : [BREAK]), { type: 'text', value }]);
}

const BREAK: Break = { type: 'break' };

const OPTIONS: Options = {
  bullet: '-',
  rule: '-',
  // Padding would make every row as long as the longest.
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  // Two spaces show nowhere. A backslash would read as the candidate's.
  handlers: {
    break: (node: Break, parent, state, info) =>
      defaultHandlers.break(node, parent, state, info).replace('\\', '  '),
  },
};

/** Markdown that a parser reads as these nodes. The library trusts that no block is in an inline place. */
function written(nodes: readonly Nodes[]): string {
  return toMarkdown({ type: 'root', children: nodes as RootContent[] }, OPTIONS).trimEnd();
}
