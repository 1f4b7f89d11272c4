import type { Command, Option } from 'commander';
import { KINDS } from './bank/fields.ts';
import type { BankImportOptions } from './commands/bank-import.ts';
import type { BankLintOptions } from './commands/bank-lint.ts';
import type { BankNewOptions } from './commands/bank-new.ts';
import type { BankStatsOptions } from './commands/bank-stats.ts';
import { completion } from './commands/completion.ts';
import type { ExportOptions } from './commands/export.ts';
import { FORMAT_NAMES } from './commands/format-names.ts';
import { type ListOptions, list } from './commands/list.ts';
import type { HistoryOptions } from './commands/history.ts';
import type { PracticeOptions } from './commands/practice.ts';
import type { ReportOptions } from './commands/report.ts';
import type { ResumeOptions } from './commands/resume.ts';
import type { ReviewOptions } from './commands/review.ts';
import type { SessionsDeleteOptions } from './commands/sessions-delete.ts';
import type { SessionsTagOptions } from './commands/sessions-tag.ts';
import type { SessionsOptions } from './commands/sessions.ts';
import type { StatsOptions } from './commands/stats.ts';
import * as values from './commands/values.ts';
import { SHELLS } from './completion/shells.ts';
import type { Env } from './env.ts';
import type { ExitCode } from './errors.ts';
import { ROUNDS } from './interview/rounds.ts';
import { list as inWords } from './text/format.ts';

/** Adds to what an option was given before. */
function repeatable(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** Every option that chooses questions, for the commands that do. */
function withFilters(command: Command): Command {
  return withBanks(command)
    .option('--role <role>', 'only questions for this role (repeatable)', repeatable, [])
    .option('--topic <topic>', 'only this topic (repeatable)', repeatable, [])
    .addOption(
      choice(command, '--kind <kind>', KINDS, `${oneOf(KINDS)} (repeatable)`, repeatable).default([]),
    )
    .option('--level <level>', 'only this level (repeatable)', repeatable, []);
}

const oneOf = (words: readonly string[]): string => inWords(words, 'or');

/** An option whose value is one of a few words, which a shell then completes; `parse` says what becomes of it, and of others. */
function choice<Value>(
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

const ORDERS = ['fresh', 'due', 'number', 'shuffle'] as const;
const REVEALS = ['question', 'end'] as const;
const SESSION = 'its id, a unique start of it, or its name';
export const PLAIN = ['--plain', 'line by line, for screen readers and odd terminals'] as const;

function interviewOn(what: string) {
  const parse = (value: string): string => values.day('--interview-on', value);
  return ['--interview-on <day>', what, parse] as const;
}

const DAILY_MINUTES = [
  '--daily-minutes <n>',
  'the most that a day until the interview takes (default: 60)',
  (value: string): number => values.minutes('--daily-minutes', value),
] as const;

const LINES_HELP =
  '\nThrough a pipe, and with --plain, a line with only --- ends an answer;\nan empty answer is a skip.';

/** Runs a command, and keeps its exit code. */
export type Run = (work: ExitCode | Promise<ExitCode>) => Promise<void>;

/** Every command by its name, with its options. The heavy ones are imported when one of them runs. */
export function addCommands(program: Command, env: Env, run: Run): void {
  addRound(program, env, run);
  addLooks(program, env, run);
  addProgress(program, env, run);
  addSessions(program, env, run);
  addBank(program, env, run);
  addCompletion(program, env, run);
}

function addRound(program: Command, env: Env, run: Run): void {
  withFilters(program.command('practice'))
    .description('a timed round; without numbers it takes those that you answered least')
    .argument('[number...]', 'questions by number or id, in this order')
    .option('-n, --count <n>', 'how many questions (default: 3)', (value) =>
      values.wholeNumber('--count', value),
    )
    .addOption(
      choice(
        program,
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
        program,
        '--follow-ups <n>',
        ['all', 'none', 'pressing'],
        'all, none, how many, or pressing: up to three, on what your answer left out',
        (value) => values.followUps('--follow-ups', value),
      ).default('all'),
    )
    .addOption(
      choice(
        program,
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
      run(import('./commands/heavy.ts').then(({ practice }) => practice(env, numbers, options))),
    );
  program
    .command('resume')
    .description('go on with the last paused session, or the one named')
    .argument('[paused-session]', SESSION)
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
    .option(
      '--section <sections>',
      'only these sections, with commas between them (repeatable)',
      repeatable,
      [],
    )
    .option('--json', 'as data')
    .action((question: string, options: ReviewOptions) =>
      run(import('./commands/heavy.ts').then(({ review }) => review(env, question, options))),
    );
  withFilters(program.command('list'))
    .description('the questions of the bank, or the days on which to practise them until an interview')
    .option('--search <text>', 'only questions that hold these words in title, topic, id or question')
    .option(...interviewOn('what to practise on each day until an interview, such as 2027-01-15'))
    .option(...DAILY_MINUTES)
    .option('--json', 'as data')
    .action((options: ListOptions) =>
      run(
        options.interviewOn === undefined && options.dailyMinutes === undefined
          ? list(env, options)
          : import('./commands/heavy.ts').then(({ listPlan }) => listPlan(env, options)),
      ),
    );
  program
    .command('export')
    .description('the transcript of the last session, or the one named')
    .argument('[session]', SESSION)
    .addOption(
      choice(program, '-f, --format <format>', FORMAT_NAMES, oneOf(FORMAT_NAMES), String).default('md'),
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
      run(import('./commands/heavy.ts').then(({ exportSession }) => exportSession(env, session, options))),
    );
}

function addProgress(program: Command, env: Env, run: Run): void {
  withBanks(program.command('stats'))
    .description('your progress: points, certainty, time, weak points, a year of practice')
    .option('--topic <topic>', 'only this topic (repeatable)', repeatable, [])
    .option('--since <day>', 'only answers from this day on, such as 2026-01-31', (value) =>
      values.day('--since', value),
    )
    .option('--json', 'as data')
    .action((options: StatsOptions) =>
      run(import('./commands/stats.ts').then(({ stats }) => stats(env, options))),
    );
  withBanks(program.command('report'))
    .description('your progress as a page with plots, for the browser or for paper')
    .option('-o, --output <file>', 'write it to a file instead of standard output')
    .option('--force', 'replace a file that exists')
    .option('--topic <topic>', 'only this topic (repeatable)', repeatable, [])
    .option('--since <day>', 'only answers from this day on, such as 2026-01-31', (value) =>
      values.day('--since', value),
    )
    .action((options: ReportOptions) =>
      run(import('./commands/report.ts').then(({ report }) => report(env, options))),
    );
  withBanks(program.command('history'))
    .description('your attempts at one question side by side: points newly made and lost, time, words')
    .argument('<question>', 'its number or id')
    .option('--diff <n,n>', 'the answers of two attempts with the changes marked, such as 1,3', (value) =>
      values.twoNumbers('--diff', value),
    )
    .option('--json', 'as data')
    .action((question: string, options: HistoryOptions) =>
      run(import('./commands/history.ts').then(({ history }) => history(env, question, options))),
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
    .option('--company <company>', "an empty value, '', takes a tag away")
    .option('--position <position>', 'the role that is interviewed for')
    .addOption(choice(group, '--round <round>', ROUNDS, 'technical, system-design, hiring-manager …', String))
    .option('--interviewer <interviewer>', 'who asks')
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
      run(import('./commands/heavy.ts').then(({ bankLint }) => bankLint(env, path, options))),
    );
  bank
    .command('explain')
    .description('what a finding of lint is about, with a bad and a good example')
    .argument('<code>', 'a code such as B012')
    .action((code: string) =>
      run(import('./commands/heavy.ts').then(({ bankExplain }) => bankExplain(env, code))),
    );
  bank
    .command('import')
    .description('turn a public list of questions into files of a bank, one each')
    .argument(
      '<file>',
      'Markdown with <details>, headings, numbers or Q: and A: lines; or a table, .csv or .tsv',
    )
    .option('--bank <folder>', 'the bank that they go into (default: your own)')
    .option('--dry-run', 'show what would be written, and write nothing')
    .action((file: string, options: BankImportOptions) =>
      run(import('./commands/heavy.ts').then(({ bankImport }) => bankImport(env, file, options))),
    );
  withBanks(bank.command('stats'))
    .description('how many questions there are of each topic, kind, level and role')
    .argument('[folder]', 'a bank (default: the shipped bank and your own)')
    .option('--json', 'as data')
    .action((folder: string | undefined, options: BankStatsOptions) =>
      run(import('./commands/heavy.ts').then(({ bankStats }) => bankStats(env, folder, options))),
    );
  bank
    .command('new')
    .description('write the next question file, ready to fill in')
    .argument('<title>', 'the title of the question')
    .option('--bank <folder>', 'the bank that it goes into (default: your own)')
    .action((title: string, options: BankNewOptions) =>
      run(import('./commands/heavy.ts').then(({ bankNew }) => bankNew(env, title, options))),
    );
}

const COMPLETION_HELP = `
Completes commands, options, their values, questions by number, sessions and files.
To have it in every shell that you open:

  bash  in ~/.bashrc:                  source <(hotseat completion bash)
  zsh   in ~/.zshrc, after compinit:   source <(hotseat completion zsh)
  fish  once:  hotseat completion fish > ~/.config/fish/completions/hotseat.fish`;

function addCompletion(program: Command, env: Env, run: Run): void {
  const command = program.command('completion');
  command
    .description('print the script with which a shell completes what you type, at a TAB')
    .addArgument(command.createArgument('<shell>', oneOf(SHELLS)).choices(SHELLS).argParser(String))
    .addHelpText('after', COMPLETION_HELP)
    .action((shell: string) => run(completion(env, shell)));
}
