import { oneSpaced } from '../../text/clean.ts';
import type { Place } from '../diagnostic.ts';

/** One line of a body. HTML comments are blanked: they are notes of the author. */
export interface Line {
  text: string;
  /** In the file, from 1. */
  at: number;
  /** Inside a code fence, its two ends included. */
  code: boolean;
}

/** A heading and the lines up to the next one of its level. */
export interface Section {
  title: string;
  /** Of the heading's text. */
  place: Place;
  lines: readonly Line[];
}

/** An item of a list, with the lists inside it. */
export interface Item {
  /** Of the item's first line, after its marker. */
  place: Place;
  /** Its own lines, without indentation. */
  lines: readonly string[];
  /** The items of nested lists, at any depth. */
  nested: readonly Item[];
}

const FENCE = /^([ \t]*)(`{3,}|~{3,})(.*)$/;
const ITEM = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])(?:([ \t]+)(.*)|)$/;

/** Reads a body line by line; `unclosed` is the fence or comment that runs to the end of the file. */
export function readLines(
  lines: readonly string[],
  firstLine: number,
): { lines: Line[]; unclosed: Place | null } {
  const result: Line[] = [];
  let fence: { mark: string; place: Place } | null = null;
  let comment: Place | null = null;
  let inList = false;
  for (const [index, raw] of lines.entries()) {
    const at = firstLine + index;
    if (fence !== null) {
      result.push({ text: raw, at, code: true });
      if (closesFence(raw, fence.mark)) fence = null;
      continue;
    }
    const { text, open } = withoutComments(raw, at, comment);
    comment = open;
    const opened = opensFence(text, inList);
    if (opened !== null)
      fence = { mark: opened, place: { line: at, column: text.indexOf(opened) + 1, length: opened.length } };
    else if (/^\S/.test(text)) inList = ITEM.test(text);
    result.push({ text, at, code: opened !== null });
  }
  return { lines: result, unclosed: fence?.place ?? comment };
}

/** The fence's mark. Indented by four it opens a fence only inside a list. */
function opensFence(text: string, inList: boolean): string | null {
  const [, indent = '', mark = '', info = ''] = FENCE.exec(text) ?? [];
  if (mark === '' || (mark.startsWith('`') && info.includes('`'))) return null;
  return columns(indent) > 3 && !inList ? null : mark;
}

function closesFence(text: string, mark: string): boolean {
  const [, , end = '', rest = ''] = FENCE.exec(text) ?? [];
  return end.startsWith(mark) && rest.trim() === '';
}

/** Blanks comments at the start of a line, and continues one that is open. */
function withoutComments(raw: string, at: number, open: Place | null): { text: string; open: Place | null } {
  let position = 0;
  let place = open;
  for (;;) {
    if (place === null) {
      const start = skipBlanks(raw, position);
      if (!raw.startsWith('<!--', start)) break;
      place = { line: at, column: start + 1, length: 4 };
      position = start + 4;
    }
    const end = raw.indexOf('-->', position);
    if (end === -1) return { text: '', open: place };
    place = null;
    position = end + 3;
  }
  return { text: position === 0 ? raw : ' '.repeat(position) + raw.slice(position), open: null };
}

function skipBlanks(text: string, from: number): number {
  let position = from;
  while (text[position] === ' ' || text[position] === '\t') position++;
  return position;
}

/** Cuts lines at the headings that start with `mark` (`##`). */
export function cutAt(
  mark: '##' | '###',
  lines: readonly Line[],
): { before: readonly Line[]; sections: Section[] } {
  const sections: Section[] = [];
  const before: Line[] = [];
  let open = before;
  for (const line of lines) {
    // A cheap test first: this runs on every line, and few have the mark.
    const heading = line.code || !line.text.includes(mark) ? null : readHeading(mark, line);
    if (heading === null) open.push(line);
    else {
      open = [];
      sections.push({ ...heading, lines: open });
    }
  }
  return { before, sections };
}

/** Uses string methods: this runs on every line, and a very long line could stall a regular expression. */
function readHeading(mark: string, { text, at }: Line): Pick<Section, 'title' | 'place'> | null {
  const indent = indentOf(text);
  if (indent > 3 || !text.startsWith(mark, indent)) return null;
  const rest = text.slice(indent + mark.length);
  const title = rest
    .trim()
    .replace(/(?:^|[ \t])#+$/, '')
    .trimEnd();
  if (rest !== '' && indentOf(rest) === 0) return null;
  const column = indent + mark.length + indentOf(rest) + 1;
  return { title, place: { line: at, column, length: Math.max(1, title.length) } };
}

/** How many whitespace characters a line starts with. */
function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** The text of lines, without empty lines around it. */
export function textOfLines(lines: readonly Line[]): string {
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  if (first === -1) return '';
  return lines
    .slice(first)
    .map(({ text }) => text)
    .join('\n')
    .trimEnd();
}

/** The place of the first line with text. */
export function firstText(lines: readonly Line[]): Place | null {
  const line = lines.find(({ text }) => text.trim() !== '');
  return line === undefined ? null : placeOfText(line.text, line.at);
}

/** The place of a line's text, without the spaces around it. */
function placeOfText(text: string, line: number): Place {
  return { line, column: indentOf(text) + 1, length: Math.max(1, text.trim().length) };
}

interface GrowingItem extends Item {
  lines: string[];
  nested: GrowingItem[];
}

/** The items of a section's list; `stray` is the first line outside of all items. */
export function readItems(lines: readonly Line[]): { items: Item[]; stray: Place | null } {
  const items: GrowingItem[] = [];
  let stray: Place | null = null;
  let current: GrowingItem | null = null;
  let afterGap = false;
  for (const { text, at, code } of lines) {
    const marker = code ? null : ITEM.exec(text);
    const indented = /^[ \t]/.test(text);
    if (marker !== null) {
      const [, indent = '', , content = ''] = marker;
      const parent: GrowingItem | undefined = columns(indent) < 2 ? undefined : items.at(-1);
      current = { place: placeOfItem(text, content, at), lines: [content], nested: [] };
      (parent?.nested ?? items).push(current);
    } else if (text.trim() === '') {
      current?.lines.push('');
    } else if (current !== null && (indented || !afterGap)) {
      current.lines.push(code ? text.replace(/^[ \t]{1,4}/, '') : text.trim());
    } else {
      current = null;
      stray ??= placeOfText(text, at);
    }
    afterGap = text.trim() === '';
  }
  return { items, stray };
}

function placeOfItem(text: string, content: string, line: number): Place {
  const column = content === '' ? text.search(/\S/) + 1 : text.length - content.length + 1;
  return { line, column, length: Math.max(1, content.trimEnd().length) };
}

/** An item's text on one line. */
export function itemLine(item: Item): string {
  return oneSpaced(item.lines.join(' '));
}

/** An item's own text as Markdown, without the lists inside it. */
export function itemText(item: Item): string {
  return item.lines.join('\n').trim();
}

/** An item as Markdown, nested lists included. */
export function itemMarkdown(item: Item): string {
  return [itemText(item), ...item.nested.map((inner) => `- ${inner.lines.join('\n  ').trim()}`)].join('\n');
}

function columns(indent: string): number {
  return indent.replace(/\t/g, '    ').length;
}
