import { cleanLine } from '../text/clean.ts';
import { type Row, row, type Style } from '../text/rows.ts';
import { hang, width, wrap } from '../text/wrap.ts';

const MARGIN = '  ';

/** Columns between the margins of a screen. */
export function roomIn(columns: number): number {
  return columns - 2 * MARGIN.length;
}

/** A screen of sections with a margin, and an empty row between those that are not empty. */
export function screenOf(sections: readonly (readonly Row[])[]): Row[] {
  const rows = sections
    .filter((section) => section.length > 0)
    .flatMap((section, place) => (place === 0 ? section : [[], ...section]));
  return [[], ...hang(rows, { text: MARGIN, style: 'plain' }), []];
}

export function paragraph(text: string, room: number, style: Style = 'plain'): Row[] {
  return wrap(cleanLine(text), room).map((line) => row(line, style));
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
