/** Characters that Markdown may read as syntax. A run that rules, fences or underlines counts once. */
const MARK = /-+|=+|~+|`+|#+|[\\*_[\]<>&|+@:]|\d[.)]|www\./gi;
/** A line that nests many quotes and lists. */
const DEEP = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))){50}/m;
/** Many times the marks and characters of the longest section of a real question. */
const MOST_MARKS = 1000;
const MOST_CHARACTERS = 50_000;

/**
 * Whether a Markdown parser handles a text quickly. Every parser we know is quadratic in the number of marks, or worse in
 * their depth: 100 KB of brackets keep one busy for a minute.
 */
export function isTame(markdown: string): boolean {
  if (markdown.length > MOST_CHARACTERS || DEEP.test(markdown)) return false;
  const marks = new RegExp(MARK);
  let count = 0;
  while (marks.test(markdown)) if (++count > MOST_MARKS) return false;
  return true;
}

/** Whether a URL is a web or mail address; anything else is a script, a local file or an anchor on the page. */
export function leadsOut(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url);
}
