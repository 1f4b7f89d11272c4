/** A style is a meaning, not a color: the theme decides how it looks, and every screen must read without color. */
export type Style =
  | 'plain'
  | 'dim' // secondary
  | 'bold' // read first
  | 'accent' // headings, the chosen item
  | 'warn' // nearly time
  | 'over' // past the time
  | 'gone' // removed text
  | 'new' // added text
  | 'code';

/** A piece of a row in one style. Its text has no newline and no control character. */
export interface Span {
  text: string;
  style: Style;
  /** The web address that a click opens, from `linkTo`. Lost where text is wrapped or joined. */
  link?: string;
}

/** One row of the screen. */
export type Row = readonly Span[];

export function span(text: string, style: Style = 'plain'): Span {
  return { text, style };
}

/** A row in one style. */
export function row(text: string, style: Style = 'plain'): Row {
  return text === '' ? [] : [{ text, style }];
}

/** The row with its plain text in bold. */
export function bold(spans: Row): Row {
  return spans.map((each) => (each.style === 'plain' ? span(each.text, 'bold') : each));
}

/** Groups of rows, those that are not empty `gap` empty rows apart. */
export function apart(groups: readonly (readonly Row[])[], gap = 1): Row[] {
  const air = Array.from({ length: gap }, (): Row => []);
  return groups
    .filter((rows) => rows.length > 0)
    .flatMap((rows, at) => (at === 0 ? rows : [...air, ...rows]));
}

/** The row's text without its styles. */
export function textOf(spans: Row): string {
  return spans.map((span) => span.text).join('');
}

/** Turns rows into what a terminal, a file or a pipe understands. */
export interface Theme {
  /** One row, without its line ending. */
  paint: (row: Row) => string;
  /** Rows, each with its line ending. */
  paintAll: (rows: Iterable<Row>) => string;
}
