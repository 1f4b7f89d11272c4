import { Command, CommanderError } from 'commander';
import { complete } from './commands/complete.ts';
import type { StartOptions } from './commands/start.ts';
import type { Tree } from './completion/tree.ts';
import { requireHome } from './platform/paths.ts';
import type { Env } from './platform/env.ts';
import { isInteractive } from './platform/env.ts';
import type { ExitCode } from './platform/errors.ts';
import { EXIT, UserError } from './platform/errors.ts';
import { addCommands } from './program.ts';
import { PLAIN, type Run, withBanks } from './program/options.ts';
import { nearest } from './text/format.ts';

const COMPLETE = '__complete';
const NEED_NO_HOME = new Set([COMPLETE, 'completion']);

/**
 * Reads the command line and runs the command that it names; the heavy ones are imported when one of them runs.
 * Throws a UserError for a command line that makes no sense.
 */
export async function runProgram(args: readonly string[], env: Env): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done;
  const program = new Command('hotseat');
  const run = async (work: ExitCode | Promise<ExitCode>): Promise<void> => {
    exit = await work;
  };

  program
    .description(
      'A mock interview in the terminal: real questions under a real clock; the answer comes after yours.',
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
      // Which words there are a description says itself, and that a repeatable option starts out empty tells nobody anything.
      optionDescription: ({ description, defaultValue }) =>
        typeof defaultValue === 'string' ? `${description} (default: "${defaultValue}")` : description,
      argumentDescription: ({ description }) => description,
    })
    .showSuggestionAfterError(false)
    .hook('preAction', (_, command) => {
      // A shell that starts, or a TAB, has nothing to do with a disk that is not plugged in.
      if (!NEED_NO_HOME.has(command.name())) requireHome(env.paths, Boolean(env.vars['HOTSEAT_HOME']));
    });
  addCommands(program, env, run, args[0]);
  const usual = addStart(program, env, run);
  addComplete({ program, usual }, env, run);

  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // A command that needs another word has shown its help already.
    if (error.code === 'commander.help') return EXIT.usage;
    if (error.exitCode !== 0) throw usageError(program, error);
  }
  return exit;
}

/** Without a command: the start page on a terminal, the help through a pipe. */
function addStart(program: Command, env: Env, run: Run): Command {
  return withBanks(program.command('start', { isDefault: true, hidden: true }))
    .argument('[words...]')
    .option(...PLAIN)
    .action((words: string[], options: StartOptions & { plain?: boolean }) => {
      const [word] = words;
      if (word !== undefined) throw unknownCommand(program, word);
      if (!isInteractive(env) || options.plain === true) {
        program.outputHelp();
        return undefined;
      }
      return run(import('./commands/heavy.ts').then(({ start }) => start(env, options)));
    });
}

/** What a shell asks at a TAB. Everything comes after `--`, so that nothing in a line is an option of this one. */
function addComplete(tree: Tree, env: Env, run: Run): void {
  tree.program
    .command(COMPLETE, { hidden: true })
    .argument('<shell>')
    .argument('[words...]')
    .action((shell: string, words: string[]) => run(complete(env, tree, shell, words)));
}

function unknownCommand(program: Command, word: string): UserError {
  if (/^\d+$/.test(word)) {
    return new UserError(`${word} alone is no command.`, {
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

/** Commander's complaint in our own words: one sentence, and where to look. */
function usageError(program: Command, error: CommanderError): UserError {
  const message = error.message.replace(/^error: /, '').replace(/([^.?])$/, '$1.');
  return new UserError(message, {
    help: `\`${program.name()} --help\` lists the commands and \`<command> --help\` their options.`,
  });
}
