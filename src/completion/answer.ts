import { readShellLine, shellText } from '../text/shell.ts';
import { pad, truncate, width } from '../text/wrap.ts';
import type { Candidate, Candidates } from './candidates.ts';
import type { Shell } from './shells.ts';

/** What a script of ours hands over at a TAB. */
export interface Request {
  /** The words before the one at the cursor, the program's own name left out. */
  words: readonly string[];
  /** What is typed of the word at the cursor. */
  typed: string;
  /** What the script is told: a line that says what comes, then one for each word, as its shell takes them. */
  answer: (candidates: Candidates, before: string) => string;
}

/** What each shell hands over, and how it wants its answer. */
export const REQUESTS: Readonly<Record<Shell, (handed: readonly string[]) => Request>> = {
  bash,
  zsh: wordwise(zshLine),
  fish: wordwise(fishLine),
};

/** zsh and fish hand over words, choose those that fit by rules of their user's, and quote what they insert. */
function wordwise(lineOf: (candidate: Candidate) => string) {
  return (handed: readonly string[]): Request => ({
    words: handed.slice(0, -1),
    typed: handed.at(-1) ?? '',
    answer: (candidates, before) =>
      reply(candidates, (words) =>
        words.map(({ value, description }) => lineOf({ value: before + value, description })),
      ),
  });
}

/** The value ends at the first colon, and a backslash takes a character as it is. */
function zshLine({ value, description }: Candidate): string {
  const escaped = value.replace(/[\\:]/g, '\\$&');
  return description === '' ? escaped : `${escaped}:${description.replaceAll('\\', '\\\\')}`;
}

function fishLine({ value, description }: Candidate): string {
  return description === '' ? value : `${value}\t${description}`;
}

function reply(candidates: Candidates, linesOf: (words: readonly Candidate[]) => readonly string[]): string {
  const lines = typeof candidates === 'string' ? [candidates] : ['words', ...linesOf(candidates)];
  return lines.map((line) => `${line}\n`).join('');
}

/** The code with which bash says that it will only list, and insert nothing: a question mark. */
const LISTS_ONLY = '63';

/**
 * bash hands over how it completes, its columns, what of the line it is going to replace, and the line. It inserts what it
 * gets: quoting is ours, and descriptions are only for a list.
 */
function bash([type = '', columns = '', replaced = '', line = '']: readonly string[]): Request {
  const { words, quote } = readShellLine(line);
  const { raw, text } = words.at(-1) ?? { raw: '', text: '' };
  // What stays in the line: an opening quote, or all up to a colon or an equals sign.
  const kept = raw.endsWith(replaced) ? raw.slice(0, raw.length - replaced.length) : raw;
  const start = readShellLine(kept).words.at(-1)?.text ?? '';
  const inserted = ({ value }: Candidate): string | null =>
    value.startsWith(text) && value.startsWith(start) ? shellText(value.slice(start.length), quote) : null;
  return {
    words: words.slice(1, -1).map((word) => word.text),
    typed: text,
    answer: (candidates, before) =>
      reply(candidates, (all) => {
        const whole = all.map((one) => ({ ...one, value: before + one.value }));
        const fitting = whole.filter((one) => inserted(one) !== null);
        return type === LISTS_ONLY
          ? listing(fitting, Number(columns))
          : fitting.flatMap((one) => inserted(one) ?? []);
      }),
  };
}

/** A row for each, which no list breaks. */
function listing(words: readonly Candidate[], columns: number): string[] {
  const widest = Math.max(0, ...words.map(({ value }) => width(value)));
  return words.map(({ value, description }) =>
    truncate(`${pad(value, widest)}  ${description}`.trimEnd(), Math.max(20, columns - 2)),
  );
}
