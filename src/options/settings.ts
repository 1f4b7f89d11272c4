import { readUrl } from '../wire/endpoint.ts';
import { readCommand } from '../wire/program.ts';
import { UserError } from '../platform/errors.ts';
import { readVoiceCommand } from '../voice/command.ts';
import { isRepeatable, type Option, turnsOff } from './option.ts';
import { PRACTICE } from './table.ts';
import { day, wholeNumber } from './values.ts';

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

type Said = Omit<Setting, 'read'>;

const yes = (said: Said): Setting<boolean> => ({
  ...said,
  read: (value, name) => {
    if (typeof value === 'boolean') return value;
    throw new UserError(`${name} must be true or false (got "${shown(value)}").`);
  },
});

/** What an option takes on the command line. */
function typed<Value>(parser: (name: string) => (text: string) => Value, said: Said): Setting<Value> {
  return { ...said, read: (value, name) => parser(name)(shown(value)) };
}

const words = (said: Said): Setting<string[]> => ({
  ...said,
  read: (value, name) => {
    const list = Array.isArray(value) ? (value as unknown[]) : [value];
    if (list.every((word) => typeof word === 'string' && word !== '')) return list as string[];
    throw new UserError(`${name} must be a word or a list of words (got "${shown(value)}").`);
  },
});

const text = (said: Said): Setting<string> => ({
  ...said,
  read: (value, name) => {
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    throw new UserError(`${name} must be a text (got "${shown(value)}").`);
  },
});

/** A command under `voice`. It is read again where it runs. */
function voiceCommand(what: Parameters<typeof readVoiceCommand>[0], said: Said): Setting<string> {
  const line = text(said);
  return {
    ...line,
    read: (value, name) => {
      const command = line.read(value, name);
      readVoiceCommand(what, command);
      return command;
    },
  };
}

/** Addresses, in the spelling that `url` has, and programs. */
function allowed(about: string): Setting<string[]> {
  const list = words({ about, usual: 'none', example: '[https://api.example.com/v1]' });
  const read = (word: string): string => (word.includes('://') ? readUrl(word) : word);
  return { ...list, read: (value, name) => list.read(value, name).map(read) };
}

/** More than ten minutes is no wait. */
const MOST_SECONDS = 600;
const seconds = (option: string) => (value: string) => {
  const number = wholeNumber(option)(value);
  if (number <= MOST_SECONDS) return number;
  throw new UserError(`${option} must be at most ${MOST_SECONDS} (got "${value}").`);
};

/** The default of an option, as a key of the file. */
function defaultOf(option: Option, example: string): Setting {
  const { about, read, usual } = option;
  if (isRepeatable(option)) return words({ about, usual: 'all', example });
  if (read === undefined) return yes({ about, usual: String(turnsOff(option)), example });
  return typed(read, { about, usual: usual ?? 'none', example });
}

/** The defaults of `practice` that a user may set. */
const PRACTICE_DEFAULTS: Readonly<Record<string, Setting>> = Object.fromEntries(
  Object.entries(PRACTICE).flatMap(([key, option]: [string, Option]) =>
    option.example === undefined ? [] : [[key, defaultOf(option, option.example)]],
  ),
);

type Settings<Section extends Readonly<Record<string, Setting>>> = {
  [Key in keyof Section]?: ReturnType<Section[Key]['read']>;
};

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

const COMMAND = text({
  usual: 'no program',
  about: 'or a program that has a model: claude, codex, gemini, llm, ollama, one of yours',
  example: 'claude',
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
  command: {
    ...COMMAND,
    read: (value, name) => {
      const line = COMMAND.read(value, name);
      readCommand(line, name);
      return line;
    },
    variable: 'HOTSEAT_MODEL_COMMAND',
  },
  name: {
    ...text({ usual: 'no model', about: "the model's name there", example: 'qwen3:8b' }),
    variable: 'HOTSEAT_MODEL',
  },
  keyEnv: KEY_ENV,
  keyCommand: KEY_COMMAND,
  seconds: typed(seconds, {
    usual: '20, and 60 for a command',
    about: 'the longest that a round waits for verdicts',
    example: '60',
  }),
  allow: allowed('addresses outside this machine and programs that you allowed'),
  offer: yes({ usual: 'true', about: 'the start page names programs that could be it', example: 'false' }),
} satisfies Record<string, Setting>;

export type ModelSettings = Settings<typeof MODEL>;

/** The programs that speak and listen; without them, those of this machine. */
export const VOICE = {
  speak: voiceCommand('speak', {
    usual: "this machine's voice",
    about: 'a command that speaks {text}, or what it reads',
    example: 'espeak-ng -v en-us -s 160 {text}',
  }),
  record: voiceCommand('record', {
    usual: "this machine's recorder",
    about: 'a command that records and prints the sound; none: no recording',
    example: 'sox -q -d -t wav -',
  }),
  transcribe: voiceCommand('transcribe', {
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
  allow: allowed('addresses outside this machine that may get your voice'),
  language: text({ usual: 'en', about: 'the language that you speak', example: 'de' }),
  play: voiceCommand('play', {
    usual: "this machine's player",
    about: 'a command that plays {file}',
    example: 'sox -q {file} -d',
  }),
  keep: yes({ usual: 'false', about: 'keep the audio of your answers', example: 'true' }),
} satisfies Record<string, Setting>;

export type VoiceSettings = Settings<typeof VOICE>;

/** Who practices, and for when. `hotseat you` writes it, and chooses what is offered by it. */
const YOU = {
  role: text({ usual: 'none', about: 'the role you interview for', example: 'sdet' }),
  level: text({ usual: 'none', about: 'its level', example: 'senior' }),
  interview: typed(day, { usual: 'none', about: 'the day of your interview', example: '2027-01-15' }),
} satisfies Record<string, Setting>;

export type You = Settings<typeof YOU>;

/** Every section of the file with its keys. */
export const SECTIONS: Readonly<Record<string, Readonly<Record<string, Setting>>>> = {
  you: YOU,
  practice: PRACTICE_DEFAULTS,
  model: MODEL,
  voice: VOICE,
};

/** Keys that earlier versions had. They stop nothing, and `hotseat config` says that they do nothing. */
export const RETIRED: readonly string[] = ['model.calls'];

/** Whether a key of the file would hold a secret. The file may be synced or shown. */
export function isSecret(key: string): boolean {
  return /^(?:api)?(?:key|token|secret)$/.test(key.toLowerCase().replace(/[_-]/g, ''));
}

/** A value of YAML as it is typed on a command line. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
