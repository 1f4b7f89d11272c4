import { type Row, row, span, textOf } from '../text/rows.ts';
import { widest, width, wrapSpans } from '../text/wrap.ts';

export type Align = 'left' | 'right' | 'center' | null;

const GAP = '  ';
/** With less room beside the first cells, the others are below them. */
const LEAST_BESIDE = 24;

/** Lines of cells in columns, two spaces apart; null if they are wider than `room`. The first line has all columns. */
export function inColumns(
  table: readonly (readonly Row[])[],
  room: number,
  align: readonly Align[] = [],
): Row[] | null {
  const widths = widthsOf(table);
  if (widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length) > room) return null;
  return table.map((cells) => {
    const line = widths.flatMap((columns, at) => [
      ...row(at === 0 ? '' : GAP),
      ...aligned(cells[at] ?? [], columns, align[at] ?? 'left'),
    ]);
    return line.slice(0, line.findLastIndex(({ text }) => text.trim() !== '') + 1);
  });
}

/** Lines of cells in columns; where these do not fit, the cells of a line are below one another, beside its first. */
export function columnRows(table: readonly (readonly Row[])[], room: number): Row[] {
  const beside = widest(table.map(([first = []]) => textOf(first))) + GAP.length;
  const isBeside = room - beside >= LEAST_BESIDE;
  const indent = isBeside ? beside : GAP.length;
  const stacked = ([first = [], ...others]: readonly Row[]): Row[] => {
    const rows = others
      .filter((cell) => textOf(cell) !== '')
      .flatMap((cell) => wrapSpans(cell, room - indent));
    const lead = [...first, span(' '.repeat(Math.max(0, indent - width(textOf(first)))))];
    const below = rows.map((line, at) => [
      ...(isBeside && at === 0 ? lead : row(' '.repeat(indent))),
      ...line,
    ]);
    return isBeside ? below : [first, ...below];
  };
  return inColumns(table, room) ?? table.flatMap(stacked);
}

/** A rule under each column. */
export function ruleOf(table: readonly (readonly Row[])[]): Row {
  return row(
    widthsOf(table)
      .map((columns) => '─'.repeat(columns))
      .join(GAP),
    'dim',
  );
}

function widthsOf(table: readonly (readonly Row[])[]): number[] {
  return (table[0] ?? []).map((_, at) => widest(table.map((cells) => textOf(cells[at] ?? []))));
}

function aligned(cell: Row, columns: number, align: Align): Row {
  const free = columns - width(textOf(cell));
  const left = align === 'right' ? free : align === 'center' ? Math.floor(free / 2) : 0;
  return [...row(' '.repeat(left)), ...cell, ...row(' '.repeat(free - left))];
}
