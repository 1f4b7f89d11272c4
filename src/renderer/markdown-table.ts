import { type Row, type Span, row, textOf } from '../text/rows.ts';
import { width, wrapSpans } from '../text/wrap.ts';

type Align = 'left' | 'right' | 'center' | null;

/**
 * A table whose first row is its header. In columns if they fit `columns`; otherwise a `header: value` line for each
 * cell, wrapped to `prose`, with an empty row between records.
 */
export function tableRows(
  table: readonly (readonly Row[])[],
  align: readonly Align[],
  { columns, prose }: { columns: number; prose: number },
): Row[] {
  const cells = table.map((line) => line.map((cell) => oneLine(cell)));
  const widths = (cells[0] ?? []).map((_, at) =>
    Math.max(...cells.map((line) => width(textOf(line[at] ?? [])))),
  );
  const needed = widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1));
  return needed <= columns ? inColumns(cells, widths, align) : stacked(cells, prose);
}

const GAP = '  ';

function inColumns(cells: readonly Row[][], widths: readonly number[], align: readonly Align[]): Row[] {
  const [header = [], ...body] = cells;
  const line = (of: readonly Row[]): Row =>
    trimEnd(
      widths.flatMap((columns, at) => {
        const cell = aligned(of[at] ?? [], columns, align[at] ?? 'left');
        return at === 0 ? cell : [blank(GAP.length), ...cell];
      }),
    );
  const rule = row(widths.map((columns) => '─'.repeat(columns)).join(GAP), 'dim');
  return [line(header.map(bold)), rule, ...body.map(line)];
}

function stacked(cells: readonly Row[][], prose: number): Row[] {
  const [header = [], ...body] = cells;
  const records = body.length > 0 ? body : [header.map(() => [])];
  return records.flatMap((record, index) => {
    const rows = header.flatMap((name, at) => {
      const value = record[at] ?? [];
      const lead: Row = textOf(name) === '' ? [] : [...bold(name), { text: ': ', style: 'plain' }];
      return textOf(value) === '' && body.length > 0
        ? []
        : wrapSpans([...lead, ...value], prose, { indent: GAP });
    });
    return index === 0 ? rows : [[], ...rows];
  });
}

function aligned(cell: Row, columns: number, align: Align): Row {
  const free = columns - width(textOf(cell));
  const left = align === 'right' ? free : align === 'center' ? Math.floor(free / 2) : 0;
  return [blank(left), ...cell, blank(free - left)];
}

function blank(columns: number): Span {
  return { text: ' '.repeat(columns), style: 'plain' };
}

function bold(cell: Row): Row {
  return cell.map((span) => (span.style === 'plain' ? { ...span, style: 'bold' } : span));
}

function oneLine(cell: Row): Row {
  return cell.map((span) => ({ ...span, text: span.text.replaceAll('\n', ' ') }));
}

function trimEnd(spans: Row): Row {
  const last = spans.findLastIndex((span) => span.text.trim() !== '');
  return spans.slice(0, last + 1).filter((span) => span.text !== '');
}
