import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../errors.ts';
import type { ListItem } from '../lists/item.ts';
import { cellText } from '../lists/markdown.ts';

const HEADERS = /^(?:q|question|front|prompt|a|answer|back|response)$/i;

interface TableRow {
  cells: string[];
  /** Of its start, from 1. */
  line: number;
}

/**
 * The questions of a table of two columns, question and answer, with commas or tabs between them; a first row of names is
 * passed over. `shown` is the file as messages name it. A quotation mark that is never closed is a UserError with its line.
 */
export function readTable(text: string, delimiter: ',' | '\t', shown: string): ListItem[] {
  return rowsOf(text, delimiter, shown).flatMap(({ cells, line }, index): ListItem[] => {
    const [question = '', answer = ''] = cells.map(cellText);
    if (index === 0 && HEADERS.test(question) && HEADERS.test(answer)) return [];
    return question === '' ? [] : [{ question, answer, line, heading: null }];
  });
}

function rowsOf(text: string, delimiter: ',' | '\t', shown: string): TableRow[] {
  const rows = parseRows(text, delimiter, '"');
  if (typeof rows !== 'number') return rows;
  // Many programs write tabs between cells and no quotation marks around them.
  const plain = delimiter === '\t' ? parseRows(text, delimiter, null) : rows;
  if (typeof plain !== 'number') return plain;
  throw new UserError(
    `cannot read ${shown}: the row in line ${plain} opens a quotation mark that is never closed.`,
    { help: 'close it; a quotation mark inside of a quoted cell is written twice.' },
  );
}

/** The rows of a table, or the line of the one with a quotation mark that is never closed. */
function parseRows(text: string, delimiter: ',' | '\t', quote: '"' | null): TableRow[] | number {
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
      // What Anki writes ahead of its notes.
      comment: delimiter === '\t' ? '#' : '',
      comment_no_infix: true,
      onRecord: (record: string[], { lines }) => {
        read = lines;
        return record;
      },
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({
      cells: record,
      // The parser counts the lines that it has read: this record ends on the last of them.
      line: info.lines - (record.join('').match(/\n/g)?.length ?? 0),
    }));
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    const below = text.split('\n').slice(read);
    return read + 1 + below.findIndex((line) => line.trim() !== '');
  }
}
