import { type Row, apart, bold, row, textOf } from '../text/rows.ts';
import { wrapSpans } from '../text/wrap.ts';
import { type Align, inColumns, ruleOf } from './columns.ts';

/**
 * A table whose first row is its header. In columns if they fit `columns`; otherwise a `header: value` line for each
 * cell, wrapped to `prose`, with an empty row between records.
 */
export function tableRows(
  table: readonly (readonly Row[])[],
  align: readonly Align[],
  { columns, prose }: { columns: number; prose: number },
): Row[] {
  const cells = table.map((line) =>
    line.map((cell) => cell.map((each) => ({ ...each, text: each.text.replaceAll('\n', ' ') }))),
  );
  const [header = [], ...body] = cells;
  const lines = inColumns([header.map(bold), ...body], columns, align);
  return lines?.toSpliced(1, 0, ruleOf(cells)) ?? stacked(header, body, prose);
}

function stacked(header: readonly Row[], body: readonly (readonly Row[])[], prose: number): Row[] {
  if (body.length === 0) return header.flatMap((name) => wrapSpans(headed(name), prose, { indent: '  ' }));
  return apart(
    body.map((record) =>
      header.flatMap((name, at) => {
        const value = record[at] ?? [];
        return textOf(value) === '' ? [] : wrapSpans([...headed(name), ...value], prose, { indent: '  ' });
      }),
    ),
  );
}

function headed(name: Row): Row {
  return textOf(name) === '' ? [] : [...bold(name), ...row(': ')];
}
