import type { Command } from 'commander';
import type { ExportOptions } from '../commands/export.ts';
import type { ListOptions } from '../commands/shared/study-plan.ts';
import type { ReviewOptions } from '../commands/review.ts';
import { FORMAT_NAMES } from '../commands/shared/export-format-names.ts';
import { list } from '../commands/list.ts';
import type { Env } from '../platform/env.ts';
import {
  choice,
  DAILY_MINUTES,
  interviewOn,
  oneOf,
  repeatable,
  type Run,
  SESSION,
  withBanks,
  withFilters,
} from './options.ts';

export function addReview(command: Command, env: Env, run: Run): void {
  withBanks(command)
    .description('show one question whole, with its answer')
    .argument('<question>', 'its number or id')
    .option(
      '--section <sections>',
      'only these sections, with commas between them (repeatable)',
      repeatable,
      [],
    )
    .option('--json', 'as data')
    .action((question: string, options: ReviewOptions) =>
      run(import('../commands/heavy.ts').then(({ review }) => review(env, question, options))),
    );
}

export function addList(command: Command, env: Env, run: Run): void {
  withFilters(command)
    .description('the questions of the bank, or the days on which to practise them until an interview')
    .option('--search <text>', 'only questions that hold these words in title, topic, id or question')
    .option(...interviewOn('what to practise on each day until an interview, such as 2027-01-15'))
    .option(...DAILY_MINUTES)
    .option('--json', 'as data')
    .action((options: ListOptions) =>
      run(
        options.interviewOn === undefined && options.dailyMinutes === undefined
          ? list(env, options)
          : import('../commands/heavy.ts').then(({ listPlan }) => listPlan(env, options)),
      ),
    );
}

export function addExport(command: Command, env: Env, run: Run): void {
  command
    .description('the transcript of the last session, or the one named')
    .argument('[session]', SESSION)
    .addOption(
      choice(command, '-f, --format <format>', FORMAT_NAMES, oneOf(FORMAT_NAMES), String).default('md'),
    )
    .option('-o, --output <file>', 'write it to a file instead of standard output')
    .option('--all', 'every session, each into a file of its own in the folder that -o names')
    .option('--force', 'replace files that exist')
    .option('--answers-only', 'only what was asked and answered: nothing of what was made of it')
    .option('--without-bank', "nothing of the bank's but the titles of its questions")
    .option(
      '--redact',
      'mask company, role and interviewer as tagged; in a journal, every letter of an answer',
    )
    .action((session: string | undefined, options: ExportOptions) =>
      run(import('../commands/heavy.ts').then(({ exportSession }) => exportSession(env, session, options))),
    );
}
