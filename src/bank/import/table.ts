import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../../platform/errors.ts';
import { type ReadList, withQuestion } from './item.ts';
import { cellText } from './markdown-list.ts';
import { ANSWER, QUESTION } from './pipe-table.ts';

interface TableRow {
  cells: string[];
  /** Of its start, from 1. */
  line: number;
}

/**
 * The questions of a table: from the columns that its header names, or from a table's only two. `shown` is the file's name in
 * messages. Throws a UserError if a quote is never closed, or if the columns are not clear.
 */
export function readTable(text: string, ending: '.csv' | '.tsv', shown: string): ReadList {
  const rows = rowsOf(text, ending, shown);
  const names = (rows[0]?.cells ?? []).map((cell) => cell.trim());
  const named = [QUESTION, ANSWER].map((name) => names.findIndex((cell) => name.test(cell)));
  const areNamed = !named.includes(-1);
  if (!areNamed && (names.length > 2 || named.some((at) => at !== -1))) {
    throw new UserError(`cannot tell which columns of ${shown} have the questions and the answers.`, {
      help: 'name them `question` and `answer` in the first row.',
    });
  }
  const [question = 0, answer = 1] = areNamed ? named : [];
  return withQuestion(
    rows.slice(areNamed ? 1 : 0).map(({ cells, line }) => ({
      question: cellText(cells[question] ?? ''),
      answer: cellText(cells[answer] ?? ''),
      line,
      heading: null,
    })),
  );
}

function rowsOf(text: string, ending: '.csv' | '.tsv', shown: string): TableRow[] {
  let read = 0;
  try {
    const records = parse(text, {
      bom: true,
      delimiter: separatorOf(text, ending),
      info: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
      // The header that Anki writes.
      comment: ending === '.tsv' ? '#' : '',
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
    throw new UserError(`cannot read ${shown}: a quote after line ${read} is never closed.`, {
      help: 'close it; inside a quoted cell, write a quote twice.',
    });
  }
}

/** Programs write semicolons where a comma is the decimal mark. */
function separatorOf(text: string, ending: '.csv' | '.tsv'): string {
  const [first = ''] = text.split('\n', 1);
  if (ending === '.tsv') return '\t';
  return first.includes(';') && !first.includes(',') ? ';' : ',';
}
