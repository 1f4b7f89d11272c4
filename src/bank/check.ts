import type { Vocabulary } from './bank.ts';
import { readBody, type Sections } from './body.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Document } from './document.ts';
import { isComplete, readFields } from './fields.ts';
import type { Question } from './question.ts';
import { type Report, reporter } from './report.ts';

/** A document that was checked on its own: a question, or errors in `diagnostics` that say why not. */
export interface Checked {
  document: Document;
  question: Question | null;
  diagnostics: Diagnostic[];
  /** Codes of warnings that this file silences. */
  allow: readonly string[];
  sections: Sections;
}

/** Everything that one file of a bank says about itself. */
export function checkDocument(document: Document, bank: string, vocabulary: Vocabulary): Checked {
  const diagnostics = [...document.problems];
  const checked: Checked = { document, question: null, diagnostics, allow: [], sections: new Map() };
  if (document.bodyLine === null) return checked;
  const report = reporter(document, diagnostics);
  const fields = document.frontMatter === null ? {} : readFields(document.frontMatter, vocabulary, report);
  if (fields.number !== undefined) checkFileName(document, fields.number, report);
  const { body, sections } = readBody(document, document.bodyLine, report);
  if (!isComplete(fields)) return { ...checked, sections };
  const { allow, ...kept } = fields;
  const broken = diagnostics.some(({ severity }) => severity === 'error');
  const question = broken ? null : { bank, ...kept, ...body, file: document.file };
  return { ...checked, question, allow, sections };
}

/** The number that a file's name starts with; null where it starts with none. */
export function numberOfFile(file: string): number | null {
  const digits = /(?:^|\/)0*(\d+)[^/]*$/.exec(file)?.[1];
  return digits === undefined ? null : Number(digits);
}

function checkFileName(document: Document, number: number, report: Report): void {
  const named = numberOfFile(document.file);
  if (named === number) return;
  const place = document.frontMatter?.entries.get('number')?.value.place;
  if (place === undefined) return;
  const start = `${String(number).padStart(3, '0')}-`;
  report(
    'B016',
    place,
    named === null ? 'the file name does not start with a number' : `the file name says ${named}`,
    `and the number is ${number}`,
    `rename the file so that it starts with \`${start}\`, or mend the number`,
  );
}
