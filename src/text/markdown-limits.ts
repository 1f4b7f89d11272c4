/** What Markdown may read as more than a letter. A run of those that only rule, fence or underline counts once. */
const MARK = /-+|=+|~+|`+|#+|[\\*_[\]<>&|+@:]|\d[.)]|www\./gi;
/** A line that opens quotations and lists in each other. */
const DEEP = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))){50}/m;
/** Many times what the longest section of a real question holds, in marks and in characters. */
const MOST_MARKS = 1000;
const MOST_CHARACTERS = 50_000;

/**
 * Whether a Markdown parser is soon through with a text. The time of every parser we know grows with the square of the
 * marks, or worse with their depth: 100 KB of nothing but brackets keep one busy for a minute.
 */
export function isTame(markdown: string): boolean {
  if (markdown.length > MOST_CHARACTERS || DEEP.test(markdown)) return false;
  const marks = new RegExp(MARK);
  let count = 0;
  while (marks.test(markdown)) if (++count > MOST_MARKS) return false;
  return true;
}

/** An address on the web or of mail; anything else is a script, a file of the reader's or a place on our own page. */
export function leadsOut(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url);
}
