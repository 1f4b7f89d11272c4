import type { Command, CommanderError } from 'commander';
import type { Env } from '../../platform/env.ts';
import { UserError } from '../../platform/errors.ts';
import { requireHome } from '../../platform/paths.ts';
import { nearest } from '../../text/format.ts';

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
      // Descriptions name the choices themselves, and no one needs to read that a repeatable option starts out empty.
      optionDescription: ({ description, defaultValue }) =>
        typeof defaultValue === 'string' ? `${description} (default: "${defaultValue}")` : description,
      argumentDescription: ({ description }) => description,
    })
    .showSuggestionAfterError(false)
    .hook('preAction', (_, command) => {
      // A shell that starts, or a TAB, does not care about a disk that is not plugged in.
      if (![TAB, 'completion'].includes(command.name()))
        requireHome(env.paths, Boolean(env.vars['HOTSEAT_HOME']));
    });
}

/** An error for a word that is no command. */
export function unknownCommand(program: Command, word: string): UserError {
  if (/^\d+$/.test(word)) {
    return new UserError(`${word} is not a command.`, {
      help: `\`hotseat practice ${word}\` asks that question, \`hotseat review ${word}\` shows it.`,
    });
  }
  const near = nearest(
    word,
    program.commands.map((command) => command.name()),
  );
  return new UserError(`there is no command "${word}".`, {
    help: near === undefined ? '`hotseat --help` lists them.' : `did you mean \`hotseat ${near}\`?`,
  });
}

/** Commander's complaint in one sentence, and where to look. */
export function usageError(error: CommanderError): UserError {
  const message = error.message.replace(/^error: /, '').replace(/([^.?])$/, '$1.');
  return new UserError(message, {
    help: '`hotseat --help` lists the commands, `hotseat <command> --help` their options.',
  });
}
