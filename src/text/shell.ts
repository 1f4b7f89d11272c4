/** The mark of a quotation that is still open; empty outside of one. */
export type Quote = '' | "'" | '"';

/** One word of a command line: as it was typed, and what the shell makes of it. */
interface ShellWord {
  raw: string;
  text: string;
}

/** A command line up to the cursor. The word at the cursor is the last one, and may be empty. */
export interface ShellLine {
  words: readonly ShellWord[];
  quote: Quote;
}

/** Takes a line apart as bash does; nothing in it is expanded. */
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
      // Between single quotes a backslash is one.
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
 * A text as it goes on in a command line of bash where a quotation is open, or none is: it stays one word, and nothing in
 * it is expanded. null where nothing can say it: between double quotes no exclamation mark is safe from the history.
 */
export function shellText(text: string, quote: Quote): string | null {
  if (quote === "'") return text.replaceAll("'", "'\\''");
  if (quote === '"') return text.includes('!') ? null : text.replace(/["$`\\]/g, '\\$&');
  // eslint-disable-next-line no-control-regex
  return text.replace(/(?![\w@%+=:,./-])[\x00-\x7f]/g, '\\$&');
}
