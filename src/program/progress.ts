import type { Command } from 'commander';
import type { HistoryOptions } from '../commands/history.ts';
import type { ReportOptions } from '../commands/report.ts';
import type { StatsOptions } from '../commands/stats.ts';
import * as values from '../commands/shared/option-values.ts';
import type { Env } from '../platform/env.ts';
import { repeatable, type Run, withBanks } from './options.ts';

export function addStats(command: Command, env: Env, run: Run): void {
  withBanks(command)
    .description('your progress: points, certainty, time, weak points, a year of practice')
    .option('--topic <topic>', 'only this topic (repeatable)', repeatable, [])
    .option('--since <day>', 'only answers from this day on, such as 2026-01-31', (value) =>
      values.day('--since', value),
    )
    .option('--json', 'as data')
    .action((options: StatsOptions) =>
      run(import('../commands/stats.ts').then(({ stats }) => stats(env, options))),
    );
}

export function addReport(command: Command, env: Env, run: Run): void {
  withBanks(command)
    .description('your progress as a page with plots, for the browser or for paper')
    .option('-o, --output <file>', 'write it to a file instead of standard output')
    .option('--force', 'replace a file that exists')
    .option('--topic <topic>', 'only this topic (repeatable)', repeatable, [])
    .option('--since <day>', 'only answers from this day on, such as 2026-01-31', (value) =>
      values.day('--since', value),
    )
    .action((options: ReportOptions) =>
      run(import('../commands/report.ts').then(({ report }) => report(env, options))),
    );
}

export function addHistory(command: Command, env: Env, run: Run): void {
  withBanks(command)
    .description('your attempts at one question side by side: points newly made and lost, time, words')
    .argument('<question>', 'its number or id')
    .option('--diff <n,n>', 'the answers of two attempts with the changes marked, such as 1,3', (value) =>
      values.twoNumbers('--diff', value),
    )
    .option('--json', 'as data')
    .action((question: string, options: HistoryOptions) =>
      run(import('../commands/history.ts').then(({ history }) => history(env, question, options))),
    );
}
