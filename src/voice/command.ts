import type { Child } from '../platform/child.ts';
import { UserError } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { notACommand, programName, refuseCode, wordsOf } from '../wire/command.ts';

/** What stands for a brace of a placeholder while a line is split: no shell acts on it. */
const MARK = '\uE000';

/** A command of the settings, split into words. A placeholder, such as `{file}`, is a word of its own. */
export interface Template {
  /** The program, for messages. */
  name: string;
  has: (placeholder: string) => boolean;
  /** The words with each placeholder replaced. No shell reads them. */
  with: (values: Readonly<Record<string, string>>) => readonly string[];
}

/**
 * Reads a command of the settings. Throws a UserError if only a shell could run it, or if it could run a value as code.
 * `name` is what the sentence calls it.
 */
export function readTemplate(line: string, name: string, placeholders: readonly string[]): Template {
  const marked = placeholders.reduce(
    (text, placeholder) => text.replaceAll(`{${placeholder}}`, `${MARK}${placeholder}${MARK}`),
    line.replaceAll(MARK, ''),
  );
  const words = wordsOf(marked, name);
  if (words[0]?.includes(MARK)) throw notACommand(name);
  const placeholderIn = (word: string): string | undefined => word.split(MARK)[1];
  const used = words.map(placeholderIn).find((placeholder) => placeholder !== undefined);
  // A text that is no argument is the standard input.
  const takesValue = used !== undefined || placeholders.includes('text');
  if (takesValue)
    refuseCode(
      words.map((word) => (placeholderIn(word) === undefined ? word : null)),
      name,
      used === undefined ? 'the text' : `{${used}}`,
    );
  if (words.some((word) => word.includes(MARK) && word !== `${MARK}${placeholderIn(word)}${MARK}`)) {
    throw new UserError(`${name} must have {${used}} as a word of its own.`, {
      help: 'put spaces around it; if the program takes it otherwise, name a script of yours.',
    });
  }
  return {
    name: programName(words),
    has: (placeholder) => words.some((word) => placeholderIn(word) === placeholder),
    with: (values) => words.map((word) => values[placeholderIn(word) ?? ''] ?? word),
  };
}

/** The commands under `voice` with their placeholders. */
const VOICE_COMMANDS = {
  speak: ['text'],
  record: [],
  transcribe: ['file', 'language'],
  play: ['file'],
} as const;

/** What a command does not say without {file}. */
const NEEDS_FILE: Readonly<Record<string, string>> = {
  transcribe: 'where the sound goes',
  play: 'which file to play',
};

/** Reads the command of the settings that does `what`. Throws a UserError as `readTemplate` does. */
export function readVoiceCommand(what: keyof typeof VOICE_COMMANDS, line: string): Template {
  const name = `voice.${what}`;
  if (what === 'record' && line.includes('{file}'))
    throw new UserError(`${name} must print the sound, and takes no {file}.`, {
      help: 'most recorders print it to a file that is called `-`.',
    });
  const template = readTemplate(line, name, VOICE_COMMANDS[what]);
  const missing = NEEDS_FILE[what];
  if (missing === undefined || template.has('file')) return template;
  throw new UserError(`${name} does not say ${missing}.`, {
    help: 'write {file} where the command takes the name of a sound file.',
  });
}

/** The last words that a program wrote to its error output, for the end of a sentence. */
export function lastWords(child: Child): () => string {
  let text = '';
  child.process?.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-MOST_SAID);
  });
  return () => {
    const lines = text.split(/[\r\n]+/).map((line) => cleanLine(line).trim());
    const last = lines.findLast((line) => /\p{L}/u.test(line)) ?? '';
    return last.length > 100 ? `${last.slice(0, 99).toWellFormed()}…` : last.replace(/[.\s]+$/, '');
  };
}

const MOST_SAID = 4096;

/** What went wrong with a program, in a sentence. */
export function because(name: string, problem: string, said: string): string {
  return `${cleanLine(name)} ${problem}${said === '' ? '' : `: ${said}`}.`;
}
