import { basename, join, resolve } from 'node:path';
import { type Assembled, assembleBank, type Bank, describeBank, twinRefusal } from '../bank.ts';
import type { Code } from '../codes.ts';
import type { Finding } from '../diagnostic.ts';
import type { Document } from '../parser/document.ts';
import { checkDocument, isDraft, numberOfFile } from '../parser/check.ts';
import { findQuestions, numberIn, type ListedBank, listedOf, type ListedQuestion } from '../listed.ts';
import type { Question } from '../question.ts';
import type { Env } from '../../platform/env.ts';
import { UserError } from '../../platform/errors.ts';
import { nextTurn } from '../../platform/steps.ts';
import { shellWord } from '../../text/shell.ts';
import { type BankFile, bankFiles } from './bank-files.ts';
import { defaultFolders, isSpare, README, realFolder, shownPath } from './bank-folders.ts';

interface LoadedBanks {
  /** Each has at least one question. */
  banks: Bank[];
  /** The paths of files with an error, for messages. */
  faults: string[];
}

/**
 * Reads the banks in `folders`, or by default the shipped one and the user's own. Files with an error do not load. Throws a
 * UserError for a folder that is not a bank or from which nothing loads.
 */
export async function loadBanks(env: Env, folders: readonly string[]): Promise<LoadedBanks> {
  const read = await readBanks(env, folders);
  for (const { bank, files } of read) {
    if (bank.questions.length === 0 && !isSpare(env, folders, bank.folder))
      throw nothingLoads(env, bank, files.length);
  }
  const banks = read.map(({ bank }) => bank).filter(({ questions }) => questions.length > 0);
  return { banks, faults: read.flatMap(faultsIn) };
}

/**
 * The banks for references that are all numbers. Reads only the files with these numbers in their names, so the size of a
 * bank does not matter; another file with the same id goes unnoticed. If a number is missing, reads everything.
 */
export async function loadNumbered(
  env: Env,
  folders: readonly string[],
  references: readonly string[],
): Promise<LoadedBanks> {
  const numbers = new Set(references.map(numberIn));
  const read = await readBanks(env, folders, (file) => numbers.has(numberOfFile(file)));
  const banks = read.map(({ bank }) => bank);
  const areThere = references.every((reference) => findQuestions(banks, reference).length > 0);
  return areThere ? { banks, faults: read.flatMap(faultsIn) } : loadBanks(env, folders);
}

/** Reads listed questions in full; null if one of them has changed since it was listed. */
export async function readListed(
  env: Env,
  banks: readonly ListedBank[],
  wanted: readonly ListedQuestion[],
): Promise<Question[] | null> {
  const read: (readonly Question[])[] = [];
  for (const { name, folder } of banks) {
    const files = new Set(wanted.filter(({ bank }) => bank === name).map(({ file }) => file));
    if (files.size === 0) continue;
    const { bank } = await readBank(env, folder, (file) => files.has(file));
    read.push(bank.questions);
  }
  const questions = asListed(read.flat(), wanted);
  return questions.length === wanted.length ? questions : null;
}

/** The questions whose facts are still those listed, in the order of the list. */
export function asListed(questions: readonly Question[], wanted: readonly ListedQuestion[]): Question[] {
  const known = new Map(questions.map((question) => [JSON.stringify(listedOf(question)), question]));
  return wanted.flatMap((listed) => known.get(JSON.stringify(listed)) ?? []);
}

/** Reads banks, which may be empty, and keeps their files for lint. Throws a UserError if two have the same name. */
export async function readBanks(
  env: Env,
  folders: readonly string[],
  isWanted?: (file: string) => boolean,
): Promise<Assembled[]> {
  const wanted = folders.length > 0 ? folders : defaultFolders(env);
  const absolute = wanted.map((folder) => resolve(env.cwd, folder));
  const read = await Promise.all([...new Set(absolute)].map((folder) => readBank(env, folder, isWanted)));
  refuseSharedNames(env, read);
  return read;
}

/** Reads one bank, which may be empty. Throws a UserError if `folder` is not a folder or cannot be read. */
export async function readBank(
  env: Env,
  folder: string,
  isWanted?: (file: string) => boolean,
): Promise<Assembled> {
  const { fallbackName, files, readme } = openFolder(env, folder, isWanted);
  const documents: Document[] = [];
  for await (const document of questionsIn(files)) documents.push(document);
  return assembleBank({ folder, fallbackName, readme, documents });
}

export interface ReadList {
  bank: ListedBank;
  /** The files with an error, relative to the bank's folder. Drafts are not among them: their author knows. */
  faults: readonly string[];
  /** False if a file could not be opened: it may become readable without a visible change. */
  isSure: boolean;
}

/** Reads a bank for its list, and hands each question over. Keeps nothing else, so ten thousand files take little memory. */
export async function readList(
  env: Env,
  folder: string,
  hand?: (question: Question) => void,
): Promise<ReadList> {
  const { fallbackName, files, readme } = openFolder(env, folder);
  const { name, vocabulary, findings } = describeBank(readme, fallbackName);
  const questions: ListedQuestion[] = [];
  const faults = findings.some(isError) ? [README] : [];
  let isSure = readme === null || !has(readme, 'B001');
  const refuseTwin = twinRefusal();
  for await (const document of questionsIn(files)) {
    isSure &&= !has(document, 'B001');
    const checked = checkDocument(document, name, vocabulary);
    refuseTwin(checked);
    if (checked.question === null) {
      if (!isDraft(checked)) faults.push(document.file);
    } else {
      questions.push(listedOf(checked.question));
      hand?.(checked.question);
    }
  }
  questions.sort((a, b) => a.number - b.number);
  return { bank: { name, folder, vocabulary, questions }, faults, isSure };
}

/** The files of a bank's folder that are wanted, and its README.md unless that has no front matter. */
function openFolder(
  env: Env,
  folder: string,
  isWanted: (file: string) => boolean = () => true,
): { fallbackName: string; files: BankFile[]; readme: Document | null } {
  const root = realFolder(env, folder);
  const all = bankFiles(
    root,
    (file) => shownPath(env, join(folder, file)),
    (file) => file === README || isWanted(file),
  );
  const readme = all.find(({ file }) => file === README)?.read() ?? null;
  return {
    fallbackName: basename(root),
    files: all.filter(({ file }) => file !== README),
    readme: readme !== null && isPlainPage(readme) ? null : readme,
  };
}

/** Files read between two turns of the event loop: reading them through the thread pool would take longer. */
const BATCH = 64;

/** Reads the question files one by one. Leaves out READMEs, and pages with neither number nor front matter. */
async function* questionsIn(files: readonly BankFile[]): AsyncGenerator<Document> {
  for (const [index, { read }] of files.entries()) {
    // Lets a spinner turn.
    if (index % BATCH === BATCH - 1) await nextTurn();
    const document = read();
    const name = basename(document.file);
    if (name !== README && (/^\d/.test(name) || !isPlainPage(document))) yield document;
  }
}

function isPlainPage(document: Document): boolean {
  const wasRead = !has(document, 'B001') && !has(document, 'B002');
  return wasRead && !document.text.startsWith('---');
}

function has({ problems }: Document, problem: Code): boolean {
  return problems.some(({ code }) => code === problem);
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function faultsIn({ findings, files }: Assembled): string[] {
  const all = [...findings, ...files.flatMap((checked) => checked.findings)];
  return all.filter(isError).map(({ file }) => file.shown);
}

function nothingLoads(env: Env, { folder }: Bank, files: number): UserError {
  if (files === 0) return noQuestions(env, folder);
  const shown = shownPath(env, folder);
  return new UserError(`no question in ${shown} can be loaded.`, {
    help: `\`hotseat bank lint ${shellWord(shown)}\` says why.`,
  });
}

/** The error for a folder without a single question file. */
export function noQuestions(env: Env, folder: string): UserError {
  const shown = shownPath(env, folder);
  return new UserError(`there is no question in ${shown}.`, {
    help: `\`hotseat bank new --bank ${shellWord(shown)} "A title"\` writes the first.`,
  });
}

/** History depends on a bank's name, so two must not share it. */
function refuseSharedNames(env: Env, read: readonly Assembled[]): void {
  const folders = new Map<string, string>();
  for (const { bank } of read) {
    const other = folders.get(bank.name);
    if (other !== undefined) {
      throw new UserError(
        `two banks are called "${bank.name}": ${shownPath(env, other)} and ${shownPath(env, bank.folder)}.`,
        { help: 'give one of them another name, as `bank` in the front matter of its README.md.' },
      );
    }
    folders.set(bank.name, bank.folder);
  }
}
