import type { Command } from 'commander';
import type { PracticeOptions } from '../commands/practice.ts';
import type { ResumeOptions } from '../commands/resume.ts';
import * as values from '../commands/shared/option-values.ts';
import type { Env } from '../platform/env.ts';
import { choice, DAILY_MINUTES, interviewOn, PLAIN, type Run, SESSION, withFilters } from './options.ts';

const ORDERS = ['fresh', 'due', 'number', 'shuffle'] as const;
const REVEALS = ['question', 'end'] as const;
const LINES_HELP =
  '\nThrough a pipe, and with --plain, a line with only --- ends an answer;\nan empty answer is a skip.';

export function addPractice(command: Command, env: Env, run: Run): void {
  withFilters(command)
    .description('a timed round; without numbers it takes those that you answered least')
    .argument('[number...]', 'questions by number or id, in this order')
    .option('-n, --count <n>', 'how many questions (default: 3)', (value) =>
      values.wholeNumber('--count', value),
    )
    .addOption(
      choice(
        command,
        '--order <order>',
        ORDERS,
        'fresh (default: least answered first), due, number or shuffle',
        (value) => values.oneOf('--order', ORDERS, value),
      ),
    )
    .option('--weakest', 'only questions of which you missed points the last time, most first')
    .option(...interviewOn("today's share of the plan that `list --interview-on` shows"))
    .option(...DAILY_MINUTES)
    .option('--seed <n>', 'the same seed gives the same round', (value) => values.seed('--seed', value))
    .option('-m, --minutes <n>', "the clock for each question (default: the question's own)", (value) =>
      values.minutes('--minutes', value),
    )
    .option('--round-minutes <n>', 'a clock over the whole round', (value) =>
      values.minutes('--round-minutes', value),
    )
    .option('--strict', 'close an answer when its time is up, keeping what is there')
    .option('--no-timer', 'no clock at all')
    .addOption(
      choice(
        command,
        '--follow-ups <n>',
        ['all', 'none', 'pressing'],
        'all, none, how many, or pressing: up to three, on what your answer left out',
        (value) => values.followUps('--follow-ups', value),
      ).default('all'),
    )
    .addOption(
      choice(
        command,
        '--reveal <when>',
        REVEALS,
        'after each question, or at the end of the round: question or end',
        (value) => values.oneOf('--reveal', REVEALS, value),
      ).default('question'),
    )
    .option('--editor', 'open each answer in $VISUAL or $EDITOR')
    .option('--speak-aloud', 'answer by voice, to yourself: the clock runs, then you tick the points')
    .option(...PLAIN)
    .addHelpText('after', LINES_HELP)
    .action((numbers: string[], options: PracticeOptions) =>
      run(import('../commands/heavy.ts').then(({ practice }) => practice(env, numbers, options))),
    );
}

export function addResume(command: Command, env: Env, run: Run): void {
  command
    .description('go on with the last paused session, or the one named')
    .argument('[paused-session]', SESSION)
    .option(...PLAIN)
    .addHelpText('after', LINES_HELP)
    .action((session: string | undefined, options: ResumeOptions) =>
      run(import('../commands/heavy.ts').then(({ resume }) => resume(env, session, options))),
    );
}
