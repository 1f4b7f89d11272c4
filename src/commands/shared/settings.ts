import { factor, followUps, minutes, wholeNumber, wordFrom } from './option-values.ts';
import { readUrl } from '../../model/endpoint.ts';
import { CALLS } from '../../model/calls.ts';
import { UserError } from '../../platform/errors.ts';

export const ORDERS = ['fresh', 'due', 'number', 'shuffle'] as const;
export const REVEALS = ['question', 'end'] as const;

export const JUDGES = ['model', 'none'] as const;

/** What one key of config.yaml may hold. */
export interface Setting<Value = unknown> {
  /** A variable of the environment that wins over the file. */
  variable?: string;
  /** Reads its value, as YAML has it. Throws a UserError in one sentence. `name` is what the sentence calls it. */
  read: (value: unknown, name: string) => Value;
  /** What happens if it is not set. */
  usual: string;
  about: string;
  /** A value for the commented file. */
  example: string;
}

const yes = (about: string): Setting<boolean> => ({
  read: (value, name) => {
    if (typeof value === 'boolean') return value;
    throw new UserError(`${name} must be true or false (got "${shown(value)}").`);
  },
  usual: 'false',
  about,
  example: 'true',
});

/** What an option takes on the command line. */
function typed<Value>(
  parser: (name: string) => (text: string) => Value,
  rest: Omit<Setting, 'read'>,
): Setting<Value> {
  return { ...rest, read: (value, name) => parser(name)(shown(value)) };
}

const words = (about: string, example: string): Setting<string[]> => ({
  read: (value, name) => {
    const list = Array.isArray(value) ? (value as unknown[]) : [value];
    if (list.every((word) => typeof word === 'string' && word !== '')) return list as string[];
    throw new UserError(`${name} must be a word or a list of words (got "${shown(value)}").`);
  },
  usual: 'all',
  about,
  example,
});

/** The defaults of `practice` that a user may set. Each key is the option without its dashes. */
export const PRACTICE = {
  count: typed(wholeNumber, { usual: '3, quick: 10', about: 'how many questions', example: '1' }),
  order: typed((name) => wordFrom(name, ORDERS), {
    usual: 'fresh',
    about: 'fresh, due, number or shuffle',
    example: 'due',
  }),
  role: words('only questions for these roles', '[sdet]'),
  topic: words('only these topics', '[evaluation, agents]'),
  level: words('only these levels', '[senior, staff]'),
  minutes: typed(minutes, {
    usual: "the question's own, twice that to type",
    about: 'the clock for each question',
    example: '6',
  }),
  pace: typed(factor, {
    usual: '2 to type, 1 to speak',
    about: "what multiplies the questions' own minutes, unless minutes is set",
    example: '1.5',
  }),
  roundMinutes: typed(minutes, { usual: 'no limit', about: 'a clock for the whole round', example: '45' }),
  strict: yes('close an answer when its time is up'),
  followUps: typed(followUps, {
    usual: 'all, quick: none',
    about: 'all, none, pressing, live or a number',
    example: 'pressing',
  }),
  judge: typed((name) => wordFrom(name, JUDGES), {
    usual: 'none',
    about: 'model: the one named below judges your answers too',
    example: 'model',
  }),
  reveal: typed((name) => wordFrom(name, REVEALS), {
    usual: 'question',
    about: 'after each question, or at the end of the round',
    example: 'end',
  }),
  editor: yes('open each answer in $VISUAL or $EDITOR'),
  readAloud: yes('a voice reads each question to you'),
  plain: yes('line by line, for screen readers and simple terminals'),
  notify: { ...yes('a bell and a notification when time runs out'), usual: 'true', example: 'false' },
} satisfies Record<string, Setting>;

type Settings<Section extends Readonly<Record<string, Setting>>> = {
  [Key in keyof Section]?: ReturnType<Section[Key]['read']>;
};

export type PracticeSettings = Settings<typeof PRACTICE>;

const text = (rest: Omit<Setting, 'read'>): Setting<string> => ({
  ...rest,
  read: (value, name) => {
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    throw new UserError(`${name} must be a text (got "${shown(value)}").`);
  },
});

/** In the spelling that `url` has, too. */
function addresses(about: string, example: string): Setting<string[]> {
  const list = words(about, example);
  return { ...list, usual: 'none', read: (value, name) => list.read(value, name).map(readUrl) };
}

const KEY_ENV: Setting<string> = {
  read: (value, name) => {
    if (typeof value === 'string' && /^(?!sk_)[A-Za-z_][A-Za-z0-9_]*$/i.test(value)) return value;
    // It may be the key itself, so it is not repeated.
    throw new UserError(`${name} must be the name of a variable, and not the key.`);
  },
  usual: 'no key is sent',
  about: 'the variable that holds the key',
  example: 'OPENAI_API_KEY',
};
const KEY_COMMAND = text({
  usual: 'no key is sent',
  about: 'or a command that prints it',
  example: 'pass show openai',
});

/** The model that `--judge model` and `--follow-ups live` use. Nothing is sent anywhere before it is named. */
export const MODEL = {
  url: {
    read: (value) => readUrl(typeof value === 'string' ? value : ''),
    variable: 'HOTSEAT_MODEL_URL',
    usual: 'no model',
    about: 'an OpenAI-compatible address, here that of Ollama',
    example: 'http://localhost:11434/v1',
  },
  name: {
    ...text({ usual: 'no model', about: "the model's name there", example: 'qwen3:8b' }),
    variable: 'HOTSEAT_MODEL',
  },
  keyEnv: KEY_ENV,
  keyCommand: KEY_COMMAND,
  calls: typed((name) => wordFrom(name, CALLS), {
    usual: 'two-orders',
    about: 'one-point or two-orders; `hotseat model check` says which is better',
    example: 'one-point',
  }),
  allow: addresses('addresses outside this machine that you allowed', '[https://api.example.com/v1]'),
} satisfies Record<string, Setting>;

export type ModelSettings = Settings<typeof MODEL>;

/** The programs that speak and listen; without them, those of this machine. */
export const VOICE = {
  speak: text({
    usual: "this machine's voice",
    about: 'a command that speaks {text}, or what it reads',
    example: 'espeak-ng -v en-us -s 160 {text}',
  }),
  record: text({
    usual: "this machine's recorder",
    about: 'a command that records into {file}, or prints sound; none: no recording',
    example: 'sox -q -d {file}',
  }),
  transcribe: text({
    usual: 'no words are written down',
    about: 'a command that prints the words in {file}',
    example: 'whisper-cli -m ggml-base.en.bin -l {language} -f {file}',
  }),
  transcribeUrl: {
    read: (value: unknown) => readUrl(typeof value === 'string' ? value : ''),
    usual: 'no address',
    about: 'or an OpenAI-compatible address that has /audio/transcriptions',
    example: 'http://localhost:8000/v1',
  },
  transcribeModel: text({
    usual: 'whisper-1',
    about: "the recognizer's name there",
    example: 'Systran/faster-whisper-small.en',
  }),
  keyEnv: KEY_ENV,
  keyCommand: KEY_COMMAND,
  allow: addresses('addresses outside this machine that may get your voice', '[https://api.example.com/v1]'),
  language: text({ usual: 'en', about: 'the language that you speak', example: 'de' }),
  play: text({
    usual: "this machine's player",
    about: 'a command that plays {file}',
    example: 'sox -q {file} -d',
  }),
  keep: yes('keep the audio of your answers'),
} satisfies Record<string, Setting>;

export type VoiceSettings = Settings<typeof VOICE>;

/** Every section of the file with its keys. */
export const SECTIONS: Readonly<Record<string, Readonly<Record<string, Setting>>>> = {
  practice: PRACTICE,
  model: MODEL,
  voice: VOICE,
};

/** Whether a key of the file would hold a secret. The file may be synced or shown. */
export function isSecret(key: string): boolean {
  return /^(?:api)?(?:key|token|secret)$/.test(key.toLowerCase().replace(/[_-]/g, ''));
}

/** A value of YAML as it is typed on a command line. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
