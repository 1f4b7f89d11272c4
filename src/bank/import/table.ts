import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../../platform/errors.ts';
import { type ReadList, withQuestion } from './item.ts';
import { cellText } from './markdown-list.ts';
import { ANSWER, QUESTION } from './pipe-table.ts';

/** Words of a header row that are unlikely in a row of questions. */
const NAME = /^(?:questions?|front|prompt|(?:expected )?answers?|response)$/i;

type Separator = ',' | ';' | '\t';

interface TableRow {
  cells: string[];
  /** Of its start, from 1. */
  line: number;
}

/** Which columns to read, from 0. */
interface Columns {
  question: number;
  answer: number;
  /** Whether the first row is a header. */
  areNamed: boolean;
}

/**
 * The questions of a table: from the columns that its header names, or else from the first two. Cells of a .csv are
 * separated by commas or semicolons. `shown` is the file's name in messages. Throws a UserError if a quote is never
 * closed, or if the columns are not clear.
 */
export function readTable(text: string, ending: '.csv' | '.tsv', shown: string): ReadList {
  const rows = ending === '.csv' ? separatedRows(text, shown) : tabbedRows(text);
  const { question, answer, areNamed } = columnsOf(rows, ankisColumns(text), shown);
  return withQuestion(
    rows.slice(areNamed ? 1 : 0).map(({ cells, line }) => ({
      question: cellText(cells[question] ?? ''),
      answer: cellText(cells[answer] ?? ''),
      line,
      heading: null,
    })),
  );
}

function columnsOf(
  [first, ...others]: readonly TableRow[],
  kept: ReadonlySet<number>,
  shown: string,
): Columns {
  const names = (first?.cells ?? []).map((cell) => cell.trim());
  const question = names.findIndex((name) => QUESTION.test(name));
  const answer = names.findIndex((name) => ANSWER.test(name));
  if (question !== -1 && answer !== -1) return { question, answer, areNamed: true };
  const [one = 0, two = 1] = names.map((_, at) => at).filter((at) => !kept.has(at));
  const isNamed = names.length > 1 && names.some((name) => NAME.test(name));
  // A column of numbers counts the questions.
  const areNumbers =
    first !== undefined &&
    [first, ...others].every(({ cells }) => /^\d*[.)]?$/.test((cells[one] ?? '').trim()));
  if (!isNamed && !areNumbers) return { question: one, answer: two, areNamed: false };
  throw new UserError(`cannot tell which columns of ${shown} have the questions and the answers.`, {
    help: 'name them `question` and `answer` in the first row.',
  });
}

/** The columns that an Anki file reserves: `#guid column:1`. */
function ankisColumns(text: string): Set<number> {
  const lines = text.split('\n', 20).filter((line) => line.startsWith('#'));
  return new Set(
    lines.flatMap((line) => (/^#\w+ column:(\d{1,3})$/.exec(line) ?? []).slice(1).map((n) => Number(n) - 1)),
  );
}

function tabbedRows(text: string): TableRow[] {
  const rows = parseRows(text, '\t', '"');
  // Many programs separate cells with tabs and do not quote them.
  const read = typeof rows === 'number' ? parseRows(text, '\t', null) : rows;
  return typeof read === 'number' ? [] : read;
}

function separatedRows(text: string, shown: string): TableRow[] {
  const rows = parseRows(text, ',', '"');
  const mayBeOther = typeof rows === 'number' || rows[0]?.cells.some((cell) => cell.includes(';'));
  const other = mayBeOther === true ? parseRows(text, ';', '"') : 0;
  if (typeof other !== 'number' && evenRows(other) > evenRows(rows)) return other;
  if (typeof rows !== 'number') return rows;
  throw new UserError(`cannot read ${shown}: the row on line ${rows} opens a quote that is never closed.`, {
    help: 'close it; inside a quoted cell, write a quote twice.',
  });
}

/** How many rows have as many cells as the first. With the wrong separator there is one cell, or a random number. */
function evenRows(rows: readonly TableRow[] | number): number {
  if (typeof rows === 'number') return 0;
  const cells = rows[0]?.cells.length ?? 0;
  return cells < 2 ? 0 : rows.filter((row) => row.cells.length === cells).length;
}

/** The rows of a table, or the line of the row with a quote that is never closed. */
function parseRows(text: string, delimiter: Separator, quote: '"' | null): TableRow[] | number {
  let read = 0;
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      quote,
      info: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
      // The header that Anki writes.
      comment: delimiter === '\t' ? '#' : '',
      comment_no_infix: true,
      onRecord: (record: string[], { lines }) => {
        read = lines;
        return record;
      },
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({
      cells: record,
      // The parser counts the lines read so far, and a record may have several.
      line: info.lines - (record.join('').match(/\n/g)?.length ?? 0),
    }));
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    const below = text.split('\n').slice(read);
    return read + 1 + below.findIndex((line) => line.trim() !== '');
  }
}
