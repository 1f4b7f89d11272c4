// Every option of the command line, once. Help, completion, `config`, `config init`, what contradicts what, and the tables
// in docs/commands.md come from here; `npm run build:docs` writes the last.
import { KINDS, SCREEN } from '../bank/kinds.ts';
import { FORMAT_NAMES } from '../transcript/format-names.ts';
import { INTERVIEW_ROUNDS } from '../engine/labels.ts';
import { list } from '../text/format.ts';
import { choice, type Exclusion, flag, group, type OptionsOf, several, value } from './option.ts';
import { day, factor, followUps, minutes, ownDay, path, seed, text, wholeNumber } from './values.ts';

const BANK = group('Questions:', {
  bank: several('--bank <folder>', 'only the questions of this folder', { read: path }),
});
const TOPIC = group('Questions:', {
  topic: several('--topic <topic>', 'only these topics', { example: '[evaluation, agents]' }),
});
/** What chooses questions. */
export const FILTERS = group('Questions:', {
  ...TOPIC,
  role: several('--role <role>', 'only questions for these roles', { example: '[sdet]' }),
  kind: several('--kind <kind>', 'only these kinds, such as design or screen', { words: KINDS }),
  level: several('--level <level>', 'only these levels', { example: '[senior, staff]' }),
  ...BANK,
});
/** The plan until an interview; `about` says what the command does with it. */
const plan = (about: string) =>
  group('Questions:', {
    interviewOn: value('--interview-on [day]', about, ownDay, {
      excludes: {
        because: 'chooses the questions',
        flags: ['--order', '--weakest', '--quick', '--search'],
      },
      silences: ['--count'],
    }),
    dailyMinutes: value('--daily-minutes <n>', 'the most for one day of the plan', minutes, {
      usual: '60',
      needs: '--interview-on',
    }),
  });
const SEARCH = group('Questions:', {
  search: value('--search <terms>', 'questions about this, best first; typos are fine', text, {
    excludes: { because: 'chooses the questions', flags: ['--order', '--weakest'] },
  }),
});
/** A job ad in place of filters by hand; `about` says what the command does with it. */
const job = (about: string) =>
  group('Questions:', {
    job: value('--job <file>', about, path, {
      excludes: {
        because: 'chooses the questions',
        flags: ['--order', '--weakest', '--quick', '--search', '--interview-on'],
      },
    }),
  });
/** How a round presents itself. */
const MANNER = group('Output:', {
  plain: flag('--plain', 'line by line, for screen readers and simple terminals', { example: 'true' }),
  notify: flag('--no-notify', 'no bell as time runs out', { example: 'false' }),
});

export const PRACTICE = {
  ...group('Questions:', {
    count: value('-n, --count <n>', 'interviews, or quick questions', wholeNumber, {
      usual: '1, quick: 10',
      example: '2',
    }),
    opener: flag('--no-opener', 'the case without the short question before it', { example: 'false' }),
    behavioral: flag('--behavioral', 'a behavioral question after the interviews', { example: 'true' }),
    quick: flag('--quick', 'phone-screen questions, a minute each, no follow-ups', {
      excludes: { because: `asks questions of kind ${SCREEN}`, flags: ['--kind'] },
      silences: ['--count', '--minutes', '--round-minutes', '--follow-ups'],
    }),
    order: choice('--order <order>', 'fresh, due, number or shuffle', ['fresh', 'due', 'number', 'shuffle'], {
      usual: 'fresh',
      example: 'due',
    }),
    weakest: flag('--weakest', 'questions with points not covered last time', {
      excludes: { because: 'sets the order', flags: ['--order'] },
    }),
    ...SEARCH,
    ...FILTERS,
    seed: value('--seed <n>', 'the same seed gives the same round', seed),
  }),
  ...job('what this job ad asks for, least answered first'),
  ...plan("today's share of a study plan until this day, or yours"),
  ...group('Clock:', {
    minutes: value('-m, --minutes <n>', 'for each question', minutes, {
      usual: 'its own, twice that to type',
      example: '6',
      excludes: { because: 'sets each clock', flags: ['--pace'] },
    }),
    pace: value('--pace <factor>', 'times their own minutes', factor, {
      usual: '2 to type, 1 to speak',
      example: '1.5',
      silences: ['--minutes'],
    }),
    roundMinutes: value('--round-minutes <n>', 'for the whole round', minutes, {
      usual: 'no limit',
      example: '45',
    }),
    strict: flag('--strict', 'close an answer when its time is up, and keep it', { example: 'true' }),
    timer: flag('--no-timer', 'no clock at all', {
      excludes: {
        because: 'stops every clock',
        flags: ['--minutes', '--pace', '--round-minutes', '--strict'],
      },
    }),
  }),
  ...group('Follow-ups and feedback:', {
    followUps: value(
      '--follow-ups <n>',
      'pressing: up to three that fit your answers; live: a model asks; all, none or a number',
      followUps,
      { usual: 'pressing', words: ['pressing', 'live', 'all', 'none'], example: 'all' },
    ),
    judge: choice('--judge <judge>', 'model: the one in config.yaml judges too', ['model', 'none'], {
      usual: 'none',
      example: 'model',
    }),
    reveal: choice('--reveal <when>', 'after each question, or at the end', ['question', 'end'], {
      usual: 'question',
      example: 'end',
    }),
  }),
  ...group('Voice:', {
    readAloud: flag('--read-aloud', 'a voice reads the questions; Enter stops it', { example: 'true' }),
    speakAloud: flag('--speak-aloud', 'answer by voice; a recognizer writes it down', {
      excludes: { because: 'records your voice', flags: ['--editor'] },
    }),
    keepAudio: flag('--keep-audio', 'keep the recordings beside the session', { needs: '--speak-aloud' }),
  }),
  ...group('Output:', {
    editor: flag('--editor', 'open each answer in $VISUAL or $EDITOR', { example: 'true' }),
    ...MANNER,
  }),
};
export type PracticeOptions = OptionsOf<typeof PRACTICE>;

/** Questions that are named choose themselves. */
export const NAMED: Exclusion = {
  because: 'you named the questions',
  flags: [
    '--count',
    '--no-opener',
    '--behavioral',
    '--quick',
    '--order',
    '--weakest',
    '--search',
    '--job',
    '--interview-on',
    '--daily-minutes',
    '--role',
    '--topic',
    '--kind',
    '--level',
  ],
};

export const YOU = {
  role: value('--role <role>', "the role you interview for; an empty value, '', removes it", text),
  level: value('--level <level>', 'its level', text),
  interview: value('--interview <day>', 'the day of your interview, or in how many days it is', text),
};
export type YouOptions = OptionsOf<typeof YOU>;

export const RESUME = MANNER;
export type ResumeOptions = OptionsOf<typeof RESUME>;

export const START = { ...BANK, ...MANNER };
export type StartOptions = OptionsOf<typeof START>;

export const AFTER = { ...BANK, plain: MANNER.plain };
export type AfterOptions = OptionsOf<typeof AFTER>;

const AS_DATA = { json: flag('--json', 'as data') };
const TO_FILE = {
  output: value('-o, --output <file>', 'write to a file instead of standard output', path),
  force: flag('--force', 'replace files that exist'),
};

export const MODEL = AS_DATA;
export type ModelOptions = OptionsOf<typeof MODEL>;

export const MODEL_CHECK = {
  pairs: value('-n, --pairs <n>', 'how many pairs of point and answer', wholeNumber, { usual: '60' }),
  ...AS_DATA,
};
export type ModelCheckOptions = OptionsOf<typeof MODEL_CHECK>;

export const REVIEW = {
  ...BANK,
  section: several('--section <sections>', 'only these sections, separated by commas'),
  ...AS_DATA,
};
export type ReviewOptions = OptionsOf<typeof REVIEW>;

export const LIST = {
  ...SEARCH,
  ...FILTERS,
  ...job('what this job ad asks for, best first, with its words; - is standard input'),
  ...plan(
    'what to practice on each day until an interview, such as 2027-01-15; without a day, until your own',
  ),
  ...AS_DATA,
};
export type ListOptions = OptionsOf<typeof LIST>;

export const EXPORT = {
  format: choice('-f, --format <format>', list(FORMAT_NAMES, 'or'), FORMAT_NAMES, { usual: 'md' }),
  html: flag('--html', "with -f sheet: a mentor's sheet to print instead of one to type into"),
  ...TO_FILE,
  all: flag('--all', 'every session, each to its own file in the folder that -o names'),
  answersOnly: flag('--answers-only', 'only questions and answers, without any verdict'),
  withoutBank: flag('--without-bank', 'nothing from the bank but the titles of its questions'),
  redact: flag('--redact', 'mask company, role and interviewer as tagged'),
};
export type ExportOptions = OptionsOf<typeof EXPORT>;

/** What of the history counts. */
const PROGRESS = {
  ...TOPIC,
  ...BANK,
  ...group('Questions:', {
    since: value('--since <day>', 'only answers since this day, such as 2026-01-31', day),
  }),
};

export const STATS = { ...PROGRESS, ...AS_DATA };
export type StatsOptions = OptionsOf<typeof STATS>;

export const REPORT = { ...PROGRESS, ...TO_FILE };
export type ReportOptions = OptionsOf<typeof REPORT>;

export const HISTORY = {
  ...BANK,
  ...AS_DATA,
};
export type HistoryOptions = OptionsOf<typeof HISTORY>;

export const STORIES = {
  ...BANK,
  ...AS_DATA,
};
export type StoriesOptions = OptionsOf<typeof STORIES>;

export const SESSIONS = { all: flag('--all', 'all of them; a terminal shows the last 20'), ...AS_DATA };
export type SessionsOptions = OptionsOf<typeof SESSIONS>;

export const SESSIONS_TAG = {
  company: value('--company <company>', "an empty value, '', removes a tag", text),
  position: value('--position <position>', 'the role you interview for', text),
  round: value('--round <round>', 'technical, system-design, hiring-manager …', text, {
    words: INTERVIEW_ROUNDS,
  }),
  interviewer: value('--interviewer <interviewer>', 'who asks', text),
};

export const SESSIONS_TRANSCRIBE = {
  turn: value(
    '--turn <n>',
    'which turn: questions and follow-ups are counted as they are asked',
    wholeNumber,
  ),
};
export type SessionsTranscribeOptions = OptionsOf<typeof SESSIONS_TRANSCRIBE>;

export const SESSIONS_PLAY = { turn: value('--turn <n>', 'only this turn', wholeNumber) };

export const SESSIONS_DELETE = { yes: flag('--yes', 'do not ask') };
export type SessionsDeleteOptions = OptionsOf<typeof SESSIONS_DELETE>;

export const BANK_LINT = { ...BANK, ...AS_DATA, strict: flag('--strict', 'treat warnings as errors') };
export type BankLintOptions = OptionsOf<typeof BANK_LINT>;

export const BANK_NEW = {
  bank: value('--bank <folder>', 'the bank to write to', path, { usual: 'your own' }),
};
export type BankNewOptions = OptionsOf<typeof BANK_NEW>;

export const BANK_IMPORT = {
  ...BANK_NEW,
  topic: value('--topic <topic>', 'of the questions whose heading is no topic', text),
  role: value('--role <role>', 'whose interview they are from', text),
  level: value('--level <level>', 'their level', text),
  dryRun: flag('--dry-run', 'show what would be written, and write nothing'),
};
export type BankImportOptions = OptionsOf<typeof BANK_IMPORT>;

export const MCP = {
  ...BANK,
  check: flag('--check', 'start the server, speak to it, and show what an assistant sees'),
};
export type McpOptions = OptionsOf<typeof MCP>;

export const CONFIG = AS_DATA;
