import type { Command } from 'commander';
import type { BankImportOptions } from './commands/bank-import.ts';
import type { BankLintOptions } from './commands/bank-lint.ts';
import { type BankNewOptions, bankNew } from './commands/bank-new.ts';
import type { BankStatsOptions } from './commands/bank-stats.ts';
import type { ExportOptions } from './commands/export.ts';
import { type ListOptions, list } from './commands/list.ts';
import type { HistoryOptions } from './commands/history.ts';
import type { PracticeOptions } from './commands/practice.ts';
import type { ResumeOptions } from './commands/resume.ts';
import type { ReviewOptions } from './commands/review.ts';
import type { SessionsDeleteOptions } from './commands/sessions-delete.ts';
import type { SessionsTagOptions } from './commands/sessions-tag.ts';
import { type SessionsOptions, sessions } from './commands/sessions.ts';
import type { StatsOptions } from './commands/stats.ts';
import * as values from './commands/values.ts';
import type { Env } from './env.ts';
import type { ExitCode } from './errors.ts';

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

export function withBanks(command: Command): Command {
  return command.option(
    '--bank <folder>',
    'a folder of questions instead of the shipped and your own (repeatable)',
    repeatable,
    [],
  );
}

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
}

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
    .option('-f, --format <format>', 'md, json, html, anki, career-ops or journal', 'md')
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
    .action((options: SessionsOptions) => run(sessions(env, options)));
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
      'Markdown with <details>, headings, numbers or Q: and A: lines; or two columns, .csv or .tsv',
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
    .action((title: string, options: BankNewOptions) => run(bankNew(env, title, options)));
}
