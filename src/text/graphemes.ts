import stringWidth from 'fast-string-width';

/** Columns of a tab, wherever it is. */
export const TAB_WIDTH = 4;

// Created on first use, which plain text rarely needs: each loads a lot of data.
const segmenters: Partial<Record<'grapheme' | 'word', Intl.Segmenter>> = {};

export function segmentsOf(text: string, granularity: 'grapheme' | 'word'): Intl.Segments {
  const segmenter = (segmenters[granularity] ??= new Intl.Segmenter('en', { granularity }));
  return segmenter.segment(text);
}

// A segmenter is quadratic on a long string, so text is walked in pieces.
export const PIECE = 128;

/** Two columns each: ideographs, kana, Hangul syllables and their punctuation. */
const isWide = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0x3001 && code <= 0x3029) ||
  (code >= 0x3041 && code <= 0x3096) ||
  (code >= 0x30a1 && code <= 0x30fa) ||
  (code >= 0xff01 && code <= 0xff5e);

/** One column each: Greek, Cyrillic, dashes and quotation marks, box-drawing lines. */
const isOneColumn = (code: number): boolean =>
  (code >= 0x370 && code <= 0x373) ||
  (code >= 0x391 && code <= 0x3a1) ||
  (code >= 0x3a3 && code <= 0x482) ||
  (code >= 0x48a && code <= 0x52f) ||
  (code >= 0x2010 && code <= 0x2027) ||
  (code >= 0x2500 && code <= 0x257f);

/** Two such characters in a row never form one grapheme, so most text needs no segmenter. */
function plainAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 0x300 || isOneColumn(code) || isWide(code);
}

/** The end of the grapheme that starts at `at`; offsets are UTF-16 code units. */
export function after(text: string, at: number): number {
  if (at >= text.length) return text.length;
  if (plainAt(text, at) && (at + 1 === text.length || plainAt(text, at + 1))) return at + 1;
  const found = segmentsOf(text, 'grapheme').containing(at);
  return found ? found.index + found.segment.length : text.length;
}

/** The start of the grapheme that ends at `at`. */
export function before(text: string, at: number): number {
  if (at <= 0) return 0;
  if (plainAt(text, at - 1) && (at === 1 || plainAt(text, at - 2))) return at - 1;
  return segmentsOf(text, 'grapheme').containing(at - 1)?.index ?? 0;
}

/** `at`, or the end of the grapheme it is inside. */
export function snap(text: string, at: number): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  const start = before(text, at);
  const end = after(text, start);
  return end > at ? end : at;
}

const widths = new Map<string, number>();

function widthOf(grapheme: string): number {
  if (grapheme === '\t') return TAB_WIDTH;
  let known = widths.get(grapheme);
  if (known === undefined) {
    if (widths.size > 4096) widths.clear();
    known = stringWidth(grapheme);
    widths.set(grapheme, known);
  }
  return known;
}

/** Visits the graphemes of `text` from `from`, which must be a boundary, to `to`, until `visit` returns false. */
export function walk(
  text: string,
  from: number,
  to: number,
  visit: (start: number, end: number, columns: number) => boolean,
): void {
  let at = from;
  while (at < to) {
    if (plainAt(text, at) && (at + 1 >= to || plainAt(text, at + 1))) {
      if (!visit(at, at + 1, plainWidth(text, at))) return;
      at += 1;
      continue;
    }
    for (const piece of piecesAt(text, at, to)) {
      const end = at + piece.length;
      if (!visit(at, end, widthOf(piece))) return;
      at = end;
    }
  }
}

function plainWidth(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0x20 && code < 0x7f) return 1;
  if (isOneColumn(code)) return 1;
  return isWide(code) ? 2 : widthOf(text.charAt(at));
}

/** At least one full grapheme from `at`, and more up to where plain text continues. */
function piecesAt(text: string, at: number, to: number): string[] {
  let plain = at + 1;
  while (plain < to && !(plainAt(text, plain) && plainAt(text, plain - 1))) plain++;
  for (let size = PIECE; ; size *= 2) {
    // Between the halves of a character, what precedes it would seem to end.
    const isWhole = !/[\ud800-\udbff]/.test(text.charAt(at + size - 1));
    const end = Math.min(plain, isWhole ? at + size : at + size - 1);
    const found = Array.from(segmentsOf(text.slice(at, end), 'grapheme'), ({ segment }) => segment);
    if (end === plain) return found;
    // The last one may continue past the piece, so it is left out.
    if (found.length > 1) return found.slice(0, -1);
  }
}

/** Columns of a piece of text, grapheme by grapheme. */
export function columnsOf(text: string, from = 0, to = text.length): number {
  let columns = 0;
  walk(text, from, to, (_start, _end, w) => {
    columns += w;
    return true;
  });
  return columns;
}
