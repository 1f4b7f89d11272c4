import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { type Env, startedAs } from '../../platform/env.ts';
import { codeOf, reasonOf, UserError } from '../../platform/errors.ts';
import { count } from '../../text/format.ts';
import { message } from '../../text/wrap.ts';
import { shellWord } from '../../text/shell.ts';
import { ownBankFolder } from '../../platform/paths.ts';
import { readPlainFile } from '../../platform/files.ts';

/** The page with a bank's name and vocabulary. */
export const README = 'README.md';

/** The banks that load by default: the shipped one, and the user's own once it exists. */
export function defaultFolders(env: Env): string[] {
  const own = ownBankFolder(env.paths);
  return existsSync(own) ? [env.paths.shippedBank, own] : [env.paths.shippedBank];
}

/** Whether the bank may be empty: the user's own, if it was not named. `folder` is absolute. */
export function isSpare(env: Env, folders: readonly string[], folder: string): boolean {
  return folders.length === 0 && folder === ownBankFolder(env.paths);
}

const WHAT_A_BANK_IS =
  'a bank is a folder of question files; leave out `--bank` for the one that ships with hotseat.';

/** The folder with links resolved. Throws a UserError with `help` if it is not a folder. */
export function realFolder(env: Env, folder: string, help = WHAT_A_BANK_IS): string {
  const shown = shownPath(env, folder);
  try {
    const root = realpathSync(folder);
    accessSync(root, constants.R_OK);
    if (statSync(root).isDirectory()) return root;
  } catch (error) {
    const message =
      codeOf(error) === 'ENOENT'
        ? `there is no folder ${shown}.`
        : `cannot read the bank ${shown}: ${reasonOf(error)}.`;
    throw new UserError(message, { help, cause: error });
  }
  throw new UserError(`${shown} is a file; a bank is a folder.`, { help });
}

/** The folder of the bank that a file belongs to: the nearest one with a bank's README.md, or else the file's own. */
export function folderAround(file: string): string {
  const own = dirname(file);
  for (let folder = own; ; folder = dirname(folder)) {
    if (describesBank(join(folder, README))) return folder;
    if (folder === dirname(folder)) return own;
  }
}

/** A page of a bank is a few hundred bytes. */
const LARGEST_PAGE = 1024 * 1024;

/** Whether a page has the front matter of a bank: other programs write a README.md with front matter too. */
function describesBank(page: string): boolean {
  try {
    const bytes = readPlainFile(page, LARGEST_PAGE);
    if (typeof bytes === 'string') return false;
    const [first = '', ...lines] = bytes.toString('utf8').split(/\r\n?|\n/);
    if (!/^\ufeff?---/.test(first)) return false;
    const end = lines.findIndex((line) => line.startsWith('---'));
    return lines.slice(0, end === -1 ? lines.length : end).some((line) => KEYS.test(line));
  } catch {
    return false;
  }
}

const KEYS = /^["']?(?:bank|topics|roles|levels)["']?[ \t]*:/;

/** A path as the user would type it: relative below the working directory, absolute elsewhere. */
export function shownPath(env: Env, path: string): string {
  const short = relative(env.cwd, path);
  if (short === '') return '.';
  return short.startsWith('..') || isAbsolute(short) ? path : short.split(sep).join('/');
}

/** Prints a line on stderr if something did not load. `faults` are its files as shown. */
export function reportUnloaded(env: Env, faults: readonly string[], folders: readonly string[]): void {
  const notice = noticeOf(faults, folders);
  if (notice !== null) env.stderr.write(message(notice, env.stderr, startedAs(env)));
}

/** The line to print if something did not load; null otherwise. */
export function noticeOf(faults: readonly string[], folders: readonly string[]): string | null {
  const files = [...new Set(faults)];
  if (files.length === 0) return null;
  const questions = files.filter((file) => basename(file) !== README);
  const what =
    questions.length === 0
      ? "a bank's README.md has errors"
      : `${count(questions.length, 'question')} did not load`;
  const lint = ['hotseat bank lint', ...folders.map((folder) => `--bank ${shellWord(folder)}`)].join(' ');
  return `${what}; \`${lint}\` shows why.`;
}
