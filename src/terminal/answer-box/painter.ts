import { type Row, type Span, type Style, textOf } from '../../text/rows.ts';
import { columnsOf, walk } from '../../text/graphemes.ts';

/** A picture of the live part of the screen: its rows and its cursor; null hides the cursor. */
export interface Frame {
  readonly rows: readonly Row[];
  readonly cursor: { readonly row: number; readonly column: number } | null;
}

/** Turns a row into bytes: its text with colors switched on and off. */
export type Styles = (row: Row) => string;

interface Cell {
  text: string;
  style: Style;
  width: number;
}

// Text that has the same width on every terminal: Latin, Greek, Cyrillic, punctuation, then CJK with its punctuation, kana and Hangul.
const AGREED =
  /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u2199\u2500-\u257f\u3001-\u3003\u3008-\u3011\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*$/;

const SHIFTS = [1, -1, 2, -2, 3, -3];
/** Moving rows must save at least this many characters. */
const WORTH_SHIFTING = 24;

const csi = (n: number, final: string): string => `\x1b[${n === 1 ? '' : n}${final}`;
const repeat = <T>(n: number, value: T): T[] => Array<T>(n).fill(value);

function sameRow(a: Row, b: Row): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((span, index) => span.text === b[index]?.text && span.style === b[index].style);
}

/** Columns of a row, by our own measure. */
export function rowWidth(row: Row): number {
  return row.reduce((sum, span) => sum + columnsOf(span.text), 0);
}

function cellsOf(row: Row): Cell[] {
  return row.flatMap(({ text, style }) => {
    const cells: Cell[] = [];
    walk(text, 0, text.length, (start, end, width) => {
      cells.push({ text: text.slice(start, end), style, width });
      return true;
    });
    return cells;
  });
}

function rowOf(cells: readonly Cell[]): Row {
  const spans: Span[] = [];
  for (const { text, style } of cells) {
    const last = spans.at(-1);
    if (last?.style === style) last.text += text;
    else spans.push({ text, style });
  }
  return spans;
}

const isAgreed = (row: Row): boolean => AGREED.test(textOf(row));

/** The cells that end at or before `column`. */
function prefixOf(row: Row, column: number): Row {
  let used = 0;
  return rowOf(
    cellsOf(row).filter((cell) => {
      used += cell.width;
      return used <= column;
    }),
  );
}

const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.width, 0);

/** Where the terminal's cursor is; a hidden one is at the start of the last row. */
function restingPlace({ rows, cursor }: Frame): { row: number; column: number } {
  return cursor ?? { row: Math.max(0, rows.length - 1), column: 0 };
}

/** Writes to a screen with relative row moves, since only columns can be addressed absolutely. */
class Pen {
  out = '';
  #row: number;
  #column: number;
  /** Whether the cursor's column is certain; it is not after text of uncertain width. */
  #sure: boolean;
  readonly #styles: Styles;

  constructor(from: Frame, styles: Styles) {
    const place = restingPlace(from);
    this.#row = place.row;
    this.#column = place.column;
    this.#sure = isAgreed(prefixOf(from.rows[place.row] ?? [], place.column));
    this.#styles = styles;
  }

  moveTo(row: number, column: number): void {
    if (row < this.#row) this.out += csi(this.#row - row, 'A');
    if (row > this.#row) this.out += csi(row - this.#row, 'B');
    this.#row = row;
    if (column !== this.#column || !this.#sure) this.out += this.#sideways(column);
    this.#column = column;
    this.#sure = true;
  }

  #sideways(column: number): string {
    if (column === 0) return '\r';
    const absolute = `\x1b[${column + 1}G`;
    if (!this.#sure) return absolute;
    const by = column - this.#column;
    const relative = by > 0 ? csi(by, 'C') : by > -4 ? '\b'.repeat(-by) : csi(-by, 'D');
    return relative.length < absolute.length ? relative : absolute;
  }

  /** Moves the cursor into `row`. After text of uncertain width, prints that text again and lets the terminal place it. */
  standAt(place: { row: number; column: number }, row: Row): void {
    const prefix = prefixOf(row, place.column);
    if (isAgreed(prefix)) {
      this.moveTo(place.row, place.column);
      return;
    }
    if (place.row === this.#row && place.column === this.#column) return;
    this.moveTo(place.row, 0);
    this.#printUncertain(prefix, place.column);
  }

  #printUncertain(row: Row, columns: number): void {
    this.out += this.#styles(row);
    this.#column = columns;
    this.#sure = false;
  }

  /** Adds rows below the last one; the screen may scroll. */
  grow(last: number, by: number): void {
    this.moveTo(last, 0);
    this.out += '\r\n'.repeat(by);
    this.#row = last + by;
  }

  eraseBelow(row: number): void {
    this.moveTo(row, 0);
    this.out += '\x1b[J';
  }

  lines(row: number, by: number, final: 'L' | 'M'): void {
    this.moveTo(row, 0);
    this.out += csi(by, final);
  }

  /** Turns one row into another in the fewest bytes. */
  rewrite(at: number, old: Row, fresh: Row): void {
    if (!isAgreed(old) || !isAgreed(fresh)) {
      this.moveTo(at, 0);
      this.out += '\x1b[2K';
      this.#printUncertain(fresh, rowWidth(fresh));
      return;
    }
    const [a, b] = [cellsOf(old), cellsOf(fresh)];
    const head = common(a, b, 0);
    const tail = common(a.toReversed(), b.toReversed(), head);
    const middle = b.slice(head, b.length - tail);
    const [before, now] = [widthOf(a.slice(head, a.length - tail)), widthOf(middle)];
    const oneColumnEach = [...a, ...b].every((cell) => cell.width === 1);

    this.moveTo(at, widthOf(b.slice(0, head)));
    const column = this.#column;
    const rest = this.#styles(rowOf(b.slice(head))) + (widthOf(a) > widthOf(b) ? '\x1b[K' : '');
    const change = this.#styles(rowOf(middle));
    const shift = now > before ? csi(now - before, '@') : now < before ? csi(before - now, 'P') : '';
    if ((shift === '' || oneColumnEach) && shift.length + change.length < rest.length) {
      this.out += shift + change;
      this.#column = column + now;
    } else {
      this.out += rest;
      this.#column = widthOf(b);
    }
  }
}

/** How many leading cells two rows share, leaving out `taken` cells counted from the other end. */
function common(a: readonly Cell[], b: readonly Cell[], taken: number): number {
  const most = Math.min(a.length, b.length) - taken;
  let n = 0;
  while (n < most && a[n]?.text === b[n]?.text && a[n]?.style === b[n]?.style) n++;
  return n;
}

/** The rows scrolled by `by`, down if positive, with blank rows filling in. */
function shifted(rows: readonly Row[], by: number): readonly Row[] {
  const blank = repeat<Row>(Math.abs(by), []);
  return by > 0 ? [...blank, ...rows.slice(0, -by)] : [...rows.slice(-by), ...blank];
}

/** Inserts and deletes lines if that saves rewriting rows; returns the rows as they are then. */
function shift(pen: Pen, old: readonly Row[], fresh: readonly Row[]): readonly Row[] {
  const differs = (row: Row, index: number): boolean => !sameRow(row, fresh[index] ?? []);
  const first = old.findIndex(differs);
  const last = old.findLastIndex(differs);
  if (last <= first) return old;
  const block: readonly Row[] = old.slice(first, last + 1);
  const wanted = fresh.slice(first, last + 1);
  const kept = (rows: readonly Row[]): number =>
    rows.reduce((sum, row, index) => (sameRow(row, wanted[index] ?? []) ? sum + textOf(row).length : sum), 0);

  let best = { rows: block, by: 0, gain: kept(block) + WORTH_SHIFTING };
  for (const by of SHIFTS) {
    if (Math.abs(by) >= block.length) continue;
    const rows = shifted(block, by);
    const gain = kept(rows);
    if (gain > best.gain) best = { rows, by, gain };
  }
  const n = Math.abs(best.by);
  if (n === 0) return old;
  // Delete first: the insertion then pushes out only the blank rows at the bottom of the screen.
  pen.lines(best.by > 0 ? last + 1 - n : first, n, 'M');
  pen.lines(best.by > 0 ? first : last + 1 - n, n, 'L');
  return [...old.slice(0, first), ...best.rows, ...old.slice(last + 1)];
}

const STALE: Span = { text: '\ufffd', style: 'plain' };

/**
 * The rows as they are on the screen. Text of uncertain width may run over the edge, and then the prefix printed up to the
 * cursor overwrites its end. Such a row is stale once the cursor moves.
 */
function rowsOnScreen({ rows, cursor }: Frame, to: Frame): readonly Row[] {
  const here = cursor && rows[cursor.row];
  if (!here || isAgreed(here)) return rows;
  if (to.cursor?.row === cursor.row && to.cursor.column === cursor.column) return rows;
  return rows.with(cursor.row, [...here, STALE]);
}

/** The bytes that turn one picture into the next. With `from` null, the cursor is at the start of an empty row. */
export function paint(from: Frame | null, to: Frame, styles: Styles): string {
  const start: Frame = from ?? { rows: [[]], cursor: { row: 0, column: 0 } };
  const pen = new Pen(start, styles);
  let old = rowsOnScreen(start, to);
  if (to.rows.length > old.length) {
    const by = to.rows.length - old.length;
    pen.grow(old.length - 1, by);
    old = [...old, ...repeat<Row>(by, [])];
  }
  if (from) old = shift(pen, old, [...to.rows, ...repeat<Row>(old.length - to.rows.length, [])]);
  for (const [index, row] of to.rows.entries()) {
    const before = old[index] ?? [];
    if (!sameRow(before, row)) pen.rewrite(index, before, row);
  }
  if (old.length > to.rows.length) pen.eraseBelow(to.rows.length);
  const place = restingPlace(to);
  pen.standAt(place, to.rows[place.row] ?? []);
  const wasHidden = start.cursor === null;
  if (to.cursor === null) return wasHidden ? pen.out : `\x1b[?25l${pen.out}`;
  return wasHidden ? `${pen.out}\x1b[?25h` : pen.out;
}

/** The bytes that erase a picture and put the cursor where it began, on a terminal that has reflowed it to `columns`. */
export function erase(frame: Frame, columns: number): string {
  const place = restingPlace(frame);
  const above = frame.rows.slice(0, place.row);
  const rows = above.reduce((sum, row) => sum + Math.max(1, Math.ceil(rowWidth(row) / columns)), 0);
  const up = rows + Math.floor(place.column / columns);
  return `${up > 0 ? csi(up, 'A') : ''}\r\x1b[J${frame.cursor ? '' : '\x1b[?25h'}`;
}
