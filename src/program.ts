import { Command, CommanderError, Help } from 'commander';
import type { BankImportOptions } from './commands/bank-import.ts';
import type { BankLintOptions } from './commands/bank-lint.ts';
import type { BankNewOptions } from './commands/bank-new.ts';
import type { BankStatsOptions } from './commands/bank-stats.ts';
import type { ExportOptions } from './commands/export.ts';
import { type ListOptions, list } from './commands/list.ts';
import type { PracticeOptions } from './commands/practice.ts';
import type { ResumeOptions } from './commands/resume.ts';
import type { ReviewOptions } from './commands/review.ts';
import type { SessionsDeleteOptions } from './commands/sessions-delete.ts';
import type { SessionsTagOptions } from './commands/sessions-tag.ts';
import type { SessionsOptions } from './commands/sessions.ts';
import type { StartOptions } from './commands/start.ts';
import * as values from './commands/values.ts';
import { requireHome } from './disk/paths.ts';
import type { Env } from './env.ts';
import { isInteractive } from './env.ts';
import type { ExitCode } from './errors.ts';
import { EXIT, UserError } from './errors.ts';
import { nearest } from './text/format.ts';

/** Adds to what an option was given before. */
function repeatable(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** Every option that chooses questions, for the commands that do. */
function withFilters(command: Command): Command {
  return withBanks(command)
    .option('--role <role>', 'only questions for this role (repeatable)', repeatable, [])
    .option('--topic <topic>', 'only this topic (repeatable)', repeatable, [])
    .option('--kind <kind>', 'concept, design, scenario, debugging or strategy (repeatable)', repeatable, [])
    .option('--level <level>', 'only this level (repeatable)', repeatable, []);
}

function withBanks(command: Command): Command {
  return command.option(
    '--bank <folder>',
    'a folder of questions instead of the shipped and your own (repeatable)',
    repeatable,
    [],
  );
}

const SESSION = 'its id, a unique start of it, or its name';
const PLAIN = ['--plain', 'line by line, for screen readers and odd terminals'] as const;

const LINES_HELP =
  '\nThrough a pipe, and with --plain, a line with only --- ends an answer;\nan empty answer is a skip.';

/**
 * Reads the command line and runs the command that it names, which is imported when it runs.
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
      // That a repeatable option starts out empty tells nobody anything.
      optionDescription: (option) => new Help().optionDescription(option).replace(' (default: [])', ''),
    })
    .showSuggestionAfterError(false)
    .hook('preAction', () => {
      requireHome(env.paths, Boolean(env.vars['HOTSEAT_HOME']));
    });
  const group = GROUPS.get(args[0] ?? '');
  for (const add of group === undefined ? [...new Set(GROUPS.values()), addStart] : [group])
    add(program, env, run);

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

type Run = (work: ExitCode | Promise<ExitCode>) => Promise<void>;

/** Of a command line that names one of these only its group is built, for all of them take as long as reading a bank. */
const GROUPS: ReadonlyMap<string, (program: Command, env: Env, run: Run) => void> = new Map([
  ['practice', addRound],
  ['resume', addRound],
  ['review', addLooks],
  ['list', addLooks],
  ['export', addLooks],
  ['sessions', addSessions],
  ['bank', addBank],
]);

function addRound(program: Command, env: Env, run: Run): void {
  withFilters(program.command('practice'))
    .description('a timed round; without numbers it takes those that you answered least')
    .argument('[number...]', 'questions by number or id, in this order')
    .option('-n, --count <n>', 'how many questions (default: 3)', (value) =>
      values.wholeNumber('--count', value),
    )
    .option('--order <order>', 'fresh (default: least answered first), due, number or shuffle', (value) =>
      values.oneOf('--order', ['fresh', 'due', 'number', 'shuffle'], value),
    )
    .option('--weakest', 'only questions of which you missed points the last time, most first')
    .option('--seed <n>', 'the same seed gives the same round', (value) => values.seed('--seed', value))
    .option('-m, --minutes <n>', "the clock for each question (default: the question's own)", (value) =>
      values.minutes('--minutes', value),
    )
    .option('--round-minutes <n>', 'a clock over the whole round', (value) =>
      values.minutes('--round-minutes', value),
    )
    .option('--strict', 'close an answer when its time is up, keeping what is there')
    .option('--no-timer', 'no clock at all')
    .option(
      '--follow-ups <n>',
      'all, none, how many, or pressing: up to three, on what your answer left out',
      (value) => values.followUps('--follow-ups', value),
      'all',
    )
    .option(
      '--reveal <when>',
      'after each question, or at the end of the round: question or end',
      (value) => values.oneOf('--reveal', ['question', 'end'], value),
      'question',
    )
    .option('--editor', 'open each answer in $VISUAL or $EDITOR')
    .option('--speak-aloud', 'answer by voice, to yourself: the clock runs, then you tick the points')
    .option(...PLAIN)
    .addHelpText('after', LINES_HELP)
    .action((numbers: string[], options: PracticeOptions) =>
      run(import('./commands/heavy.ts').then(({ practice }) => practice(env, numbers, options))),
    );
  program
    .command('resume')
    .description('go on with the last paused session, or the one named')
    .argument('[session]', SESSION)
    .option(...PLAIN)
    .addHelpText('after', LINES_HELP)
    .action((session: string | undefined, options: ResumeOptions) =>
      run(import('./commands/heavy.ts').then(({ resume }) => resume(env, session, options))),
    );
}

function addLooks(program: Command, env: Env, run: Run): void {
  withBanks(program.command('review'))
    .description('show one question whole, with its answer')
    .argument('<question>', 'its number or id')
    .option('--section <names>', 'only these sections, with commas between them (repeatable)', repeatable, [])
    .option('--json', 'as data')
    .action((question: string, options: ReviewOptions) =>
      run(import('./commands/review.ts').then(({ review }) => review(env, question, options))),
    );
  withFilters(program.command('list'))
    .description('the questions of the bank')
    .option('--search <text>', 'only questions that hold these words in title, topic, id or question')
    .option('--json', 'as data')
    .action((options: ListOptions) => run(list(env, options)));
  program
    .command('export')
    .description('the transcript of the last session, or the one named')
    .argument('[session]', SESSION)
    .option('-f, --format <format>', 'md, json, html or career-ops', 'md')
    .option('-o, --output <file>', 'write it to a file instead of standard output')
    .option('--all', 'every session, each into a file of its own in the folder that -o names')
    .option('--force', 'replace files that exist')
    .option('--answers-only', 'only what was asked and answered: nothing of what was made of it')
    .option('--without-bank', "nothing of the bank's but the titles of its questions")
    .option('--redact', 'mask the company, the role and the interviewer that the session is tagged with')
    .action((session: string | undefined, options: ExportOptions) =>
      run(import('./commands/export.ts').then(({ exportSession }) => exportSession(env, session, options))),
    );
}

function addSessions(program: Command, env: Env, run: Run): void {
  const group = program
    .command('sessions')
    .description('past sessions, newest first')
    .option('--all', 'all of them; a terminal shows the last 20')
    .option('--json', 'as data')
    .action((options: SessionsOptions) =>
      run(import('./commands/sessions.ts').then(({ sessions }) => sessions(env, options))),
    );
  group
    .command('rename')
    .description('give a session a name that the other commands know it by')
    .argument('<session>', SESSION)
    .argument('<name>', "an empty one, '', takes the name away")
    .action((session: string, name: string) =>
      run(import('./commands/heavy.ts').then(({ sessionsRename }) => sessionsRename(env, session, name))),
    );
  group
    .command('tag')
    .description('note what interview the last session, or the one named, stands for')
    .argument('[session]', SESSION)
    .option('--company <name>', "an empty value, '', takes a tag away")
    .option('--position <title>', 'the role that is interviewed for')
    .option('--round <name>', 'technical, system design, hiring manager …')
    .option('--interviewer <role>', 'who asks')
    .action((session: string | undefined, options: SessionsTagOptions) =>
      run(import('./commands/heavy.ts').then(({ sessionsTag }) => sessionsTag(env, session, options))),
    );
  group
    .command('undo')
    .description('take back the last rating or ticks of the last session, or of the one named')
    .argument('[session]', SESSION)
    .action((session: string | undefined) =>
      run(import('./commands/heavy.ts').then(({ sessionsUndo }) => sessionsUndo(env, session))),
    );
  group
    .command('delete')
    .description('move a session to the trash folder')
    .argument('<session>', SESSION)
    .option('--yes', 'do not ask')
    .action((session: string, options: SessionsDeleteOptions) =>
      run(import('./commands/heavy.ts').then(({ sessionsDelete }) => sessionsDelete(env, session, options))),
    );
}

function addBank(program: Command, env: Env, run: Run): void {
  const bank = program.command('bank').description('check and write banks of questions');
  withBanks(bank.command('lint'))
    .description('check a bank, as a compiler checks code')
    .argument('[path]', 'a folder or one file (default: the shipped bank and your own)')
    .option('--json', 'as data')
    .option('--strict', 'warnings are errors')
    .action((path: string | undefined, options: BankLintOptions) =>
      run(import('./commands/bank-tools.ts').then(({ bankLint }) => bankLint(env, path, options))),
    );
  bank
    .command('explain')
    .description('what a finding of lint is about, with a bad and a good example')
    .argument('<code>', 'a code such as B012')
    .action((code: string) =>
      run(import('./commands/bank-tools.ts').then(({ bankExplain }) => bankExplain(env, code))),
    );
  bank
    .command('import')
    .description('turn a public list of questions into files of a bank, one each')
    .argument(
      '<file>',
      'Markdown with <details>, headings, numbers or Q: and A: lines; or two columns, .csv or .tsv',
    )
    .option('--bank <folder>', 'the bank that they go into (default: your own)')
    .option('--dry-run', 'show what would be written, and write nothing')
    .action((file: string, options: BankImportOptions) =>
      run(import('./commands/bank-tools.ts').then(({ bankImport }) => bankImport(env, file, options))),
    );
  withBanks(bank.command('stats'))
    .description('how many questions there are of each topic, kind, level and role')
    .argument('[folder]', 'a bank (default: the shipped bank and your own)')
    .option('--json', 'as data')
    .action((folder: string | undefined, options: BankStatsOptions) =>
      run(import('./commands/bank-tools.ts').then(({ bankStats }) => bankStats(env, folder, options))),
    );
  bank
    .command('new')
    .description('write the next question file, ready to fill in')
    .argument('<title>', 'the title of the question')
    .option('--bank <folder>', 'the bank that it goes into (default: your own)')
    .action((title: string, options: BankNewOptions) =>
      run(import('./commands/bank-tools.ts').then(({ bankNew }) => bankNew(env, title, options))),
    );
}

/** Without a command: the start page on a terminal, the help through a pipe. */
function addStart(program: Command, env: Env, run: Run): void {
  withBanks(program.command('start', { isDefault: true, hidden: true }))
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
