// Options and words that several commands share. Each `with…` adds its options to a command and gives the command back.
import type { Command, Option } from 'commander';
import { KINDS } from '../../bank/parser/fields.ts';
import { list } from '../../text/format.ts';
import { day, minutes, path } from './option-values.ts';

export const SESSION = 'its id, the start of its id, or its name';

/** What `practice` and `resume` say of answers that come line by line. */
export const LINES_HELP =
  '\nThrough a pipe, and with --plain, a line with only --- ends an answer;\nan empty answer is a skip.';

export const oneOf = (words: readonly string[]): string => list(words, 'or');

/** Adds a value to those that the option was given before. */
export function repeatable(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** An option that takes one of a few words, which a shell then completes; `parse` gives its value. */
export function choice<Value>(
  command: Command,
  flags: string,
  words: readonly string[],
  description: string,
  parse: (value: string, before: Value) => Value,
): Option {
  return command.createOption(flags, description).choices(words).argParser(parse);
}

export function withBanks(command: Command): Command {
  return command.option(
    '--bank <folder>',
    'a folder of questions instead of the shipped ones and your own (repeatable)',
    (folder, before: readonly string[]) => repeatable(path('--bank')(folder), before),
    [],
  );
}

export function withBankToWrite(command: Command): Command {
  return command.option('--bank <folder>', 'the bank to write to (default: your own)', path('--bank'));
}

function withTopic(command: Command): Command {
  return command.option('--topic <topic>', 'only this topic (repeatable)', repeatable, []);
}

/** Every option that chooses questions. */
export function withFilters(command: Command): Command {
  return withTopic(withBanks(command))
    .option('--role <role>', 'only questions for this role (repeatable)', repeatable, [])
    .addOption(
      choice(command, '--kind <kind>', KINDS, `${oneOf(KINDS)} (repeatable)`, repeatable).default([]),
    )
    .option('--level <level>', 'only this level (repeatable)', repeatable, []);
}

/** Every option that chooses what of the history counts. */
export function withHistory(command: Command): Command {
  return withTopic(withBanks(command)).option(
    '--since <day>',
    'only answers since this day, such as 2026-01-31',
    day('--since'),
  );
}

/** The plan until an interview; `what` says what the command does with it. */
export function withStudyPlan(command: Command, what: string): Command {
  return command
    .option('--interview-on <day>', what, day('--interview-on'))
    .option(
      '--daily-minutes <n>',
      'the most that one day of the plan takes (default: 60)',
      minutes('--daily-minutes'),
    );
}

export function withOutput(command: Command): Command {
  return command.option(
    '-o, --output <file>',
    'write to a file instead of standard output',
    path('--output'),
  );
}

/** Every option that says how a round presents itself. */
export function withManner(command: Command): Command {
  return command
    .option('--plain', 'line by line, for screen readers and simple terminals')
    .option('--no-notify', 'no bell and no notification at the last minute and when time is up');
}
