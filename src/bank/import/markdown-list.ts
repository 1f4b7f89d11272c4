import { type Line, readLines } from '../parser/scan.ts';

/** A heading, possibly inside an item of a list. */
interface Heading {
  /** 1 to 6. */
  level: number;
  title: string;
  /** Columns before the text of the surrounding list item; 0 outside of lists. */
  indent: number;
}

const HEADING = /^([ \t]{0,8}(?:(?:\d{1,5}[.)]|[-*+])[ \t]+)?)(#{1,6})[ \t]+(\S.*)$/;

/** The lines of a page, with code marked and comments blanked. */
export function linesOf(text: string): readonly Line[] {
  return readLines(text.split(/\r\n?|\n/), 1).lines;
}

export function headingIn(text: string): Heading | null {
  const [, lead = '', marks = '', title = ''] = HEADING.exec(text) ?? [];
  if (marks === '') return null;
  return { level: marks.length, title: plainTitle(title), indent: /\S/.test(lead) ? lead.length : 0 };
}

const FOLD_TAG = /(`[^`]*`)|<\/?details\b[^<>]{0,200}>|<summary\b[^<>]{0,200}>.{0,500}?<\/summary>/gi;

/** The lines with a line of its own for each summary and each start and end of a `<details>`. */
export function withTagsApart(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => {
    if (line.code || !/<\/?details|<summary/i.test(line.text)) return line;
    const apart = line.text.replace(FOLD_TAG, (tag, code?: string) => code ?? `\n${tag}\n`).split('\n');
    return apart.filter((text) => text.trim() !== '').map((text) => ({ ...line, text }));
  });
}

/** A heading or a question without its number, markup and links. */
export function plainTitle(text: string): string {
  return outsideCode(text, () => ' ')
    .replace(/!?\[([^\]]{0,500})\]\([^)]{0,500}\)/g, '$1')
    .replace(/[ \t]#+[ \t]*$/, '')
    .replace(/^[ \t]*(?:Q(?:uestion)?[ \t]*\d*[.:)]|\d+[.):])[ \t]*/i, '')
    .replace(/^(\*\*|__)(.*)\1$/, '$2')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A line with only a link into the page, such as `[Back to top](#top)`, or a horizontal rule. */
const NAVIGATION = /^[ \t]*(?:(?:\*\*|__)?\[[^\]]*\]\(#[^)]*\)(?:\*\*|__)?[ \t]*|(?:[-*_][ \t]*){3,})$/;
/** The same as an item of a table of contents. */
const CONTENTS = /^[ \t]*(?:[-*+]|\d{1,5}[.)])[ \t]+(?=\[)/;

export function isNavigation(text: string): boolean {
  return NAVIGATION.test(text.replace(CONTENTS, ''));
}

/** Whether a line has text besides tags. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(/<[^<>]{1,200}>/g, ''));
}

/**
 * Lines as the Markdown of a section. Headings become bold text, so that they do not open sections. Formatting tags
 * become Markdown or nothing, and navigation goes.
 */
export function sectionText(lines: readonly Line[], indent = 0): string {
  const kept = lines.filter(({ text, code }) => code || !NAVIGATION.test(text));
  return asSection(
    kept.map(({ text, code }) =>
      code ? outdent(text, indent) : withoutTags(outdent(text, indent)).map(asBold).join('\n'),
    ),
  );
}

/** Like `sectionText`, for a cell of a table. Tags stay: the question may be about them. */
export function cellText(cell: string): string {
  return asSection(
    linesOf(cell).map(({ text, code }) => (code ? text : broken(text).map(asBold).join('\n'))),
  );
}

function asSection(shown: readonly string[]): string {
  const text = shown
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  // Trimming may have turned an indented first line into a heading.
  return closed(text.replace(/^.+/, asBold));
}

function outdent(text: string, indent: number): string {
  const lead = text.length - text.trimStart().length;
  return text.slice(Math.min(indent, lead));
}

function asBold(text: string): string {
  const [, , , title] = HEADING.exec(text) ?? [];
  return title === undefined ? text : `**${plainTitle(title).replaceAll('**', '')}**`;
}

const OPENS = /^[ \t]*(?:```|~~~|<!--)/;

/** A line without tags, split at breaks. Unchanged if that would open a fence or a comment. */
function withoutTags(text: string): string[] {
  const lines = broken(text, ENDS_LINE).map((line) =>
    outsideCode(line, (tag) => {
      const [, name = ''] = /^<\/?([a-z]+\d?)/i.exec(tag) ?? [];
      return TAGS.get(name.toLowerCase()) ?? tag;
    }),
  );
  return lines.some((line) => OPENS.test(line)) ? [text] : lines;
}

const BREAK = /^<br[ \t]*\/?>$/i;
/** The summary of a fold inside an answer gets a line of its own. */
const ENDS_LINE = /^<(?:br[ \t]*\/?|\/summary)>$/i;

/** Splits a line at `<br>`. One at the end is dropped, and a row of a table stays on one line. */
function broken(text: string, breaks = BREAK): string[] {
  const isRow = /^[ \t]*\|/.test(text);
  const cut = outsideCode(text, (tag) => (!breaks.test(tag) ? tag : isRow ? ' ' : '\n'));
  const lines = cut.split('\n').map((line, index) => (index === 0 ? line : line.trimStart()));
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Replaces tags, but not inside code spans. */
function outsideCode(text: string, replace: (tag: string) => string): string {
  return text.replace(/`[^`]*`|<[^<>]{1,200}>/g, (match) => (match.startsWith('`') ? match : replace(match)));
}

/** Bold and italics go too: lists often open them in one paragraph and close them in another, unlike Markdown. */
const TAGS = new Map([
  ['code', '`'],
  ...'p div span center hr u font img a sub sup details summary b strong i em'
    .split(' ')
    .map((name) => [name, ''] as const),
]);

/** Closes a fence or comment that the cut left open: it would swallow the rest of the file. */
function closed(text: string): string {
  const lines = text.split('\n');
  const { unclosed } = readLines(lines, 1);
  if (unclosed === null) return text;
  const { line, column, length } = unclosed;
  const mark = lines[line - 1]?.slice(column - 1, column - 1 + length) ?? '';
  return `${text}\n${mark === '<!--' ? '-->' : mark}`;
}
