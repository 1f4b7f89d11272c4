import { readShellLine, shellText } from '../text/shell.ts';
import { pad, truncate, width } from '../text/wrap.ts';
import type { Candidate, Candidates } from './candidates.ts';
import type { Shell } from './shells.ts';

/** What a completion script passes at a TAB. */
export interface Request {
  /** The words before the one at the cursor, without the program's name. */
  words: readonly string[];
  /** The typed part of the word at the cursor. */
  typed: string;
  /** The reply to the script: a line with the kind of candidates, then one line per word in the shell's format. */
  answer: (candidates: Candidates, before: string) => string;
}

/** How to read each shell's request and write its reply. */
export const REQUESTS: Readonly<Record<Shell, (handed: readonly string[]) => Request>> = {
  bash,
  zsh: wordwise(zshLine),
  fish: wordwise(fishLine),
};

/** zsh and fish pass words, filter the candidates by the user's own rules, and quote what they insert. */
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

/** The value ends at the first colon; a backslash escapes. */
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

/** The code with which bash says that it only lists and does not insert: a question mark. */
const LISTS_ONLY = '63';

/**
 * bash passes the kind of completion, its columns, the part of the line it will replace, and the line. It inserts the
 * reply as it is, so quoting happens here, and only a list can have descriptions.
 */
function bash([type = '', columns = '', replaced = '', line = '']: readonly string[]): Request {
  const { words, quote } = readShellLine(line);
  const { raw, text } = words.at(-1) ?? { raw: '', text: '' };
  // What stays in the line: an opening quote, or everything up to a colon or an equals sign.
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

/** One row per word, cut to the width of the terminal. */
function listing(words: readonly Candidate[], columns: number): string[] {
  const widest = Math.max(0, ...words.map(({ value }) => width(value)));
  return words.map(({ value, description }) =>
    truncate(`${pad(value, widest)}  ${description}`.trimEnd(), Math.max(20, columns - 2)),
  );
}
