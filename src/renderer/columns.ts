import { type Row, row, textOf } from '../text/rows.ts';
import { widest, width } from '../text/wrap.ts';

export type Align = 'left' | 'right' | 'center' | null;

const GAP = '  ';

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
