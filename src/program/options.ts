// Options and words that several commands share.
import type { Command, Option } from 'commander';
import { KINDS } from '../bank/parser/fields.ts';
import * as values from '../commands/shared/option-values.ts';
import type { Env } from '../platform/env.ts';
import type { ExitCode } from '../platform/errors.ts';
import { list as inWords } from '../text/format.ts';

/** Runs a command, and keeps its exit code. */
export type Run = (work: ExitCode | Promise<ExitCode>) => Promise<void>;

/** Gives a command its options, and what it does. */
export type Add = (command: Command, env: Env, run: Run) => void;

/** Adds to what an option was given before. */
export function repeatable(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** Every option that chooses questions, for the commands that do. */
export function withFilters(command: Command): Command {
  return withBanks(command)
    .option('--role <role>', 'only questions for this role (repeatable)', repeatable, [])
    .option('--topic <topic>', 'only this topic (repeatable)', repeatable, [])
    .addOption(
      choice(command, '--kind <kind>', KINDS, `${oneOf(KINDS)} (repeatable)`, repeatable).default([]),
    )
    .option('--level <level>', 'only this level (repeatable)', repeatable, []);
}

export const oneOf = (words: readonly string[]): string => inWords(words, 'or');

/** An option whose value is one of a few words, which a shell then completes; `parse` says what becomes of it, and of others. */
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
    'a folder of questions instead of the shipped and your own (repeatable)',
    repeatable,
    [],
  );
}

export const SESSION = 'its id, a unique start of it, or its name';
export const PLAIN = ['--plain', 'line by line, for screen readers and odd terminals'] as const;

export function interviewOn(what: string) {
  const parse = (value: string): string => values.day('--interview-on', value);
  return ['--interview-on <day>', what, parse] as const;
}

export const DAILY_MINUTES = [
  '--daily-minutes <n>',
  'the most that a day until the interview takes (default: 60)',
  (value: string): number => values.minutes('--daily-minutes', value),
] as const;
