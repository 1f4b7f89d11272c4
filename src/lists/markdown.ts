import { type Line, readLines } from '../bank/scan.ts';

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
  return text
    .replace(/<[^<>]{0,200}>/g, ' ')
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
  const shown = kept.map(({ text, code }) =>
    code ? outdent(text, indent) : asBold(withoutTags(outdent(text, indent))),
  );
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

/** Inside code spans everything stays as it is, and so does a line that would open a fence or a comment where none was. */
function withoutTags(text: string): string {
  const cut = text.replace(/`[^`]*`|<[^<>]{1,200}>/g, (match) => {
    if (match.startsWith('`')) return match;
    const [, name = ''] = /^<\/?([a-z]+\d?)/i.exec(match) ?? [];
    return TAGS.get(name.toLowerCase()) ?? match;
  });
  return /^[ \t]*(?:```|~~~|<!--)/.test(cut) ? text : cut;
}

/** Bold and italics are often opened in one paragraph and closed in another, which Markdown does not know: they go too. */
const TAGS = new Map([
  ['code', '`'],
  ...'p br div span center hr u font img a sub sup details summary b strong i em'
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
