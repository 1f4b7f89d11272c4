import { cleanLine } from './clean.ts';

/** The quotation mark that is still open; empty if none is. */
export type Quote = '' | "'" | '"';

/** One word of a command line, as typed and as the shell passes it on. */
interface ShellWord {
  raw: string;
  text: string;
}

/** A command line up to the cursor. Its last word is the one at the cursor, which may be empty. */
export interface ShellLine {
  words: readonly ShellWord[];
  quote: Quote;
  /** Whether a shell would do no more than split it into these words. */
  isPlain: boolean;
}

/** Characters that a shell acts on: all of these, fewer between double quotes, none between single quotes. */
const SYNTAX: Readonly<Record<Quote, RegExp>> = {
  '': /^[|&;<>()$`\\*?~#![\]{}\n]/,
  '"': /^[$`\\]/,
  "'": /^(?!)/,
};

/** A variable set for one command: `LESS=R less`. */
const ASSIGNMENT = /^\w+=/;

/** Splits a line into words as bash does, at spaces, tabs and newlines only, and expands nothing. */
export function readShellLine(line: string): ShellLine {
  const words: ShellWord[] = [{ raw: '', text: '' }];
  let quote: Quote = '';
  let isPlain = !ASSIGNMENT.test(line.trimStart());
  for (const [unit] of line.matchAll(/\\[^]|[^]/gu)) {
    isPlain &&= !SYNTAX[quote].test(unit);
    const word = words.at(-1) ?? { raw: '', text: '' };
    if (quote === '' && /^[ \t\n]$/.test(unit)) {
      if (word.raw !== '') words.push({ raw: '', text: '' });
      continue;
    }
    word.raw += unit;
    if (unit === quote) quote = '';
    else if (quote === '' && (unit === '"' || unit === "'")) quote = unit;
    else if (quote === "'" && unit === "\\'") {
      // Between single quotes a backslash is one.
      word.text += '\\';
      quote = '';
    } else word.text += unescaped(unit, quote);
  }
  return { words, quote, isPlain: isPlain && quote === '' };
}

/** The program and arguments in a variable such as `$PAGER`; null if only a shell can read it. */
export function plainCommand(line: string): readonly string[] | null {
  const { words, isPlain } = readShellLine(line);
  return isPlain ? words.filter(({ raw }) => raw !== '').map(({ text }) => text) : null;
}

function unescaped(unit: string, quote: Quote): string {
  if (!unit.startsWith('\\') || quote === "'") return unit;
  if (quote === '"' && unit.length > 1 && !/^\\["$`\\]$/.test(unit)) return unit;
  return unit.slice(1);
}

/** Text that means the same with and without quotes. */
const SAFE = /^[\w@%+=:,./-]+$/;

/** A word of a command for a person to type or paste, in quotes if it needs them. */
export function shellWord(text: string): string {
  const word = cleanLine(text);
  return SAFE.test(word) ? word : `'${inSingleQuotes(word)}'`;
}

/**
 * A text to insert into a bash command line after an opening quote, or without one. It stays part of one word and is not
 * expanded. null if that is impossible: bash expands an exclamation mark between double quotes.
 */
export function shellText(text: string, quote: Quote): string | null {
  if (quote === "'") return inSingleQuotes(text);
  if (quote === '"') return text.includes('!') ? null : text.replace(/["$`\\]/g, '\\$&');
  return text.replace(/\p{ASCII}/gu, (sign) => (SAFE.test(sign) ? sign : `\\${sign}`));
}

function inSingleQuotes(text: string): string {
  return text.replaceAll("'", "'\\''");
}
