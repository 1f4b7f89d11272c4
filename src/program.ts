import { Command, CommanderError } from 'commander';
import { COMPLETION_HELP, SHELLS } from './completion/shells.ts';
import type { Tree } from './completion/tree.ts';
import { configure, TAB, unknownCommand, usageError, withOptions } from './options/command-line.ts';
import * as options from './options/table.ts';
import { path } from './options/values.ts';
import { type Env, isFullScreen } from './platform/env.ts';
import { EXIT, type ExitCode } from './platform/errors.ts';
import { list } from './text/format.ts';

const SESSION = 'its id, the start of its id, or its name';
const LINES_HELP =
  '\nThrough a pipe, and with --plain, a line with only --- ends an answer;\nan empty answer is a skip.';

/**
 * Imports a command and gives what commander calls. The command gets the Env, then its arguments and its options as
 * commander read them; it gives an exit code.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Act = (load: () => Promise<(env: Env, ...read: any[]) => ExitCode | Promise<ExitCode>>) => Action;
type Action = (...read: unknown[]) => Promise<void>;

/**
 * The commander entry: reads the command line and runs the command that it names. Each action imports its command when it
 * runs. Throws a UserError for a command line that makes no sense.
 */
export async function runProgram(args: readonly string[], env: Env): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done;
  const { program } = createProgram(env, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync(asHelpOption(program, args), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // A command that needs another word has shown its help already.
    if (error.code === 'commander.help') return EXIT.usage;
    if (error.exitCode !== 0) throw usageError(error, program, args);
  }
  return exit;
}

/** `help bank import` as `bank import --help`: commander's `help` reads one name, and would show `bank`. */
function asHelpOption(program: Command, args: readonly string[]): readonly string[] {
  const [help, ...names] = args;
  const isKnown = program.commands.some((command) => command.name() === names[0]);
  return help === 'help' && isKnown ? [...names, '--help'] : args;
}

/** Every command; each hands its exit code to `keep`. */
export function createProgram(env: Env, keep: (exit: ExitCode) => void): Tree {
  const act: Act =
    (load) =>
    async (...read) => {
      const command = await load();
      // Behind `model check`, commander gives `--json` to `model`, which has it too.
      const options = (read.at(-1) as Command).optsWithGlobals();
      keep(await command(env, ...read.slice(0, -2), options));
    };
  const program = new Command('hotseat');
  configure(program, env);
  addRounds(program, act);
  addYou(program, act);
  addViews(program, act);
  addModel(program, act);
  addSessions(program, act);
  addVoice(program, act);
  addBank(program, act);
  addAssistants(program, act);
  addConfig(program, act);
  addCompletion(program, act);
  const tree = { program, usual: addStart(program, env, act) };
  addTab(tree, act);
  return tree;
}

function addRounds(program: Command, act: Act): void {
  withOptions(program.command('practice'), options.PRACTICE)
    .description('an interview, or a round of the questions named by number or id')
    .argument('[number...]')
    .addHelpText('after', LINES_HELP)
    .action(act(async () => (await import('./commands/practice.ts')).practice));
  withOptions(program.command('resume'), options.RESUME)
    .description('continue the last paused session, or the one named')
    .argument('[paused-session]', SESSION)
    .addHelpText('after', LINES_HELP)
    .action(act(async () => (await import('./commands/resume.ts')).resume));
}

function addYou(program: Command, act: Act): void {
  withOptions(program.command('you'), options.YOU)
    .description('who you are: role, level and the day of your interview, which choose what is offered')
    .action(act(async () => (await import('./commands/you.ts')).you));
  withOptions(program.command('after'), options.AFTER)
    .description('after a real interview: what was asked, and how it went; those questions come first')
    .action(act(async () => (await import('./commands/after.ts')).after));
}

function addModel(program: Command, act: Act): void {
  program
    .command('judge')
    .description('let the model that config.yaml names judge the last session, or the one named')
    .argument('[session]', SESSION)
    .action(act(async () => (await import('./commands/judge.ts')).judge));
  const model = withOptions(program.command('model'), options.MODEL);
  model
    .description('the model that is named, what it would get, and the models of this machine')
    .action(act(async () => (await import('./commands/model.ts')).model));
  withOptions(model.command('check'), options.MODEL_CHECK)
    .description("try the model, and measure it on the bank's own judgments beside the matcher")
    .action(act(async () => (await import('./commands/model-check.ts')).modelCheck));
}

function addViews(program: Command, act: Act): void {
  withOptions(program.command('review'), options.REVIEW)
    .description('show one question with its answer')
    .argument('<question>', 'its number or id')
    .action(act(async () => (await import('./commands/review.ts')).review));
  withOptions(program.command('list'), options.LIST)
    .description('the questions of the bank, or a study plan until an interview')
    .action(act(async () => (await import('./commands/list.ts')).list));
  withOptions(program.command('export'), options.EXPORT)
    .description('the transcript of the last session, or of the one named')
    .argument('[session]', SESSION)
    .action(act(async () => (await import('./commands/export.ts')).exportSession));
  withOptions(program.command('stats'), options.STATS)
    .description('your progress: points, certainty, time and weak points')
    .action(act(async () => (await import('./commands/stats.ts')).stats));
  withOptions(program.command('stories'), options.STORIES)
    .description('the stories you told behavioral questions, and what has none yet')
    .action(act(async () => (await import('./commands/stories.ts')).stories));
  withOptions(program.command('report'), options.REPORT)
    .description('your progress as a page with plots, for the browser or for paper')
    .action(act(async () => (await import('./commands/report.ts')).report));
  withOptions(program.command('history'), options.HISTORY)
    .description('your attempts at one question side by side: points, time, words')
    .argument('<question>', 'its number or id')
    .action(act(async () => (await import('./commands/history.ts')).history));
}

function addSessions(program: Command, act: Act): void {
  const sessions = withOptions(program.command('sessions'), options.SESSIONS);
  sessions
    .description('past sessions, newest first')
    .action(act(async () => (await import('./commands/sessions.ts')).sessions));
  sessions
    .command('rename')
    .description('give a session a name that other commands accept')
    .argument('<session>', SESSION)
    .argument('<name>', "an empty one, '', removes the name")
    .action(act(async () => (await import('./commands/sessions-rename.ts')).sessionsRename));
  withOptions(sessions.command('tag'), options.SESSIONS_TAG)
    .description('tag a session with the interview you are practicing for')
    .argument('[session]', SESSION)
    .action(act(async () => (await import('./commands/sessions-tag.ts')).sessionsTag));
  withOptions(sessions.command('transcribe'), options.SESSIONS_TRANSCRIBE)
    .description('write down recordings that have no words yet')
    .argument('<session>', SESSION)
    .action(act(async () => (await import('./commands/sessions-transcribe.ts')).sessionsTranscribe));
  withOptions(sessions.command('play'), options.SESSIONS_PLAY)
    .description('play the recordings of a session that were kept')
    .argument('<session>', SESSION)
    .action(act(async () => (await import('./commands/sessions-play.ts')).sessionsPlay));
  withOptions(sessions.command('delete'), options.SESSIONS_DELETE)
    .description('move a session to the trash folder')
    .argument('<session>', SESSION)
    .action(act(async () => (await import('./commands/sessions-delete.ts')).sessionsDelete));
}

function addVoice(program: Command, act: Act): void {
  program
    .command('voice')
    .description('what speaks, records and writes down your words here')
    .command('check')
    .description('speak a sentence, record three seconds and write them down')
    .action(act(async () => (await import('./commands/voice-check.ts')).voiceCheck));
}

function addBank(program: Command, act: Act): void {
  const bank = program.command('bank').description('check and write banks of questions');
  withOptions(bank.command('lint'), options.BANK_LINT)
    .description('check a bank as a compiler checks code')
    .argument('[path]', 'a folder or one file (default: the shipped bank and your own)', path('the path'))
    .action(act(async () => (await import('./commands/bank-lint.ts')).bankLint));
  bank
    .command('explain')
    .description('explain a finding of lint, with a bad and a good example')
    .argument('<code>', 'a code such as B012')
    .action(act(async () => (await import('./commands/bank-explain.ts')).bankExplain));
  withOptions(bank.command('import'), options.BANK_IMPORT)
    .description('turn a public list of questions into files of a bank, one each')
    .argument(
      '<file>',
      'Markdown with <details>, headings, numbers or Q: and A: lines; or a table, .csv or .tsv',
      path('the file'),
    )
    .action(act(async () => (await import('./commands/bank-import.ts')).bankImport));
  withOptions(bank.command('new'), options.BANK_NEW)
    .description('write the next question file, ready to fill in')
    .argument('<title>', 'the title of the question')
    .action(act(async () => (await import('./commands/bank-new.ts')).bankNew));
}

function addAssistants(program: Command, act: Act): void {
  withOptions(program.command('mcp'), options.MCP)
    .description('start the MCP server; your assistant runs this')
    .action(act(async () => (await import('./mcp/command.ts')).mcp));
  program
    .command('skill')
    .description('a skill for assistants that run commands: how to interview you with hotseat')
    .action(act(async () => (await import('./commands/skill.ts')).skill));
}

function addConfig(program: Command, act: Act): void {
  const config = withOptions(program.command('config'), options.CONFIG);
  config
    .description('your settings: what holds, where it comes from, and what is wrong')
    .action(act(async () => (await import('./commands/config.ts')).config));
  config
    .command('init')
    .description('write a settings file with every setting in it as a comment')
    .action(act(async () => (await import('./commands/config-init.ts')).configInit));
}

function addCompletion(program: Command, act: Act): void {
  const completion = program.command('completion');
  completion
    .description('print the tab completion script')
    .addArgument(completion.createArgument('<shell>', list(SHELLS, 'or')).choices(SHELLS).argParser(String))
    .addHelpText('after', COMPLETION_HELP)
    .action(act(async () => (await import('./commands/completion.ts')).completion));
}

/** Without a command: the start page on a terminal, the help through a pipe. */
function addStart(program: Command, env: Env, act: Act): Command {
  return withOptions(program.command('start', { isDefault: true, hidden: true }), options.START)
    .argument('[words...]')
    .action(async (words: string[], options: { plain?: boolean }, command: Command) => {
      const [word] = words;
      if (word !== undefined) throw unknownCommand(program, word);
      if (isFullScreen(env, options.plain === true))
        await act(async () => (await import('./commands/start.ts')).start)(options, command);
      else program.outputHelp();
    });
}

/** What a shell asks at a TAB. Its words come after `--`, so that none of them is an option of this command. */
function addTab(tree: Tree, act: Act): void {
  const { program } = tree;
  program
    .command(TAB, { hidden: true })
    .argument('<shell>')
    .argument('[words...]')
    .action((shell: string, words: string[], options: object, command: Command) =>
      act(async () => (await import('./commands/complete.ts')).complete)(
        tree,
        shell,
        words,
        options,
        command,
      ),
    );
}
