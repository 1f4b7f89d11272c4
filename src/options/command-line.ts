import type { Command, CommanderError } from 'commander';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { requireHome } from '../platform/paths.ts';
import { nearest } from '../text/format.ts';
import { refuseConflicts } from './conflicts.ts';
import { isRepeatable, nameOf, type Option, type Several, type Table } from './option.ts';

/** The hidden command that a shell runs at a TAB. */
export const TAB = '__complete';

/** How commander writes, helps and fails here. */
export function configure(program: Command, env: Env): void {
  program
    .description(
      'A mock interview in your terminal: real questions under a real clock, and the answer after yours.',
    )
    .version(env.version, '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => env.stdout.write(text),
      writeErr: (text) => env.stderr.write(text),
      outputError: () => undefined,
    })
    .configureHelp({
      helpWidth: Math.min(100, env.stdout.columns || 80),
      // Descriptions name choices and defaults themselves.
      optionDescription: ({ description }) => description,
      argumentDescription: ({ description }) => description,
    })
    .showSuggestionAfterError(false)
    .hook('preAction', (_, command) => {
      // A shell that starts, or a TAB, does not care about a disk that is not plugged in.
      if (![TAB, 'completion'].includes(command.name()))
        requireHome(env.paths, Boolean(env.vars['HOTSEAT_HOME']));
      refuseConflicts(TABLES.get(command) ?? {}, command.opts());
    });
}

const TABLES = new WeakMap<Command, Table>();

/** Gives a command its options. */
export function withOptions(command: Command, table: Table): Command {
  TABLES.set(command, table);
  for (const option of Object.values(table)) {
    const added = command.createOption(option.flags, helpOf(option));
    if (option.group !== undefined) added.helpGroup(option.group);
    if (option.words !== undefined) added.choices(option.words);
    if (isRepeatable(option)) added.default([]).argParser(reader(option));
    else if (option.read !== undefined) added.argParser(option.read(nameOf(option)));
    // What a value that may be left out is read from.
    if (added.optional) added.preset('');
    command.addOption(added);
  }
  // Help is no group of its own where the options have groups.
  const last = Object.values(table).at(-1)?.group;
  if (last !== undefined)
    command.addHelpOption(command.createOption('-h, --help', 'display help for command').helpGroup(last));
  return command;
}

/** Adds each value to those that the option was given before. */
function reader(option: Several) {
  const read = option.read?.(nameOf(option)) ?? String;
  return (text: string, before: readonly string[]): string[] => [...before, read(text)];
}

/** What help says of an option. */
export function helpOf(option: Option): string {
  const notes = [
    ...(isRepeatable(option) ? ['repeatable'] : []),
    ...(option.usual === undefined ? [] : [`default: ${option.usual}`]),
  ];
  return notes.length === 0 ? option.about : `${option.about} (${notes.join(', ')})`;
}

/** An error for a word that is no command of `parent`. */
export function unknownCommand(parent: Command, word: string): UserError {
  if (parent.parent === null && /^\d+$/.test(word)) {
    return new UserError(`${word} is not a command.`, {
      help: `\`hotseat practice ${word}\` asks that question, \`hotseat review ${word}\` shows it.`,
    });
  }
  const path = pathOf(parent);
  const near = nearest(
    word,
    parent.commands.map((command) => command.name()),
  );
  return new UserError(`there is no command "${[...path, word].join(' ')}".`, {
    help:
      near === undefined
        ? `\`${['hotseat', ...path].join(' ')} --help\` lists them.`
        : `did you mean \`${['hotseat', ...path, near].join(' ')}\`?`,
  });
}

/** Commander's complaint about the command that `args` name, in one sentence, and where to look. */
export function usageError(error: CommanderError, program: Command, args: readonly string[]): UserError {
  const { command, rest } = commandNamed(program, args);
  const [word] = rest;
  const isNoCommand = ['commander.unknownCommand', 'commander.excessArguments'].includes(error.code);
  if (isNoCommand && word !== undefined && command.commands.length > 0) return unknownCommand(command, word);
  const path = pathOf(command);
  const message = error.message.replace(/^error: /, '').replace(/([^.?])$/, '$1.');
  const flag = error.code === 'commander.unknownOption' ? /'(--[^']*)'/.exec(message)?.[1] : undefined;
  const near = flag === undefined ? undefined : nearest(flag, flagsOf(command));
  const suggestion = near === undefined ? '' : `did you mean \`${near}\`? `;
  return new UserError(path.length === 0 ? message : `${path.join(' ')}: ${message}`, {
    help: `${suggestion}\`${['hotseat', ...path].join(' ')} --help\` lists its options.`,
  });
}

/** The command that a command line names, and the words after its name. */
function commandNamed(program: Command, args: readonly string[]): { command: Command; rest: string[] } {
  const [word, ...rest] = args.filter((arg) => !arg.startsWith('-'));
  const command = program.commands.find((one) => one.name() === word);
  if (command === undefined) return { command: program, rest: word === undefined ? [] : [word, ...rest] };
  return commandNamed(command, rest);
}

/** Its names below the program's own. */
function pathOf(command: Command): string[] {
  return command.parent === null ? [] : [...pathOf(command.parent), command.name()];
}

/** The long options of a command and of those above it. */
function flagsOf(command: Command): string[] {
  const own = command.createHelp().visibleOptions(command);
  return [
    ...own.flatMap(({ long }) => long ?? []),
    ...(command.parent === null ? [] : flagsOf(command.parent)),
  ];
}
