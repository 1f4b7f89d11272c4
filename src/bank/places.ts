import type { Path, Place } from './diagnostic.ts';

interface NumberedLine {
  text: string;
  line: number;
}

const ITEM = /^\s*-(?=\s|$)/;
const AT_MARGIN = /^[^\s#-]/;
/** What comes before a key or a value on its line, and the key with its quotes. */
const LEAD = /^(\s*(?:-\s+)?)((?:(["']?)(.*?)\3(?= ?:(?:\s|$)))?)/;

/**
 * Where a key of a text in YAML is, or its value: found line by line, as people write front matter. A value that shares its
 * line with others is at all of them. What is not found is at the key above it, or at the start.
 */
export function findPlace(text: string, where: { key: Path } | { value: Path }): Place {
  let block = text.split('\n').map((line, index): NumberedLine => ({ text: line, line: index + 1 }));
  let found: NumberedLine | null = null;
  const path = 'key' in where ? where.key : where.value;
  for (const step of path) {
    const isItem = typeof step === 'number';
    const isTop = found === null;
    const own: NumberedLine[] = isItem
      ? block.filter((each) => ITEM.test(each.text))
      : block.filter((each) => LEAD.exec(each.text)?.[4] === step && (!isTop || AT_MARGIN.test(each.text)));
    const next = own[isItem ? step : 0];
    if (next === undefined) break;
    found = next;
    const below = block.slice(block.indexOf(next) + 1);
    const end = below.findIndex((each) => (isItem ? ITEM : AT_MARGIN).test(each.text));
    block = [...(isItem ? [next] : []), ...below.slice(0, end === -1 ? below.length : end)];
  }
  if (found === null) return { line: 1, column: 1, length: 1 };
  return placeOn(found, 'key' in where || (typeof path.at(-1) === 'number' && ITEM.test(found.text)));
}

/** A key without a value stands for it, and the first key of an item for the item. */
function placeOn({ text, line }: NumberedLine, isKey: boolean): Place {
  const [start = '', lead = '', key = ''] = LEAD.exec(text) ?? [];
  const value = text
    .slice(start.length)
    .replace(key === '' ? '' : /^\s*:/, '')
    .replace(/(?:^|\s)#.*$/, '')
    .trim();
  if (key !== '' && (isKey || value === '')) return { line, column: lead.length + 1, length: key.length };
  return { line, column: text.indexOf(value, start.length) + 1, length: Math.max(1, value.length) };
}
