import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Assembled, assembleBank, type Bank } from '../bank/bank.ts';
import type { Diagnostic } from '../bank/diagnostic.ts';
import type { Document } from '../bank/document.ts';
import { numberOfFile } from '../bank/check.ts';
import { findQuestions, numberIn } from '../bank/find.ts';
import { sortDiagnostics } from '../bank/report.ts';
import type { Env } from '../env.ts';
import { UserError } from '../errors.ts';
import { count, shellWord } from '../text/format.ts';
import { readDocuments } from './bank-files.ts';
import { ownBankFolder, reasonOf } from './paths.ts';

/** The page with a bank's name and vocabulary. */
export const README = 'README.md';

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
    if (bank.questions.length === 0 && !isSpare(env, folders, bank))
      throw nothingLoads(env, bank, files.length);
  }
  return {
    banks: read.map(({ bank }) => bank).filter(({ questions }) => questions.length > 0),
    diagnostics: errorsIn(read),
  };
}

/**
 * As `loadBanks`, for a command that names its questions. Where all are numbers only their files are read, which the
 * names of the files tell: a bank of ten thousand costs what a small one does, and its other files have no say.
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

/** One line for stderr when something did not load; null when all is well. */
export function noticeOf(diagnostics: readonly Diagnostic[], folders: readonly string[]): string | null {
  const files = new Set(diagnostics.map(({ file }) => file));
  if (files.size === 0) return null;
  const questions = [...files].filter((file) => basename(file) !== README);
  const what =
    questions.length === 0
      ? "a bank's README.md has errors"
      : `${count(questions.length, 'question')} did not load`;
  const lint = ['hotseat bank lint', ...folders.map((folder) => `--bank ${shellWord(folder)}`)].join(' ');
  return `${what}; ${lint} says why.`;
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
  const root = realFolder(env, folder);
  const documents = await readDocuments(
    root,
    (file) => file === README || isWanted(file),
    (file) => shownPath(env, join(folder, file)),
  );
  const readme = documents.find(({ file }) => file === README) ?? null;
  return assembleBank({
    folder,
    fallbackName: basename(root),
    readme: readme !== null && isPlainPage(readme) ? null : readme,
    documents: documents.filter((document) => !isPage(document)),
  });
}

/** A path as a person would type it: relative below the working directory, absolute elsewhere. */
export function shownPath(env: Env, path: string): string {
  const short = relative(env.cwd, path);
  if (short === '') return '.';
  return short.startsWith('..') || isAbsolute(short) ? path : short.split(sep).join('/');
}

function errorsIn(read: readonly Assembled[]): Diagnostic[] {
  const all = read.flatMap(({ diagnostics, files }) => [
    ...diagnostics,
    ...files.flatMap((checked) => checked.diagnostics),
  ]);
  return sortDiagnostics(all.filter(({ severity }) => severity === 'error'));
}

/** A page beside the questions: the README, or one with neither a number in its name nor front matter. */
function isPage(document: Document): boolean {
  const name = basename(document.file);
  return name === README || (!/^\d/.test(name) && isPlainPage(document));
}

function isPlainPage({ lines }: Document): boolean {
  return lines.length > 0 && !(lines[0] ?? '').startsWith('---');
}

/** The banks that load when none is named: the shipped one, and the user's own once it exists. */
export function defaultFolders(env: Env): string[] {
  const own = ownBankFolder(env.paths);
  return existsSync(own) ? [env.paths.shippedBank, own] : [env.paths.shippedBank];
}

/** Whether a bank without questions is no mistake: the user's own, which nobody asked for. */
function isSpare(env: Env, folders: readonly string[], { folder }: Bank): boolean {
  return folders.length === 0 && folder === ownBankFolder(env.paths);
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

const WHAT_A_BANK_IS =
  'a bank is a folder of question files; leave `--bank` out for the one that ships with hotseat.';

/** The folder itself, without links in its path. Throws a UserError with `help` where it is none. */
export function realFolder(env: Env, folder: string, help = WHAT_A_BANK_IS): string {
  const shown = shownPath(env, folder);
  try {
    const root = realpathSync(folder);
    accessSync(root, constants.R_OK);
    if (statSync(root).isDirectory()) return root;
  } catch (error) {
    const message =
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? `there is no folder ${shown}.`
        : `cannot read the bank ${shown}: ${reasonOf(error)}.`;
    throw new UserError(message, { help, cause: error });
  }
  throw new UserError(`${shown} is a file, and a bank is a folder.`, { help });
}
