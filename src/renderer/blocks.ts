import { cleanLine } from '../text/clean.ts';
import { type Row, type Style, apart, row } from '../text/rows.ts';
import { hang, sentenceRows, width, wrap } from '../text/wrap.ts';

export const MARGIN = '  ';

/** Columns between the margins of a screen. */
export function roomIn(columns: number): number {
  return columns - 2 * MARGIN.length;
}

/** A screen of sections with a margin, and an empty row between those that are not empty. */
export function screenOf(...sections: (readonly Row[])[]): Row[] {
  return [[], ...hang(apart(sections), MARGIN), []];
}

/** A sentence broken between words only, so that a command in it can be copied. */
export function hintRows(text: string, room: number): Row[] {
  return sentenceRows(text, room).map((line) => row(line, 'dim'));
}

export function paragraph(text: string, room: number, style: Style = 'plain'): Row[] {
  return wrap(cleanLine(text), room).map((line) => row(line, style));
}

/** A sentence with a margin, in a screen of that many columns. */
export function noticeRows(text: string, columns: number, style: Style = 'plain'): Row[] {
  return hang(paragraph(text, roomIn(columns), style), MARGIN);
}

/** Short facts on one row or several; a fact that fits on a row is never broken. */
export function factRows(facts: readonly string[], room: number, style: Style = 'plain'): Row[] {
  // Two columns for the dot that follows.
  const whole = facts
    .map(cleanLine)
    .map((fact) => (width(fact) + 2 <= room ? fact.replaceAll(' ', '\u00a0') : fact));
  return wrap(whole.join('\u00a0· '), room).map((line) => row(line.replaceAll('\u00a0', ' '), style));
}

/** A section's title, with a remark beside it or below. */
export function heading(title: string, aside: string, room: number): Row[] {
  if (width(title) + 2 + width(aside) <= room)
    return [[...row(title, 'accent'), ...row(aside === '' ? '' : `  ${aside}`, 'dim')]];
  return [...paragraph(title, room, 'accent'), ...paragraph(aside, room, 'dim')];
}
