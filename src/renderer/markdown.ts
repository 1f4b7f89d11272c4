import type { Association, Definition, List, ListItem, Nodes, PhrasingContent, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { clean } from '../text/clean.ts';
import { isTame } from '../text/markup.ts';
import { type Row, type Span, type Style, row, textOf } from '../text/rows.ts';
import { hang, width, wrapSpans } from '../text/wrap.ts';
import { tableRows } from './markdown-table.ts';

/** The widest prose: longer lines are hard to read, however wide the terminal is. */
export const MEASURE = 72;
/** Nothing is indented further if less room than this would be left. */
const LEAST = 10;

interface Context {
  columns: number;
  /** At most `columns`; only tables and code may be wider. */
  prose: number;
  /** The targets of reference links and images. */
  definitions: ReadonlyMap<string, Definition>;
}

const SYNTAX = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

type Of<T extends Nodes['type']> = Extract<Nodes, { type: T }>;
type Blocks = { [T in Nodes['type']]?: (node: Of<T>, context: Context) => Row[] };
type Inlines = { [T in Nodes['type']]?: (node: Of<T>, style: Style, context: Context) => Span[] };

/**
 * Markdown as rows of at most `columns` columns. Longer code and addresses stay whole so they can be copied.
 * Each leaf is cleaned after its entities are decoded.
 */
export function renderMarkdown(source: string, columns: number): Row[] {
  const room = Math.max(1, columns);
  return render(source, room, Math.min(room, MEASURE));
}

/** The end of a question that has to be in view at once: its last table or code with its last paragraph, and what follows. */
export function endRows(question: string, columns: number): Row[] {
  const room = Math.max(1, columns);
  return render(question, room, Math.min(room, MEASURE), (nodes) => {
    const starts = [nodes.findLastIndex(isExhibit), nodes.findLastIndex(({ type }) => type === 'paragraph')];
    return nodes.slice(Math.min(...starts.filter((start) => start >= 0), nodes.length - 1));
  });
}

function isExhibit(node: Nodes): boolean {
  return (
    node.type === 'table' || node.type === 'code' || ('children' in node && node.children.some(isExhibit))
  );
}

/** Markdown on one row, however long: blocks and lines are joined. */
export function renderLine(source: string): Row {
  return render(source, Infinity, Infinity)
    .filter((spans) => spans.length > 0)
    .flatMap((spans, index) => (index === 0 ? spans : [{ text: ' ', style: 'plain' }, ...spans]));
}

function render(
  source: string,
  columns: number,
  prose: number,
  choose = (nodes: readonly Nodes[]): readonly Nodes[] => nodes,
): Row[] {
  if (!isTame(source)) return asWritten(source, prose);
  try {
    const root = parse(source);
    const definitions = new Map<string, Definition>();
    collectDefinitions(root, definitions);
    return stack(choose(root.children), { columns, prose, definitions });
  } catch (error) {
    // Nested too deep for the stack.
    if (error instanceof RangeError) return asWritten(source, prose);
    throw error;
  }
}

/** The fallback for hostile text. */
function asWritten(source: string, prose: number): Row[] {
  return wrapSpans(row(clean(source)), prose);
}

/** Characters that Markdown may read as more than a paragraph. */
const MARK = /[\\`*_[\]<>&~|#=+@]|:\/\/|[wW]{3}\.|^[ \t\d-]|[ \t]$|[^\P{Cc}\n]/mu;

/** Most prose has no marks and can skip the parser, which takes 10 ms for the first text and 1 ms for each after it. */
function parse(source: string): Root {
  if (MARK.test(source)) return fromMarkdown(source, SYNTAX);
  const paragraphs = source
    .replace(/^\n+/, '')
    .split(/\n{2,}/)
    .filter((value) => value !== '');
  return {
    type: 'root',
    children: paragraphs.map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] })),
  };
}

const BLOCKS: Blocks = {
  paragraph: ({ children }, context) => wrapProse(inline(children, 'plain', context), context.prose),
  heading: ({ children }, context) => wrapProse(inline(children, 'bold', context), context.prose),
  html: ({ value }, context) =>
    wrapProse([{ text: flat(withoutTags(value)).trim(), style: 'plain' }], context.prose),
  thematicBreak: (_, context) => [row('─'.repeat(Math.min(context.prose, MEASURE)), 'dim')],
  code: ({ value }) =>
    hang(
      clean(value)
        .split('\n')
        .map((line) => row(line.replaceAll('\t', '    ').trimEnd(), 'code')),
      { text: '  ', style: 'plain' },
    ),
  blockquote: ({ children }, context) => {
    const rule: Span = { text: '│ ', style: 'dim' };
    return inside(context, rule, rule, (inner) => stack(children, inner));
  },
  footnoteDefinition: ({ children, ...node }, context) =>
    inside(context, marker(`${footnoteMark(node)} `), marker('  '), (inner) => stack(children, inner)),
  list: listRows,
  table: ({ children, align }, context) =>
    tableRows(
      children.map((cells) => cells.children.map((cell) => inline(cell.children, 'plain', context))),
      align ?? [],
      context,
    ),
};

const INLINES: Inlines = {
  text: ({ value }, style) => [{ text: flat(value), style }],
  strong: ({ children }, _, context) => inline(children, 'bold', context),
  // The marks stay, since no style for these works on every terminal, and a struck word must not look plain.
  emphasis: ({ children }, style, context) => between('*', inline(children, style, context), style),
  delete: ({ children }, style, context) => between('~~', inline(children, style, context), style),
  inlineCode: ({ value }) => [{ text: `\`${flat(value)}\``, style: 'code' }],
  break: (_, style) => [{ text: '\n', style }],
  html: ({ value }, style) => (/^<br\s*\/?>$/i.test(value) ? [{ text: '\n', style }] : []),
  link: ({ children, url }, style, context) => withAddress(inline(children, style, context), url),
  linkReference: ({ children, identifier }, style, context) =>
    withAddress(inline(children, style, context), context.definitions.get(identifier)?.url ?? ''),
  image: ({ alt, url }, style) => withAddress([{ text: flat(alt ?? ''), style }], url),
  imageReference: ({ alt, identifier }, style, context) =>
    withAddress([{ text: flat(alt ?? ''), style }], context.definitions.get(identifier)?.url ?? ''),
  footnoteReference: (node, style) => [{ text: footnoteMark(node), style }],
};

/** Stacks blocks, with an empty row between them except in a tight list item. */
function stack(nodes: readonly Nodes[], context: Context, tight = false): Row[] {
  const rows: Row[] = [];
  for (const node of nodes) {
    const render = BLOCKS[node.type] as ((node: Nodes, context: Context) => Row[]) | undefined;
    const block = render?.(node, context) ?? [];
    if (block.length > 0 && rows.length > 0 && !tight) rows.push([]);
    for (const one of block) rows.push(one);
  }
  return rows;
}

function inline(nodes: readonly PhrasingContent[], style: Style, context: Context): Span[] {
  return nodes.flatMap((node) => {
    const render = INLINES[node.type] as
      ((node: Nodes, style: Style, context: Context) => Span[]) | undefined;
    return render?.(node, style, context) ?? [];
  });
}

/** Wraps running text; addresses stay whole, however long. */
export function wrapProse(spans: Row, columns: number): Row[] {
  return textOf(spans).trim() === '' ? [] : wrapSpans(spans, columns, { whole: isAddress });
}

/** Renders into the room right of `first`; later rows start with `rest`, which is as wide. */
function inside(context: Context, first: Span, rest: Span, render: (inner: Context) => Row[]): Row[] {
  const by = width(first.text);
  if (context.prose - by < LEAST) return [...wrapSpans([first], context.prose), ...render(context)];
  const rows = render({ ...context, columns: context.columns - by, prose: context.prose - by });
  return hang(rows, first, rest);
}

function listRows(list: List, context: Context): Row[] {
  const loose = list.spread === true || list.children.some((item) => item.spread === true);
  const first = list.start ?? 1;
  const widest = String(first + list.children.length - 1).length;
  return list.children.flatMap((item, index) => {
    const mark = marker(itemMark(item, list.ordered === true ? first + index : undefined, widest));
    const blank = { ...mark, text: ' '.repeat(width(mark.text)) };
    const rows = inside(context, mark, blank, (inner) => {
      const parts = stack(item.children, inner, !loose);
      return parts.length === 0 ? [[]] : parts;
    });
    return loose && index > 0 ? [[], ...rows] : rows;
  });
}

function itemMark(item: ListItem, number: number | undefined, widest: number): string {
  const box = typeof item.checked === 'boolean' ? `[${item.checked ? 'x' : ' '}] ` : '';
  if (number !== undefined) return `${String(number).padStart(widest)}. ${box}`;
  return box === '' ? '• ' : box;
}

function marker(text: string): Span {
  return { text, style: 'dim' };
}

function footnoteMark({ label, identifier }: Association): string {
  return `[${flat(label ?? identifier)}]`;
}

function between(mark: string, spans: readonly Span[], style: Style): Span[] {
  return [{ text: mark, style }, ...spans, { text: mark, style }];
}

/** Text, then its address in parentheses unless the text is the address. */
function withAddress(spans: Span[], url: string): Span[] {
  const address = clean(url).replace(/\s/g, '%20');
  const text = textOf(spans);
  const said = ['', 'http://', 'https://', 'mailto:'].some((scheme) => address === scheme + text);
  if (said || address === '') return spans;
  return [...spans, { text: text === '' ? `(${address})` : ` (${address})`, style: 'dim' }];
}

function isAddress(word: string): boolean {
  return /^[^\p{L}\p{N}]*(?:[a-z][a-z\d+.-]*:\/\/|mailto:|www\.)/iu.test(word);
}

function withoutTags(html: string): string {
  return html.startsWith('<!--') ? '' : html.replace(/<[^<>]*>/g, '');
}

/** A leaf as running text: line breaks become spaces. */
function flat(value: string): string {
  return clean(value).replace(/[ \t\n]+/g, ' ');
}

function collectDefinitions(node: Nodes, found: Map<string, Definition>): void {
  if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node);
  if ('children' in node) for (const child of node.children) collectDefinitions(child, found);
}
