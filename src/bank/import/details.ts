import type { Line } from '../parser/scan.ts';
import { headingsOf, plainTitle, saysSomething, sectionText } from './markdown-list.ts';

/** A position between two characters of a page. */
interface Spot {
  /** Line index, from 0. */
  line: number;
  /** Characters before it on its line. */
  column: number;
}

/** A `<details>` that holds an answer. Folds inside it are part of the answer. */
export interface Fold {
  /** Its first and its last line, from 0. */
  start: number;
  end: number;
  summary: readonly Line[];
  inside: readonly Line[];
  /** The enclosing fold, if it holds nothing but folds. */
  chapter: Chapter | null;
}

interface Chapter {
  title: string;
  /** Its first and its last line, from 0. */
  start: number;
  end: number;
}

/** A label such as `Answer` or `Show solution`: then the question is above the fold. */
const LABEL =
  /^(?:(?:show|view|see|click|toggle|reveal)\b.*|(?:the )?(?:answer|solution|hint|spoiler)\w*:?)$/i;

/** Whether a summary is only a label and not a question. */
export function isLabel(summary: string): boolean {
  return LABEL.test(plainTitle(summary));
}

/**
 * The folds of a page in order. A fold that holds nothing but folds is their chapter. `covered` has the line ranges
 * of all folds.
 */
export function foldsOf(lines: readonly Line[]): { folds: Fold[]; covered: Pick<Fold, 'start' | 'end'>[] } {
  const folds: Fold[] = [];
  const covered: Pick<Fold, 'start' | 'end'>[] = [];
  const waiting: { tag: Details; chapter: Chapter | null }[] = [];
  const wait = (tags: readonly Details[], chapter: Chapter | null): void => {
    for (const tag of tags.toReversed()) waiting.push({ tag, chapter });
  };
  wait(detailsIn(lines), null);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { tag, chapter } = next;
    const own = chapterOf(tag, lines);
    const fold = own === null ? foldOf(tag, lines, chapter) : null;
    if (fold !== null) folds.push(fold);
    const range = own ?? fold;
    // A chapter's range covers its folds.
    if (range !== null && chapter === null) covered.push(range);
    // An unclosed fold ends where the next begins, so the next is not part of it.
    if (fold === null || tag.end === null) wait(tag.inner, own ?? chapter);
  }
  return { folds, covered };
}

/** A `<details>` by its tags. Without a summary it is not a fold, but it may contain some. */
interface Details {
  start: Spot;
  /** Where its summary begins. */
  lead: Spot;
  summary: readonly Line[] | null;
  /** Where the text after the summary begins. */
  body: Spot;
  /** null if it is never closed. */
  end: Spot | null;
  inner: Details[];
}

const TAG = /`[^`]*`|<details\b[^<>]*>?|<summary\b[^<>]*>|<\/summary>|<\/details>/gi;

/** The outermost ones, each with the ones inside it. */
function detailsIn(lines: readonly Line[]): Details[] {
  const outermost: Details[] = [];
  const open: Details[] = [];
  for (const [line, { text, code }] of lines.entries()) {
    for (const { 0: tag, index } of code ? [] : text.matchAll(TAG)) {
      const before = { line, column: index };
      const after = { line, column: index + tag.length };
      const last = open.at(-1);
      if (/^<details/i.test(tag)) {
        const details = { start: before, lead: after, summary: null, body: after, end: null, inner: [] };
        (last?.inner ?? outermost).push(details);
        open.push(details);
      } else if (/^<\/details/i.test(tag)) {
        if (last !== undefined) last.end = before;
        open.pop();
      } else if (last?.summary === null && last.inner.length === 0 && !tag.startsWith('`')) {
        if (tag.startsWith('</')) {
          last.summary = cut(lines, last.lead, before);
          last.body = after;
        } else last.lead = after;
      }
    }
  }
  return outermost;
}

/** A `<details>` as the chapter of the folds inside it; null if they are part of its answer. */
function chapterOf({ start, summary, body, inner, end }: Details, lines: readonly Line[]): Chapter | null {
  if (summary === null || end === null || inner.length === 0) return null;
  const from = [body, ...inner.map((each) => each.end ?? each.start)];
  const to = [...inner.map(({ start }) => start), end];
  const isEmpty = from.every((spot, at) => !haveText(cut(lines, spot, to[at] ?? end)));
  if (!isEmpty || inner.every((each) => isLabel(sectionText(each.summary ?? [])))) return null;
  return { title: plainTitle(sectionText(summary)), start: start.line, end: end.line };
}

/** Whether there is text besides tags and headings. */
function haveText(lines: readonly Line[]): boolean {
  const headings = new Set(headingsOf(lines).map(({ index }) => index));
  return lines.some(({ text }, index) => !headings.has(index) && saysSomething(text));
}

function foldOf(
  { start, summary, body, inner, end }: Details,
  lines: readonly Line[],
  chapter: Chapter | null,
): Fold | null {
  if (summary === null) return null;
  const close = end ?? inner[0]?.start ?? sectionEnd(lines, body.line);
  return { start: start.line, end: close.line, summary, inside: cut(lines, body, close), chapter };
}

/** The next heading below a line, or the end of the page. */
function sectionEnd(lines: readonly Line[], line: number): Spot {
  const heading = headingsOf(lines).find(({ index }) => index > line);
  return heading === undefined ? { line: lines.length, column: 0 } : { line: heading.index, column: 0 };
}

/** The text between two spots, neither of which is in code. */
function cut(lines: readonly Line[], from: Spot, to: Spot): Line[] {
  return lines.slice(from.line, to.line + 1).map((line, index) => {
    if (line.code) return line;
    const end = from.line + index === to.line ? to.column : undefined;
    return { ...line, text: line.text.slice(index === 0 ? from.column : 0, end) };
  });
}
