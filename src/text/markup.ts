import { cleanLine } from './clean.ts';

/** Characters that Markdown may read as syntax. A run that rules, fences or underlines counts once. */
const MARK = /-+|=+|~+|`+|#+|[\\*_[\]<>&|+@:]|\d[.)]|www\./gi;
/** A line that nests many quotes and lists. */
const DEEP = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))){50}/m;
/** Many times the marks, lines and characters of the longest section of a real question. */
const MOST_MARKS = 1000;
const MOST_LINES = 1000;
const MOST_CHARACTERS = 50_000;

/**
 * Whether a Markdown parser handles a text quickly. Every parser we know is quadratic in the number of marks, or worse in
 * their depth: 100 KB of brackets keep one busy for a minute. Many short lines take seconds.
 */
export function isTame(markdown: string): boolean {
  if (markdown.length > MOST_CHARACTERS || DEEP.test(markdown)) return false;
  if (markdown.split('\n').length > MOST_LINES) return false;
  const marks = new RegExp(MARK);
  let count = 0;
  while (marks.test(markdown)) if (++count > MOST_MARKS) return false;
  return true;
}

/** Whether a URL is a web or mail address; anything else is a script, a local file or an anchor on the page. */
export function leadsOut(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url);
}

/** Plain text as Markdown that shows it as it is, on one line. Some readers make a link of an address all the same. */
export function asMarkdown(text: string): string {
  return cleanLine(text)
    .replace(/[\\`*_[\]<>&#|~@]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^(\d*)([-+=.)])/, '$1\\$2');
}

/** The text of which `asMarkdown` made this Markdown. */
export function asPlain(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** Longer addresses are not opened by some terminals. */
const LONGEST = 2000;

/** What a terminal may be told to open: nothing in it ends or changes the sequence around it. */
export const LINK = /^https?:\/\/[\x21-\x7e]+$/;

/** A web address as a link; null for anything else. */
export function linkTo(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { href } = new URL(address);
  return LINK.test(href) && href.length <= LONGEST ? href : null;
}
