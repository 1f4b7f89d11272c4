/** The quote that is still open; empty if none is. */
export type Quote = '' | "'" | '"';

/** One word of a command line: as typed, and as the shell reads it. */
interface ShellWord {
  raw: string;
  text: string;
}

/** A command line up to the cursor. The last word is the one at the cursor and may be empty. */
export interface ShellLine {
  words: readonly ShellWord[];
  quote: Quote;
}

/** Splits a line as bash does, without expanding anything. */
export function readShellLine(line: string): ShellLine {
  const words: ShellWord[] = [{ raw: '', text: '' }];
  let quote: Quote = '';
  for (const [unit] of line.matchAll(/\\[^]|[^]/gu)) {
    const word = words.at(-1) ?? { raw: '', text: '' };
    if (quote === '' && /^\s$/.test(unit)) {
      if (word.raw !== '') words.push({ raw: '', text: '' });
      continue;
    }
    word.raw += unit;
    if (unit === quote) quote = '';
    else if (quote === '' && (unit === '"' || unit === "'")) quote = unit;
    else if (quote === "'" && unit === "\\'") {
      // Inside single quotes a backslash is literal.
      word.text += '\\';
      quote = '';
    } else word.text += unescaped(unit, quote);
  }
  return { words, quote };
}

function unescaped(unit: string, quote: Quote): string {
  if (!unit.startsWith('\\') || quote === "'") return unit;
  if (quote === '"' && unit.length > 1 && !/^\\["$`\\]$/.test(unit)) return unit;
  return unit.slice(1);
}

/**
 * Escapes a text to continue a bash command line, inside an open quote or outside of one: it stays one word, and nothing
 * is expanded. null if impossible: inside double quotes, `!` cannot be protected from history expansion.
 */
export function shellText(text: string, quote: Quote): string | null {
  if (quote === "'") return text.replaceAll("'", "'\\''");
  if (quote === '"') return text.includes('!') ? null : text.replace(/["$`\\]/g, '\\$&');
  // eslint-disable-next-line no-control-regex
  return text.replace(/(?![\w@%+=:,./-])[\x00-\x7f]/g, '\\$&');
}
