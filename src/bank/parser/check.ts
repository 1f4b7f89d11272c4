import type { Vocabulary, Question } from '../question.ts';
import { type Body, readBody, type Sections } from './body.ts';
import type { Finding } from '../diagnostic.ts';
import type { Document } from './document.ts';
import { type Fields, isComplete, readFields } from './fields.ts';
import { type Report, reporter } from '../reporter.ts';

/** A document checked on its own: a question, or the errors that keep it from loading. */
export interface Checked {
  document: Document;
  question: Question | null;
  findings: Finding[];
  /** The valid front matter, even in a broken file. */
  fields: Partial<Fields>;
  /** The text of the sections; null if the body could not be found. */
  body: Body | null;
  sections: Sections;
}

/** Checks one file of a bank on its own. */
export function checkDocument(document: Document, bank: string, vocabulary: Vocabulary): Checked {
  const { file, data, content } = document;
  const findings = [...document.problems];
  if (content === null) {
    return { document, question: null, findings, fields: {}, body: null, sections: new Map() };
  }
  const report = reporter(document, findings);
  const fields = data === null ? {} : readFields(data, vocabulary, report);
  if (fields.number !== undefined) checkFileName(file, fields.number, report);
  const { body, sections } = readBody(document, { ...fields, levels: vocabulary.levels }, report);
  const isBroken = findings.some(({ severity }) => severity === 'error');
  const question = isBroken || !isComplete(fields) ? null : questionOf(bank, fields, body, file);
  return { document, question, findings, fields, body, sections };
}

function questionOf(bank: string, fields: Fields, body: Body, file: string): Question {
  const { number, id, title, concepts, topic, kind, level, roles, minutes, opens, reviewed, references } =
    fields;
  const named = concepts.length === 0 ? {} : { concepts };
  const leading = opens.length === 0 ? {} : { opens };
  return {
    ...{ bank, number, id, title, ...named, topic, kind, level, roles, minutes, ...leading },
    ...{ reviewed, references },
    ...body,
    file,
  };
}

/** The number that a file's name starts with; null if there is none. */
export function numberOfFile(file: string): number | null {
  const digits = /(?:^|\/)0*(\d+)[^/]*$/.exec(file)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Whether the file waits for its Question or Expected answer, as `bank new` leaves it, and has no other error. */
export function isDraft({ findings, sections }: Checked): boolean {
  const isUnfilled = sections.has('question') && sections.has('expected');
  return isUnfilled && findings.every(({ code, severity }) => severity !== 'error' || code === 'B020');
}

function checkFileName(file: string, number: number, report: Report): void {
  const named = numberOfFile(file);
  if (named === number) return;
  const start = `${String(number).padStart(3, '0')}-`;
  report(
    'B016',
    { value: ['number'] },
    named === null ? 'the file name does not start with a number' : `the file name says ${named}`,
    `but the number is ${number}`,
    `rename the file so that it starts with \`${start}\`, or fix the number`,
  );
}
