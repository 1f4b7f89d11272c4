import type { Path, Place } from './diagnostic.ts';

/** A piece of a text, by offsets. */
interface Span {
  start: number;
  end: number;
}

/**
 * Where a key of a text in YAML is, or its value: found by lines and indents, as people write front matter. What is not
 * found is at the key above it, or at the start.
 */
export function findPlace(text: string, where: { key: Path } | { value: Path }): Place {
  let key: Span = { start: 0, end: 0 };
  let value = skipBlank(text, { start: 0, end: text.length });
  for (const step of 'key' in where ? where.key : where.value) {
    const found = typeof step === 'number' ? findItem(text, value, step) : findKey(text, value, step);
    if (found === null) return placeAt(text, key);
    ({ key, value } = found);
  }
  // A key without a value stands for it.
  return placeAt(text, 'key' in where || value.start === value.end ? key : value);
}

interface Found {
  key: Span;
  value: Span;
}

function findKey(text: string, block: Span, wanted: string): Found | null {
  for (const { start, end } of entriesIn(text, block, (entry) => !IS_ITEM.test(entry))) {
    const [all = '', quote = '', name = ''] =
      /^(["']?)(.*?)\1[ \t]*:(?=\s|$)/.exec(text.slice(start, end)) ?? [];
    if (name === wanted && all !== '')
      return {
        key: { start, end: start + name.length + 2 * quote.length },
        value: skipBlank(text, { start: start + all.length, end }),
      };
  }
  return null;
}

function findItem(text: string, block: Span, wanted: number): Found | null {
  if (text[block.start] === '[') {
    const found = [...text.slice(block.start, block.end).matchAll(FLOW_ITEM)][wanted];
    if (found === undefined) return null;
    const [all, item = ''] = found;
    const end = block.start + found.index + all.length;
    const value = { start: end - item.length, end };
    return { key: value, value };
  }
  const entry = entriesIn(text, block, (each) => IS_ITEM.test(each))[wanted];
  if (entry === undefined) return null;
  return { key: entry, value: skipBlank(text, { start: entry.start + 1, end: entry.end }) };
}

const IS_ITEM = /^-(?=\s|$)/;
const QUOTED = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'`;
const FLOW_ITEM = new RegExp(
  String.raw`[[,]\s*(?:#.*\s*)*(${QUOTED}|[^\s,[\]](?:[^,\]\n]*?[^\s,\]])??(?=\s*[,\]]|\s+#))`,
  'g',
);
const ONE_LINE = new RegExp(String.raw`^(?:${QUOTED}|.*?(?=[ \t]+#|[ \t]*$))`, 'm');

/** The keys or items of a block: what starts at the block's own indent, each up to the next. */
function entriesIn(text: string, { start, end }: Span, isWanted: (entry: string) => boolean): Span[] {
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
  const starts = [...text.slice(start, end).matchAll(/\n( *)(?=[^\s#])/g)]
    .filter(([, spaces = '']) => spaces.length === indent)
    .map(({ index, 0: { length } }) => start + index + length);
  const wanted = [start, ...starts].filter((at) => isWanted(text.slice(at, end)));
  return wanted.map((at, index) => ({ start: at, end: wanted[index + 1] ?? end }));
}

/** Without spaces, comments, line breaks, and an anchor or a tag, before the first value. */
function skipBlank(text: string, { start, end }: Span): Span {
  const blank = /^(?:\s|(?<=\s)#.*|[&!]\S*(?!\S))*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start: start + blank, end };
}

/** A place of several lines ends with the first. */
function placeAt(text: string, { start, end }: Span): Place {
  const before = text.slice(0, start).split('\n');
  const [line = ''] = ONE_LINE.exec(text.slice(start, end)) ?? [];
  const [first = ''] = line.split('\n', 1);
  return {
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
    length: Math.max(1, first.length),
  };
}
