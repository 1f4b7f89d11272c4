import { type Checked, checkDocument } from './parser/check.ts';
import type { Finding } from './diagnostic.ts';
import type { Document } from './parser/document.ts';
import { readBankFields } from './parser/fields.ts';
import type { Question, Vocabulary } from './question.ts';
import { reporter } from './reporter.ts';

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
  /** About the bank's README.md. */
  findings: readonly Finding[];
}

/** Checks each document and the bank as a whole. If two questions share a number or an id, only the first loads. */
export function assembleBank({ folder, fallbackName, readme, documents }: BankFiles): Assembled {
  const { name, vocabulary, findings } = describeBank(readme, fallbackName);
  const files = documents.map((document) => checkDocument(document, name, vocabulary));
  const refuseTwin = twinRefusal();
  for (const file of files) refuseTwin(file);
  const questions = files.flatMap(({ question }) => question ?? []);
  questions.sort((a, b) => a.number - b.number);
  return { bank: { name, folder, vocabulary, questions }, files, findings };
}

/** A bank's name and vocabulary from its README.md, and the problems of that page. */
export function describeBank(
  readme: Document | null,
  fallbackName: string,
): Pick<Bank, 'name' | 'vocabulary'> & Pick<Assembled, 'findings'> {
  const findings = [...(readme?.problems ?? [])];
  const fields = readme?.data ? readBankFields(readme.data, fallbackName, reporter(readme, findings)) : {};
  const { bank: name = fallbackName, topics = [], roles = [], levels = [] } = fields;
  return { name, vocabulary: { topics, roles, levels }, findings };
}

/** Returns a function to call with each file in turn. It refuses a question whose number or id an earlier one uses. */
export function twinRefusal(): (checked: Checked) => void {
  const numbers = new Map<number, string>();
  const ids = new Map<string, string>();
  return (checked) => {
    const { question, document } = checked;
    if (question === null) return;
    const report = reporter(document, checked.findings);
    const refuse = (code: 'B014' | 'B015', key: string, message: string, first: string): void => {
      checked.question = null;
      report(code, { value: [key] }, message, `already used by ${first}`, 'give this question another');
    };
    const { number, id } = question;
    const sameNumber = numbers.get(number);
    const sameId = ids.get(id);
    if (sameNumber !== undefined) refuse('B014', 'number', `the number ${number} is taken`, sameNumber);
    if (sameId !== undefined) refuse('B015', 'id', `the id "${id}" is taken`, sameId);
    if (checked.question === null) return;
    numbers.set(number, document.shown);
    ids.set(id, document.shown);
  };
}
