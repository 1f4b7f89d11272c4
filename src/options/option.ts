import { wordFrom } from './values.ts';

/** One option of the command line, and the default of it that config.yaml may set. */
export interface Option<Value = unknown> {
  /** `-n, --count <n>`; the word in brackets says what a shell completes. */
  flags: string;
  /** What it does, as help, docs/commands.md and the commented config.yaml say it. */
  about: string;
  /** The default in words. */
  usual?: string;
  /** The heading above it in help. */
  group?: string;
  /** Reads its value; an option without a value has none. `name` is what an error calls it. */
  read?: (name: string) => (text: string) => Value;
  /** The words that a shell offers for it. */
  words?: readonly string[];
  /** A value for the commented config.yaml: the option is a key of its section `practice`. */
  example?: string;
  /** An option without which it does nothing. */
  needs?: string;
  /** What does not apply beside it, neither typed nor from config.yaml. */
  excludes?: Exclusion;
  /** What does not apply beside it if it comes from config.yaml. */
  silences?: readonly string[];
}

export interface Exclusion {
  /** Follows the name of the option: `sets the order`. */
  because: string;
  flags: readonly string[];
}

/** An option that may be given several times. */
export interface Several extends Option<string> {
  isRepeatable: true;
}

/** Options by the names that commander gives them. */
export type Table = Readonly<Record<string, Option | Several>>;

/** What a command gets: the values of its options. */
export type OptionsOf<T extends Table> = {
  [Key in keyof T as T[Key] extends Several ? Key : never]: readonly string[];
} & {
  [Key in keyof T as T[Key] extends Several ? never : Key]?: T[Key] extends Option<infer Value>
    ? Value
    : never;
};

type Rest = Omit<Option, 'flags' | 'about' | 'read'>;

/** An option without a value. */
export function flag(flags: string, about: string, rest: Rest = {}): Option<boolean> {
  return { flags, about, ...rest };
}

export function value<Value>(
  flags: string,
  about: string,
  read: (name: string) => (text: string) => Value,
  rest: Rest = {},
): Option<Value> {
  return { flags, about, read, ...rest };
}

/** Takes one of a few words, in any letter case. */
export function choice<const Word extends string>(
  flags: string,
  about: string,
  words: readonly Word[],
  rest: Rest = {},
): Option<Word> {
  return { flags, about, words, read: (name) => wordFrom(name, words), ...rest };
}

export function several(
  flags: string,
  about: string,
  rest: Rest & Pick<Option<string>, 'read'> = {},
): Several {
  return { flags, about, isRepeatable: true, ...rest };
}

/** The same options under a heading in help. */
export function group<T extends Table>(heading: string, table: T): T {
  return Object.fromEntries(
    Object.entries(table).map(([key, option]) => [key, { ...option, group: heading }]),
  ) as T;
}

/** `--count` */
export function nameOf({ flags }: Option): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

export function isRepeatable(option: Option): option is Several {
  return 'isRepeatable' in option;
}

/** `--no-timer`: it turns off what is on without it. */
export function turnsOff(option: Option): boolean {
  return nameOf(option).startsWith('--no-');
}

/** Whether its value is one that someone typed. */
export function isGiven(option: Option, given: unknown): boolean {
  if (Array.isArray(given)) return given.length > 0;
  return turnsOff(option) ? given === false : given !== undefined && given !== false;
}
