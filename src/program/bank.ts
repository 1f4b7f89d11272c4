import type { Command } from 'commander';
import type { BankImportOptions } from '../commands/bank-import.ts';
import type { BankLintOptions } from '../commands/bank-lint.ts';
import type { BankNewOptions } from '../commands/bank-new.ts';
import type { BankStatsOptions } from '../commands/bank-stats.ts';
import type { Env } from '../platform/env.ts';
import { type Run, withBanks } from './options.ts';

export function addBank(bank: Command, env: Env, run: Run): void {
  bank.description('check and write banks of questions');
  withBanks(bank.command('lint'))
    .description('check a bank, as a compiler checks code')
    .argument('[path]', 'a folder or one file (default: the shipped bank and your own)')
    .option('--json', 'as data')
    .option('--strict', 'warnings are errors')
    .action((path: string | undefined, options: BankLintOptions) =>
      run(import('../commands/heavy.ts').then(({ bankLint }) => bankLint(env, path, options))),
    );
  bank
    .command('explain')
    .description('what a finding of lint is about, with a bad and a good example')
    .argument('<code>', 'a code such as B012')
    .action((code: string) =>
      run(import('../commands/heavy.ts').then(({ bankExplain }) => bankExplain(env, code))),
    );
  bank
    .command('import')
    .description('turn a public list of questions into files of a bank, one each')
    .argument(
      '<file>',
      'Markdown with <details>, headings, numbers or Q: and A: lines; or a table, .csv or .tsv',
    )
    .option('--bank <folder>', 'the bank that they go into (default: your own)')
    .option('--dry-run', 'show what would be written, and write nothing')
    .action((file: string, options: BankImportOptions) =>
      run(import('../commands/heavy.ts').then(({ bankImport }) => bankImport(env, file, options))),
    );
  withBanks(bank.command('stats'))
    .description('how many questions there are of each topic, kind, level and role')
    .argument('[folder]', 'a bank (default: the shipped bank and your own)')
    .option('--json', 'as data')
    .action((folder: string | undefined, options: BankStatsOptions) =>
      run(import('../commands/heavy.ts').then(({ bankStats }) => bankStats(env, folder, options))),
    );
  bank
    .command('new')
    .description('write the next question file, ready to fill in')
    .argument('<title>', 'the title of the question')
    .option('--bank <folder>', 'the bank that it goes into (default: your own)')
    .action((title: string, options: BankNewOptions) =>
      run(import('../commands/heavy.ts').then(({ bankNew }) => bankNew(env, title, options))),
    );
}
