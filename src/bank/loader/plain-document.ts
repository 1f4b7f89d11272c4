import type { Place } from '../diagnostic.ts';
import type { DataNode, Document, ListNode, MapNode, ScalarNode } from '../parser/document.ts';
import { firstControl } from '../../text/clean.ts';

/** `key: value`, or `key:` before a list. */
const TOP = /^([a-z][a-z-]*):(?: (\S.*))?$/;
/** `  - key: value` starts an item of that list, `    key: value` goes on with it. */
const ITEM = /^ {2}([- ]) ([a-z][a-z-]*): (\S.*)$/;
/** Text that YAML takes for itself in every place, but for the words below. */
const PLAIN = /^[a-z][ -~\xa0-\u2027\u202a-\ud7ff]*$/i;
const NO_TEXT = /^(?:null|true|false)$/i;
const WORD = /^[a-z][a-z0-9-]*$/;
const NUMBER = /^[1-9]\d{0,8}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const QUOTED = /^"([ -!#-[\]-~\xa0-\u2027\u202a-\ud7ff]*)"$/;

type Entries = Map<string, { keyPlace: Place; value: DataNode }>;
type GrowingMap = Omit<MapNode, 'entries'> & { entries: Entries };
type GrowingList = Omit<ListNode, 'items'> & { items: GrowingMap[] };

/** yaml looks for duplicate keys in quadratic time, so front matter stays small. */
export const LONGEST = 16 * 1024;

/** A text's lines, without a byte order mark and whatever the line endings. */
export function linesOf(text: string): string[] {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
}

/**
 * A document whose front matter is written as nearly every question writes it: `key: value`,
 * `key: [a, b]` and a list of small maps. Loading yaml and reading a bank with it takes longer than
 * all else that a listing does, and says the same. Whatever is the least bit out of the ordinary, or
 * wrong, is null: then `readDocument` of front-matter.ts has to judge.
 */
export function readPlainDocument(text: string, file: string, shown: string): Document | null {
  const lines = linesOf(text);
  const closing = lines.indexOf('---', 1);
  if (lines[0] !== '---' || closing === -1 || firstControl(text) !== -1) return null;
  const block = lines.slice(1, closing);
  const frontMatter = block.join('\n').length > LONGEST ? null : readMap(block);
  return frontMatter === null
    ? null
    : { file, shown, lines, frontMatter, bodyLine: closing + 2, problems: [] };
}

/** `lines` stand between the two marks, the first of them on line 2. */
function readMap(lines: readonly string[]): MapNode | null {
  const root: Entries = new Map();
  let open: GrowingList | null = null;
  for (const [index, text] of lines.entries()) {
    const line = index + 2;
    if (text.startsWith(' ')) {
      if (open === null || !addToList(open, text, line)) return null;
      continue;
    }
    const [, key = '', rest] = TOP.exec(text) ?? [];
    if (key === '' || root.has(key) || open?.items.length === 0) return null;
    open =
      rest === undefined
        ? { kind: 'list', place: { line: line + 1, column: 3, length: 1 }, items: [] }
        : null;
    const value: DataNode | null = open ?? readValue(rest ?? '', line, key.length + 3);
    if (value === null) return null;
    root.set(key, { keyPlace: { line, column: 1, length: key.length }, value });
  }
  if (root.size === 0 || open?.items.length === 0) return null;
  return { kind: 'map', place: { line: 2, column: 1, length: lines[0]?.length ?? 1 }, entries: root };
}

/** Whether the line was an ordinary part of the list. */
function addToList(list: GrowingList, text: string, line: number): boolean {
  const [, mark = '', key = '', rest = ''] = ITEM.exec(text) ?? [];
  if (mark === '-') {
    if (list.items.length === 0) list.place.length = text.length - 2;
    const place = { line, column: 5, length: text.length - 4 };
    list.items.push({ kind: 'map', place, entries: new Map() });
  }
  const entries = list.items.at(-1)?.entries;
  const value = readScalar(rest, line, key.length + 7);
  if (key === '' || value === null || entries === undefined || entries.has(key)) return false;
  entries.set(key, { keyPlace: { line, column: 5, length: key.length }, value });
  return true;
}

function readValue(text: string, line: number, column: number): DataNode | null {
  if (!text.startsWith('[')) return readScalar(text, line, column);
  if (!text.endsWith(']')) return null;
  const items: ScalarNode[] = [];
  let at = column + 1;
  for (const word of text === '[]' ? [] : text.slice(1, -1).split(', ')) {
    if (!WORD.test(word) || NO_TEXT.test(word)) return null;
    items.push({
      kind: 'scalar',
      place: { line, column: at, length: word.length },
      value: word,
      source: word,
    });
    at += word.length + 2;
  }
  return { kind: 'list', place: { line, column, length: text.length }, items };
}

function readScalar(text: string, line: number, column: number): ScalarNode | null {
  const place = { line, column, length: text.length };
  const scalar = (value: string | number, source: string): ScalarNode => ({
    kind: 'scalar',
    place,
    value,
    source,
  });
  if (NUMBER.test(text)) return scalar(Number(text), text);
  if (DATE.test(text)) return scalar(text, text);
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return scalar(quoted, quoted);
  if (!PLAIN.test(text) || NO_TEXT.test(text) || /: | #|[: ]$/.test(text)) return null;
  return scalar(text, text);
}
