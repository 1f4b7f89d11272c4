import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Assembled } from '../bank/bank.ts';
import type { Diagnostic } from '../bank/diagnostic.ts';
import { lintBlocks } from '../renderer/diagnostic.ts';
import { strictly } from '../bank/lint/lint.ts';
import { defaultFolders, folderAround, shownPath } from '../bank/loader/bank-folders.ts';
import { noQuestions, readBanks } from '../bank/loader/load-banks.ts';
import { type Env, sizeOf, startedAs } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { lintBanks } from '../store/lint-banks.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { createTheme } from '../renderer/theme.ts';
import { jsonText } from '../text/data.ts';
import { dayOf } from '../text/day.ts';
import { count } from '../text/format.ts';
import type { BankLintOptions } from '../options/table.ts';

/**
 * `hotseat bank lint [path]`: reports everything wrong with a bank, or with one of its files.
 * Exits with 1 if there is an error.
 */
export async function bankLint(
  env: Env,
  path: string | undefined,
  options: BankLintOptions,
): Promise<ExitCode> {
  const { folders, only } = targetOf(env, path, options.bank);
  const { scope, all } = await whileWaiting(env, 'Checking the bank', async () => {
    const banks = await readBanks(env, folders);
    return {
      scope: scopeOf(env, banks, only, folders.length > 0),
      all: await lintBanks(banks, dayOf(env.now())),
    };
  });
  const found = all.filter(({ file }) => only === null || file === only);
  const findings = options.strict === true ? strictly(found) : found;
  if (options.json === true) {
    env.stdout.write(jsonText({ version: 1, findings: findings.map(jsonOf) }));
  } else {
    printFindings(env, findings);
    env.stdout.write(`${summaryOf(scope, findings)}\n`);
  }
  return findings.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.done;
}

interface Target {
  /** Empty for the default banks. */
  folders: readonly string[];
  /** The one file to report on, as findings name it. */
  only: string | null;
}

/** A file is checked as part of its bank, which has the vocabulary and the other questions. */
function targetOf(env: Env, path: string | undefined, banks: readonly string[]): Target {
  if (path === undefined) return { folders: banks, only: null };
  const absolute = resolve(env.cwd, path);
  // A missing or unreadable path is reported as a bank would be.
  if (!isFile(absolute)) return { folders: [absolute], only: null };
  const known = banks.length > 0 ? banks : defaultFolders(env);
  const around = known
    .map((folder) => resolve(env.cwd, folder))
    .find((folder) => absolute.startsWith(folder + sep));
  return { folders: [around ?? folderAround(absolute)], only: shownPath(env, absolute) };
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The number of question files checked. Throws a UserError if there are none. */
function scopeOf(env: Env, banks: readonly Assembled[], only: string | null, named: boolean): number {
  if (only === null) {
    const empty = banks.find(({ files }) => files.length === 0);
    if (named && empty !== undefined) throw noQuestions(env, empty.bank.folder);
    return banks.reduce((sum, { files }) => sum + files.length, 0);
  }
  const isQuestion = banks.some(({ files }) => files.some(({ document }) => document.shown === only));
  if (isQuestion || only.endsWith('README.md')) return isQuestion ? 1 : 0;
  throw new UserError(`${only} is not a question file.`, {
    help: 'question files are Markdown, named `NNN-slug.md`.',
  });
}

function printFindings(env: Env, findings: readonly Diagnostic[]): void {
  const { columns } = sizeOf(env.stdout);
  const theme = createTheme(env, env.stdout);
  for (const rows of lintBlocks(findings, columns, startedAs(env)))
    env.stdout.write(`${theme.paintAll(rows)}\n`);
}

/** `11 questions, 1 error, 2 warnings` */
function summaryOf(questions: number, findings: readonly Diagnostic[]): string {
  const of = (severity: Diagnostic['severity'], noun: string): string[] => {
    const n = findings.filter((finding) => finding.severity === severity).length;
    return n === 0 ? [] : [count(n, noun)];
  };
  const counts = [...of('error', 'error'), ...of('warning', 'warning'), ...of('info', 'note')];
  return [count(questions, 'question'), ...(counts.length === 0 ? ['no findings'] : counts)].join(', ');
}

function jsonOf({ code, severity, file, place, message, label, help, source }: Diagnostic): object {
  const { line, column, length } = place;
  return { code, severity, file, line, column, length, message, label, help, source };
}
