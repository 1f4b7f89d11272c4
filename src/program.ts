import { Command, CommanderError } from 'commander';
import { INTERVIEW_ROUNDS } from './engine/interview-rounds.ts';
import { configure, TAB, unknownCommand, usageError } from './commands/shared/command-line.ts';
import { FORMAT_NAMES } from './commands/export-format-names.ts';
import {
  choice,
  LINES_HELP,
  oneOf,
  repeatable,
  SESSION,
  withBanks,
  withBankToWrite,
  withFilters,
  withHistory,
  withManner,
  withOutput,
  withStudyPlan,
} from './commands/shared/options.ts';
import {
  factor,
  followUps,
  minutes,
  path,
  seed,
  twoNumbers,
  wholeNumber,
  wordFrom,
} from './commands/shared/option-values.ts';
import { JUDGES, ORDERS, REVEALS } from './commands/shared/settings.ts';
import { COMPLETION_HELP, SHELLS } from './completion/shells.ts';
import type { Tree } from './completion/tree.ts';
import { type Env, isInteractive } from './platform/env.ts';
import { EXIT, type ExitCode } from './platform/errors.ts';

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
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // A command that needs another word has shown its help already.
    if (error.code === 'commander.help') return EXIT.usage;
    if (error.exitCode !== 0) throw usageError(error, program, args);
  }
  return exit;
}

/** Every command; each hands its exit code to `keep`. */
export function createProgram(env: Env, keep: (exit: ExitCode) => void): Tree {
  const act: Act =
    (load) =>
    async (...read) => {
      const command = await load();
      // The last one is commander's own Command.
      keep(await command(env, ...read.slice(0, -1)));
    };
  const program = new Command('hotseat');
  configure(program, env);
  addRounds(program, act);
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
  const practice = withStudyPlan(
    withFilters(program.command('practice')),
    "today's share of the plan that `list --interview-on` shows",
  );
  withManner(practice)
    .description('a timed round; without numbers, of the questions you have answered least')
    .argument('[number...]', 'questions by number or id, in this order')
    .option('-n, --count <n>', 'how many questions (default: 3, quick: 10)', wholeNumber('--count'))
    .option('--quick', 'phone-screen questions, a minute each to say, without follow-ups')
    .addOption(
      choice(
        practice,
        '--order <order>',
        ORDERS,
        `${oneOf(ORDERS)} (default: fresh, least answered first)`,
        wordFrom('--order', ORDERS),
      ),
    )
    .option('--weakest', 'questions whose points you missed the last time, most missed first')
    .option('--seed <n>', 'the same seed gives the same round', seed('--seed'))
    .option(
      '-m, --minutes <n>',
      "the clock for each question (default: the question's own, twice that to type)",
      minutes('--minutes'),
    )
    .option(
      '--pace <factor>',
      "what multiplies the questions' own minutes (default: 2 to type, 1 with --speak-aloud)",
      factor('--pace'),
    )
    .option('--round-minutes <n>', 'a clock for the whole round', minutes('--round-minutes'))
    .option('--strict', 'close an answer when its time is up, and keep what is there')
    .option('--no-timer', 'no clock at all')
    .addOption(
      choice(
        practice,
        '--follow-ups <n>',
        ['all', 'none', 'pressing', 'live'],
        'all (default), none, a number, pressing: up to three about what your answer left out, or live: by a model',
        followUps('--follow-ups'),
      ),
    )
    .addOption(
      choice(
        practice,
        '--judge <judge>',
        JUDGES,
        'model: the one that config.yaml names judges your answers too (default: none)',
        wordFrom('--judge', JUDGES),
      ),
    )
    .addOption(
      choice(
        practice,
        '--reveal <when>',
        REVEALS,
        'after each question (default), or at the end of the round',
        wordFrom('--reveal', REVEALS),
      ),
    )
    .option('--editor', 'open each answer in $VISUAL or $EDITOR')
    .option('--read-aloud', 'a voice reads each question before its clock starts; Enter stops it')
    .option('--speak-aloud', 'answer by voice: it is recorded, and written down if a recognizer is named')
    .option('--keep-audio', 'keep the recordings of your answers beside the session')
    .addHelpText('after', LINES_HELP)
    .action(act(async () => (await import('./commands/practice.ts')).practice));
  withManner(program.command('resume'))
    .description('continue the last paused session, or the one named')
    .argument('[paused-session]', SESSION)
    .addHelpText('after', LINES_HELP)
    .action(act(async () => (await import('./commands/resume.ts')).resume));
}

function addModel(program: Command, act: Act): void {
  program
    .command('judge')
    .description('let the model that config.yaml names judge the last session, or the one named')
    .argument('[session]', SESSION)
    .action(act(async () => (await import('./commands/judge.ts')).judge));
  const model = program.command('model');
  model
    .description('the model that is named, and what it would get')
    .option('--json', 'as data')
    .action(act(async () => (await import('./commands/model.ts')).model));
  model
    .command('check')
    .description("try the model, and measure it on the bank's own judgments beside the matcher")
    .option('-n, --pairs <n>', 'how many pairs of point and answer (default: 60)', wholeNumber('--pairs'))
    .option('--all', 'every pair of the bank')
    .option('--seed <n>', 'the same seed gives the same pairs', seed('--seed'))
    .option('--json', 'as data')
    .action(act(async () => (await import('./commands/model-check.ts')).modelCheck));
}

function addViews(program: Command, act: Act): void {
  withBanks(program.command('review'))
    .description('show one question with its answer')
    .argument('<question>', 'its number or id')
    .option('--section <sections>', 'only these sections, separated by commas (repeatable)', repeatable, [])
    .option('--json', 'as data')
    .action(act(async () => (await import('./commands/review.ts')).review));
  withStudyPlan(
    withFilters(program.command('list')),
    'what to practice on each day until an interview, such as 2027-01-15',
  )
    .description('the questions of the bank, or a study plan until an interview')
    .option('--search <terms>', 'only questions about this, best first; acronyms and typos are fine')
    .option('--json', 'as data')
    .action(act(async () => (await import('./commands/list.ts')).list));
  const exporting = program.command('export');
  const formats = choice(exporting, '-f, --format <format>', FORMAT_NAMES, oneOf(FORMAT_NAMES), String);
  withOutput(exporting.argument('[session]', SESSION).addOption(formats.default('md')))
    .description('the transcript of the last session, or of the one named')
    .option('--all', 'every session, each to its own file in the folder that -o names')
    .option('--force', 'replace files that exist')
    .option('--answers-only', 'only questions and answers, without any verdict')
    .option('--without-bank', 'nothing from the bank but the titles of its questions')
    .option(
      '--redact',
      'mask company, role and interviewer as tagged; in a journal, every letter of an answer',
    )
    .action(act(async () => (await import('./commands/export.ts')).exportSession));
  withHistory(program.command('stats'))
    .description('your progress: points, certainty, time, weak points, a year of practice')
    .option('--json', 'as data')
    .action(act(async () => (await import('./commands/stats.ts')).stats));
  withOutput(withHistory(program.command('report')))
    .description('your progress as a page with plots, for the browser or for paper')
    .option('--force', 'replace a file that exists')
    .action(act(async () => (await import('./commands/report.ts')).report));
  withBanks(program.command('history'))
    .description('your attempts at one question side by side: points, time, words')
    .argument('<question>', 'its number or id')
    .option(
      '--diff <n,n>',
      'the answers of two attempts with the changes marked, such as 1,3',
      twoNumbers('--diff'),
    )
    .option('--json', 'as data')
    .action(act(async () => (await import('./commands/history.ts')).history));
}

function addSessions(program: Command, act: Act): void {
  const sessions = program.command('sessions');
  sessions
    .description('past sessions, newest first')
    .option('--all', 'all of them; a terminal shows the last 20')
    .option('--json', 'as data')
    .action(act(async () => (await import('./commands/sessions.ts')).sessions));
  sessions
    .command('rename')
    .description('give a session a name that other commands accept')
    .argument('<session>', SESSION)
    .argument('<name>', "an empty one, '', removes the name")
    .action(act(async () => (await import('./commands/sessions-rename.ts')).sessionsRename));
  sessions
    .command('tag')
    .description('tag a session with the interview you are practicing for')
    .argument('[session]', SESSION)
    .option('--company <company>', "an empty value, '', removes a tag")
    .option('--position <position>', 'the role you interview for')
    .addOption(
      choice(
        sessions,
        '--round <round>',
        INTERVIEW_ROUNDS,
        'technical, system-design, hiring-manager …',
        String,
      ),
    )
    .option('--interviewer <interviewer>', 'who asks')
    .action(act(async () => (await import('./commands/sessions-tag.ts')).sessionsTag));
  sessions
    .command('undo')
    .description('undo the last rating or ticks of the last session, or of the one named')
    .argument('[session]', SESSION)
    .action(act(async () => (await import('./commands/sessions-undo.ts')).sessionsUndo));
  sessions
    .command('redo')
    .description('redo what the last undo took away')
    .argument('[session]', SESSION)
    .action(act(async () => (await import('./commands/sessions-redo.ts')).sessionsRedo));
  sessions
    .command('transcribe')
    .description('write down recordings that have no words yet, or take the words of a turn from a file')
    .argument('<session>', SESSION)
    .argument('[file]', 'text, SRT, VTT or the JSON of a recognizer', path('the file'))
    .option(
      '--turn <n>',
      'which turn: questions and follow-ups are counted as they are asked',
      wholeNumber('--turn'),
    )
    .action(act(async () => (await import('./commands/sessions-transcribe.ts')).sessionsTranscribe));
  sessions
    .command('play')
    .description('play the recordings of a session that were kept')
    .argument('<session>', SESSION)
    .option('--turn <n>', 'only this turn', wholeNumber('--turn'))
    .action(act(async () => (await import('./commands/sessions-play.ts')).sessionsPlay));
  sessions
    .command('delete')
    .description('move a session to the trash folder')
    .argument('<session>', SESSION)
    .option('--yes', 'do not ask')
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
  withBanks(bank.command('lint'))
    .description('check a bank as a compiler checks code')
    .argument('[path]', 'a folder or one file (default: the shipped bank and your own)', path('the path'))
    .option('--json', 'as data')
    .option('--strict', 'treat warnings as errors')
    .action(act(async () => (await import('./commands/bank-lint.ts')).bankLint));
  bank
    .command('explain')
    .description('explain a finding of lint, with a bad and a good example')
    .argument('<code>', 'a code such as B012')
    .action(act(async () => (await import('./commands/bank-explain.ts')).bankExplain));
  withBankToWrite(bank.command('import'))
    .description('turn a public list of questions into files of a bank, one each')
    .argument(
      '<file>',
      'Markdown with <details>, headings, numbers or Q: and A: lines; or a table, .csv or .tsv',
      path('the file'),
    )
    .option('--dry-run', 'show what would be written, and write nothing')
    .action(act(async () => (await import('./commands/bank-import.ts')).bankImport));
  withBanks(bank.command('stats'))
    .description('how many questions there are of each topic, kind, level and role')
    .argument('[folder]', 'a bank (default: the shipped bank and your own)', path('the folder'))
    .option('--json', 'as data')
    .action(act(async () => (await import('./commands/bank-stats.ts')).bankStats));
  withBankToWrite(bank.command('new'))
    .description('write the next question file, ready to fill in')
    .argument('<title>', 'the title of the question')
    .action(act(async () => (await import('./commands/bank-new.ts')).bankNew));
}

function addAssistants(program: Command, act: Act): void {
  withBanks(program.command('mcp'))
    .description('start the MCP server; your assistant runs this')
    .option('--check', 'start the server, speak to it, and show what an assistant sees')
    .action(act(async () => (await import('./commands/mcp.ts')).mcp));
  withOutput(program.command('skill'))
    .description('a skill for assistants that run commands: how to interview you with hotseat')
    .option('--force', 'replace a file that exists')
    .action(act(async () => (await import('./commands/skill.ts')).skill));
}

function addConfig(program: Command, act: Act): void {
  const config = program.command('config');
  config
    .description('your settings: what holds, where it comes from, and what is wrong')
    .option('--json', 'as data')
    .action(act(async () => (await import('./commands/config.ts')).config));
  config
    .command('path')
    .description('print where the settings file is, or would be')
    .action(act(async () => (await import('./commands/config-path.ts')).configPath));
  config
    .command('init')
    .description('write a settings file with every setting in it as a comment')
    .action(act(async () => (await import('./commands/config-init.ts')).configInit));
}

function addCompletion(program: Command, act: Act): void {
  const completion = program.command('completion');
  completion
    .description('print the tab completion script')
    .addArgument(completion.createArgument('<shell>', oneOf(SHELLS)).choices(SHELLS).argParser(String))
    .addHelpText('after', COMPLETION_HELP)
    .action(act(async () => (await import('./commands/completion.ts')).completion));
}

/** Without a command: the start page on a terminal, the help through a pipe. */
function addStart(program: Command, env: Env, act: Act): Command {
  return withManner(withBanks(program.command('start', { isDefault: true, hidden: true })))
    .argument('[words...]')
    .action(async (words: string[], options: { plain?: boolean }, command: Command) => {
      const [word] = words;
      if (word !== undefined) throw unknownCommand(program, word);
      if (isInteractive(env) && options.plain !== true)
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
    .action((shell: string, words: string[], _options: object, command: Command) =>
      act(async () => (await import('./commands/complete.ts')).complete)(tree, shell, words, command),
    );
}
