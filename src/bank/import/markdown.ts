import { type Line, readLines } from '../parser/scan.ts';

/** A heading of a list, which may stand in an item of a numbered list. */
export interface Heading {
  /** Place among the lines, from 0. */
  index: number;
  /** 1 to 6. */
  level: number;
  title: string;
  /** Columns before the text of the list item that it stands in; 0 outside of lists. */
  indent: number;
}

const HEADING = /^([ \t]{0,8}(?:(?:\d{1,5}[.)]|[-*+])[ \t]+)?)(#{1,6})[ \t]+(\S.*)$/;

/** The lines of a page, with what is code and without comments. */
export function linesOf(text: string): readonly Line[] {
  return readLines(text.split(/\r\n?|\n/), 1).lines;
}

export function headingsOf(lines: readonly Line[]): Heading[] {
  return lines.flatMap(({ text, code }, index) => {
    const [, lead = '', marks = '', title = ''] = (code ? null : HEADING.exec(text)) ?? [];
    if (marks === '') return [];
    const isItem = /\S/.test(lead);
    return [{ index, level: marks.length, title: plainTitle(title), indent: isItem ? lead.length : 0 }];
  });
}

/** A heading or a question without its number, its marks and its links. */
export function plainTitle(text: string): string {
  return outsideCode(text, () => ' ')
    .replace(/!?\[([^\]]{0,500})\]\([^)]{0,500}\)/g, '$1')
    .replace(/[ \t]#+[ \t]*$/, '')
    .replace(/^[ \t]*(?:Q(?:uestion)?[ \t]*\d*[.:)]|\d+[.):])[ \t]*/i, '')
    .replace(/^(\*\*|__)(.*)\1$/, '$2')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A line that only leads back into the page, such as `[Back to top](#top)`, or draws a rule. */
const NAVIGATION = /^[ \t]*(?:(?:\*\*|__)?\[[^\]]*\]\(#[^)]*\)(?:\*\*|__)?[ \t]*|(?:[-*_][ \t]*){3,})$/;

/**
 * Lines as the Markdown of a section: headings become bold text, so that they open no section of their own, formatting
 * tags become Markdown or nothing, and what belongs to the page rather than to its text goes.
 */
export function sectionText(lines: readonly Line[], indent = 0): string {
  const kept = lines.filter(({ text, code }) => code || !NAVIGATION.test(text));
  return asSection(
    kept.map(({ text, code }) =>
      code ? outdent(text, indent) : withoutTags(outdent(text, indent)).map(asBold).join('\n'),
    ),
  );
}

/** As `sectionText`, of a cell of a table: what looks like a tag there may be what the question is about, and stays. */
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
  // The first line has lost its indentation, which may have kept it from being a heading.
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

/** A line without tags, as the lines that it shows. It stays as it is where one of them would open a fence or a comment that was none. */
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
/** What a fold inside an answer says stands apart from what it folds. */
const ENDS_LINE = /^<(?:br[ \t]*\/?|\/summary)>$/i;

/** A line as the lines that `<br>` makes of it. One at its end makes none, and a row of a table is on one line. */
function broken(text: string, breaks = BREAK): string[] {
  const isRow = /^[ \t]*\|/.test(text);
  const cut = outsideCode(text, (tag) => (!breaks.test(tag) ? tag : isRow ? ' ' : '\n'));
  const lines = cut.split('\n').map((line, index) => (index === 0 ? line : line.trimStart()));
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Each tag as `replace` gives it; inside code spans everything stays as it is. */
function outsideCode(text: string, replace: (tag: string) => string): string {
  return text.replace(/`[^`]*`|<[^<>]{1,200}>/g, (match) => (match.startsWith('`') ? match : replace(match)));
}

/** Bold and italics are often opened in one paragraph and closed in another, which Markdown does not know: they go too. */
const TAGS = new Map([
  ['code', '`'],
  ...'p div span center hr u font img a sub sup details summary b strong i em'
    .split(' ')
    .map((name) => [name, ''] as const),
]);

/** What the cut left open would swallow the rest of the file. */
function closed(text: string): string {
  const lines = text.split('\n');
  const { unclosed } = readLines(lines, 1);
  if (unclosed === null) return text;
  const { line, column, length } = unclosed;
  const mark = lines[line - 1]?.slice(column - 1, column - 1 + length) ?? '';
  return `${text}\n${mark === '<!--' ? '-->' : mark}`;
}
