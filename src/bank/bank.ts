import { type Checked, checkDocument } from './parser/check.ts';
import type { Diagnostic, Place } from './diagnostic.ts';
import type { Document } from './parser/document.ts';
import { readBankFields } from './parser/fields.ts';
import type { Question } from './question.ts';
import { type Report, reporter, START } from './reporter.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The banks that load by default: the shipped one and the user's own. */
export const USUAL_BANKS: readonly string[] = ['hotseat', 'my-bank'];

/** A folder of questions, read and checked. */
export interface Bank {
  name: string;
  /** Absolute. Never leaves this machine: exports and journals carry the name. */
  folder: string;
  vocabulary: Vocabulary;
  /** By number. */
  questions: readonly Question[];
}

/** A bank's files as they were read. */
interface BankFiles {
  /** Absolute. */
  folder: string;
  /** The bank's name if its README.md gives none. */
  fallbackName: string;
  /** The bank's README.md; null if there is none, or one without front matter. */
  readme: Document | null;
  /** Sorted by name. */
  documents: readonly Document[];
}

/** A bank plus what lint needs to know about its files. */
export interface Assembled {
  bank: Bank;
  files: readonly Checked[];
  /** Of the bank's README.md. */
  diagnostics: readonly Diagnostic[];
}

/** Checks each document and the bank as a whole. If two questions share a number or an id, only the first loads. */
export function assembleBank({ folder, fallbackName, readme, documents }: BankFiles): Assembled {
  const { name, vocabulary, diagnostics } = describeBank(readme, fallbackName);
  const files = documents.map((document) => checkDocument(document, name, vocabulary));
  refuseTwins(files);
  const questions = files.flatMap(({ question }) => (question === null ? [] : [question]));
  questions.sort((a, b) => a.number - b.number);
  return { bank: { name, folder, vocabulary, questions }, files, diagnostics };
}

/** A bank's name and vocabulary from its README.md, and the problems of that page. */
export function describeBank(
  readme: Document | null,
  fallbackName: string,
): Pick<Bank, 'name' | 'vocabulary'> & Pick<Assembled, 'diagnostics'> {
  const diagnostics = [...(readme?.problems ?? [])];
  const page = readme?.frontMatter;
  const fields = page ? readBankFields(page, fallbackName, reporter(readme, diagnostics)) : {};
  const { bank: name = fallbackName, topics = [], roles = [], levels = [] } = fields;
  return { name, vocabulary: { topics, roles, levels }, diagnostics };
}

/** Refuses each question whose number or id an earlier one uses. */
function refuseTwins(files: readonly Checked[]): void {
  const numbers = new Map<number, string>();
  const ids = new Map<string, string>();
  for (const checked of files) {
    const { question, document } = checked;
    if (question === null) continue;
    const report = reporter(document, checked.diagnostics);
    const { number, id } = question;
    const sameNumber = numbers.get(number);
    const sameId = ids.get(id);
    if (sameNumber !== undefined) {
      refuse(report, 'B014', placeOf(document, 'number'), `the number ${number} is taken`, sameNumber);
    }
    if (sameId !== undefined)
      refuse(report, 'B015', placeOf(document, 'id'), `the id "${id}" is taken`, sameId);
    if (sameNumber !== undefined || sameId !== undefined) {
      checked.question = null;
      continue;
    }
    numbers.set(number, document.shown);
    ids.set(id, document.shown);
  }
}

function refuse(report: Report, code: 'B014' | 'B015', place: Place, message: string, first: string): void {
  report(code, place, message, `already used by ${first}`, 'give this question another');
}

/** The place of a key's value; the start of the file if there is none. */
export function placeOf(document: Document, key: string): Place {
  return document.frontMatter?.entries.get(key)?.value.place ?? START;
}
