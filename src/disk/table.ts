import { parse } from 'csv-parse/sync';
import type { ListItem } from '../lists/item.ts';
import { cellText } from '../lists/markdown.ts';

const HEADERS = /^(?:q|question|front|prompt|a|answer|back|response)$/i;

/** The questions of a table of two columns, question and answer, with commas or tabs between them; a first row of names is passed over. */
export function readTable(text: string, delimiter: ',' | '\t'): ListItem[] {
  const records = parse(text, {
    bom: true,
    delimiter,
    info: true,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    // What Anki writes ahead of its notes.
    comment: delimiter === '\t' ? '#' : '',
    comment_no_infix: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return records.flatMap(({ record, info }, index): ListItem[] => {
    const [question = '', answer = ''] = record.map(cellText);
    if (index === 0 && HEADERS.test(question) && HEADERS.test(answer)) return [];
    // The parser counts the lines that it has read: this record ends on the last of them.
    const line = info.lines - (record.join('').match(/\n/g)?.length ?? 0);
    return question === '' ? [] : [{ question, answer, line, heading: null }];
  });
}
