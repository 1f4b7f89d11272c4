import { basename, join, resolve } from 'node:path';
import { type Assembled, assembleBank, type Bank, describeBank } from '../bank.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Document } from '../parser/document.ts';
import type { Question } from '../question.ts';
import { checkDocument, numberOfFile } from '../parser/check.ts';
import { findQuestions, numberIn } from '../find-question.ts';
import { sortDiagnostics } from '../reporter.ts';
import type { Env } from '../../platform/env.ts';
import { UserError } from '../../platform/errors.ts';
import { shellWord } from '../../text/shell.ts';
import { type BankFile, bankFiles, documentsOf } from './bank-files.ts';
import { defaultFolders, isSpare, README, realFolder, shownPath } from './bank-folders.ts';

/** Banks that were read, and the errors that keep some of their questions from loading. */
interface LoadedBanks {
  /** Each with at least one question. */
  banks: Bank[];
  /** In the order in which they are shown. */
  diagnostics: Diagnostic[];
}

/**
 * Reads the banks in `folders`; without any, the shipped one and the user's own.
 * A broken file is a diagnostic. A folder that is no bank, or of which nothing loads, is a UserError.
 */
export async function loadBanks(env: Env, folders: readonly string[]): Promise<LoadedBanks> {
  const read = await readBanks(env, folders);
  for (const { bank, files } of read) {
    if (bank.questions.length === 0 && !isSpare(env, folders, bank.folder))
      throw nothingLoads(env, bank, files.length);
  }
  return {
    banks: read.map(({ bank }) => bank).filter(({ questions }) => questions.length > 0),
    diagnostics: errorsIn(read),
  };
}

/**
 * As `loadBanks`, for a command that names its questions. Where all are numbers only their files are read, which the
 * names of the files tell: a bank of ten thousand costs what a small one does, and its other files have no say. So a
 * question whose id another file has is asked here, and one history holds both: to know of it takes a look at every file.
 */
export async function loadNamed(
  env: Env,
  folders: readonly string[],
  references: readonly string[],
): Promise<LoadedBanks> {
  const numbers = new Set(references.map(numberIn));
  if (numbers.size === 0 || numbers.has(null)) return loadBanks(env, folders);
  const read = await readBanks(env, folders, (file) => numbers.has(numberOfFile(file)));
  const banks = read.map(({ bank }) => bank);
  const areThere = references.every((reference) => findQuestions(banks, reference).length > 0);
  if (!areThere) return loadBanks(env, folders);
  return { banks, diagnostics: errorsIn(read) };
}

/**
 * As `loadBanks`, with each file as lint wants it; a bank may be empty. Only question files that are wanted are read. Two
 * banks of one name are a UserError.
 */
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

/** One folder, whatever is in it. Throws a UserError when it is none or cannot be read. */
export async function readBank(
  env: Env,
  folder: string,
  isWanted: (file: string) => boolean = () => true,
): Promise<Assembled> {
  const { root, files, readme } = await openFolder(env, folder, isWanted);
  const documents: Document[] = [];
  for await (const document of documentsOf(files)) {
    if (!isPage(document)) documents.push(document);
  }
  return assembleBank({ folder, fallbackName: basename(root), readme, documents });
}

/** A bank of which little is kept. */
export interface Skimmed<Kept> extends Pick<Bank, 'name' | 'vocabulary'> {
  /** By number. */
  kept: Kept[];
  /** The files that have an error, relative to the bank's folder. */
  faults: string[];
  /** Whether each file could be read: what stands in the way of one may go without a trace in it. */
  isSure: boolean;
}

/**
 * As `readBank`, file by file: of each question that loads only what `keep` makes of it is kept, so that ten thousand take
 * little memory and half the time.
 */
export async function skimBank<Kept extends Pick<Question, 'number'>>(
  env: Env,
  folder: string,
  keep: (question: Question) => Kept,
): Promise<Skimmed<Kept>> {
  const { root, files, readme } = await openFolder(env, folder);
  const { name, vocabulary, diagnostics } = describeBank(readme, basename(root));
  const faults = diagnostics.some(({ severity }) => severity === 'error') ? [README] : [];
  const kept: Kept[] = [];
  const numbers = new Set<number>();
  const ids = new Set<string>();
  let isSure = isReadable(readme);
  for await (const document of documentsOf(files)) {
    isSure &&= isReadable(document);
    if (isPage(document)) continue;
    const { question } = checkDocument(document, name, vocabulary);
    if (question === null || numbers.has(question.number) || ids.has(question.id)) {
      faults.push(document.file);
      continue;
    }
    numbers.add(question.number);
    ids.add(question.id);
    kept.push(keep(question));
  }
  return { name, vocabulary, kept: kept.sort((a, b) => a.number - b.number), faults, isSure };
}

function isReadable(document: Document | null): boolean {
  return document?.problems.every(({ code }) => code !== 'B001') ?? true;
}

/** A bank's folder: those of its question files and other pages that are wanted, and its README.md, unless that is a plain page. */
async function openFolder(
  env: Env,
  folder: string,
  isWanted: (file: string) => boolean = () => true,
): Promise<{ root: string; files: BankFile[]; readme: Document | null }> {
  const root = realFolder(env, folder);
  const all = bankFiles(
    root,
    (file) => shownPath(env, join(folder, file)),
    (file) => file === README || isWanted(file),
  );
  const readme = (await all.find(({ file }) => file === README)?.read()) ?? null;
  return {
    root,
    files: all.filter(({ file }) => file !== README),
    readme: readme !== null && isPlainPage(readme) ? null : readme,
  };
}

function errorsIn(read: readonly Assembled[]): Diagnostic[] {
  const all = read.flatMap(({ diagnostics, files }) => [
    ...diagnostics,
    ...files.flatMap((checked) => checked.diagnostics),
  ]);
  return sortDiagnostics(all.filter(({ severity }) => severity === 'error'));
}

/** A page beside the questions: a README, or one with neither a number in its name nor front matter. */
function isPage(document: Document): boolean {
  const name = basename(document.file);
  return name === README || (!/^\d/.test(name) && isPlainPage(document));
}

function isPlainPage({ lines }: Document): boolean {
  return lines.length > 0 && !(lines[0] ?? '').startsWith('---');
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

/** History hangs on a bank's name, so two must not share it. */
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
