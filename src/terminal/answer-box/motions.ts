import { after, before, columnsOf, snap } from '../../text/graphemes.ts';
import {
  type Buffer,
  type Point,
  endOf,
  lineAt,
  lineText,
  gapStart,
  runStart,
  wordEndAfter,
  wordStartBefore,
} from './buffer.ts';
import { offsetAt, rowAt, rowStarts } from './layout.ts';

/** One grapheme back; a newline counts as one. */
export function left(buffer: Buffer): Point {
  const { line, at } = buffer.cursor;
  if (at > 0) return { line, at: before(lineText(buffer, line), at) };
  return line > 0 ? { line: line - 1, at: lineText(buffer, line - 1).length } : { line, at };
}

/** One grapheme forward. */
export function right(buffer: Buffer): Point {
  const { line, at } = buffer.cursor;
  const text = lineText(buffer, line);
  if (at < text.length) return { line, at: after(text, at) };
  return line + 1 < buffer.lines.length ? { line: line + 1, at: 0 } : { line, at };
}

/** The start of the word before the cursor, on an earlier line if need be; else the start of the text. */
export function wordLeft(buffer: Buffer): Point {
  let { line, at } = buffer.cursor;
  for (;;) {
    const start = wordStartBefore(lineText(buffer, line), at);
    if (start >= 0) return { line, at: start };
    if (line === 0) return { line: 0, at: 0 };
    line--;
    at = lineText(buffer, line).length;
  }
}

/** The end of the word after the cursor, on a later line if need be; else the end of the text. */
export function wordRight(buffer: Buffer): Point {
  const { line: from, at } = buffer.cursor;
  for (let line = from; line < buffer.lines.length; line++) {
    const end = wordEndAfter(lineText(buffer, line), line === from ? at : 0);
    if (end >= 0) return { line, at: end };
  }
  return endOf(buffer);
}

/** Back over spaces, then to the previous space, as Ctrl+W in a shell; at the start of a line, over the newline. */
export function blankLeft(buffer: Buffer): Point {
  const { line, at } = buffer.cursor;
  if (at === 0) return left(buffer);
  const text = lineText(buffer, line);
  return { line, at: snap(text, runStart(text, gapStart(text, at))) };
}

export function lineStart({ cursor: { line } }: Buffer): Point {
  return { line, at: 0 };
}

export function lineEnd(buffer: Buffer): Point {
  const { line } = buffer.cursor;
  return { line, at: lineText(buffer, line).length };
}

/** The start of the row on the screen; if already there, the start of the line. */
export function rowStart(buffer: Buffer, columns: number): Point {
  const { line, at } = buffer.cursor;
  const starts = rowStarts(lineAt(buffer, line), columns);
  const start = starts[rowAt(starts, at)] ?? 0;
  return { line, at: start === at ? 0 : start };
}

/** The end of the row on the screen; if already there, the end of the line. */
export function rowEnd(buffer: Buffer, columns: number): Point {
  const { line, at } = buffer.cursor;
  const here = lineAt(buffer, line);
  const starts = rowStarts(here, columns);
  const end = offsetAt(here, starts, rowAt(starts, at), Infinity);
  return { line, at: end === at ? here.text.length : end };
}

/** The column where the cursor is shown at this width. */
export function columnOf(buffer: Buffer, columns: number): number {
  const { line, at } = buffer.cursor;
  const here = lineAt(buffer, line);
  const starts = rowStarts(here, columns);
  return columnsOf(here.text, starts[rowAt(starts, at)] ?? 0, at);
}

/** `by` rows down (up if negative), as near to column `goal` as the row allows; stops at the first and last row. */
export function vertical(buffer: Buffer, by: number, goal: number, columns: number): Point {
  const startsOf = (line: number): readonly number[] => rowStarts(lineAt(buffer, line), columns);
  let { line } = buffer.cursor;
  let row = rowAt(startsOf(line), buffer.cursor.at) + by;
  while (row < 0 && line > 0) row += startsOf(--line).length;
  while (row >= startsOf(line).length && line < buffer.lines.length - 1) row -= startsOf(line++).length;
  const within = Math.max(0, Math.min(row, startsOf(line).length - 1));
  return { line, at: offsetAt(lineAt(buffer, line), startsOf(line), within, goal) };
}
