import { stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Assembled } from '../bank/bank.ts';
import type { Diagnostic, Severity } from '../bank/diagnostic.ts';
import { findingRows } from '../bank/finding.ts';
import { lintBank, strictly } from '../bank/lint.ts';
import { sortDiagnostics } from '../bank/report.ts';
import { readBanks, shownPath } from '../disk/banks.ts';
import { type Env, sizeOf } from '../env.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';
import { createTheme } from '../terminal/theme.ts';
import { count } from '../text/format.ts';
import { dayOf } from './day.ts';

export interface BankLintOptions {
  bank: readonly string[];
  json?: boolean;
  /** Warnings count as errors. */
  strict?: boolean;
}

/**
 * `hotseat bank lint [path]`: everything that is wrong with a bank, or with one file of it.
 * Exit code 1 when there is an error.
 */
export async function bankLint(env: Env, path: string | undefined, options: BankLintOptions): Promise<ExitCode> {
  const { folders, only } = await targetOf(env, path, options.bank);
  const banks = await readBanks(env, folders);
  const inScope = (file: string): boolean => only === null || file === only;
  const today = dayOf(env.now());
  const all = sortDiagnostics(banks.flatMap((bank) => lintBank(bank, today))).filter(({ file }) => inScope(file));
  const findings = options.strict === true ? strictly(all) : all;
  const files = banks.flatMap((bank) => bank.files).filter(({ document }) => inScope(document.shown)).length;
  if (only === null) refuseEmpty(env, banks, folders);
  if (options.json === true) {
    env.stdout.write(`${JSON.stringify({ version: 1, findings: findings.map(jsonOf) }, null, 2)}\n`);
  } else {
    const { columns } = sizeOf(env.stdout);
    const theme = createTheme(env, env.stdout);
    for (const finding of findings) env.stdout.write(`${theme.paintAll(findingRows(finding, columns))}\n`);
    env.stdout.write(`${summaryOf(files, findings)}\n`);
  }
  return findings.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.done;
}
