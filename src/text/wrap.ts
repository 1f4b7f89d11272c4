import stringWidth from 'fast-string-width';
import { type Row, type Span, type Style } from './rows.ts';

/** Columns that a text takes in a terminal. */
export function width(text: string): number {
  return stringWidth(text);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cuts a word that is wider than a whole row into pieces that fit. */
function pieces(word: string, limit: number): string[] {
  const result: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && width(piece + segment) > limit) {
      result.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return piece === '' ? result : [...result, piece];
}

/**
 * Breaks styled text at spaces so that no row is wider than `limit` columns. A `\n` in a span ends the row.
 * Later rows start with `indent` (a list item's hanging indent); the spaces at a break vanish.
 */
export function wrapSpans(spans: Row, limit: number, indent = ''): Row[] {
  const room = Math.max(1, limit);
  const rows: Span[][] = [];
  let current: Span[] = [];
  let used = 0;
  let pending = '';
  let pendingStyle: Style = 'plain';

  const put = (text: string, style: Style): void => {
    const last = current.at(-1);
    if (last?.style === style) last.text += text;
    else current.push({ text, style });
    used += width(text);
  };
  const breakRow = (): void => {
    rows.push(current);
    current = [];
    used = 0;
    pending = '';
    if (indent !== '' && width(indent) < room) put(indent, 'plain');
  };

  for (const { text, style } of spans) {
    for (const token of text.split(/(\n|[ \t]+)/)) {
      if (token === '') continue;
      if (token === '\n') {
        breakRow();
        continue;
      }
      if (/^[ \t]+$/.test(token)) {
        pending += token.replace(/\t/g, '    ');
        pendingStyle = style;
        continue;
      }
      const blank = current.length === 0 || (used === width(indent) && rows.length > 0);
      if (!blank && used + width(pending) + width(token) > room) breakRow();
      else if (pending !== '' && (!blank || rows.length === 0)) put(pending, pendingStyle);
      pending = '';
      const fits = used + width(token) <= room;
      const parts = fits ? [token] : pieces(token, Math.max(1, room - width(indent)));
      for (const [index, part] of parts.entries()) {
        if (index > 0) breakRow();
        put(part, style);
      }
    }
  }
  rows.push(current);
  return rows;
}

/** Plain text broken at spaces; see `wrapSpans`. */
export function wrap(text: string, limit: number, indent = ''): string[] {
  return wrapSpans([{ text, style: 'plain' }], limit, indent).map((spans) =>
    spans.map((span) => span.text).join(''),
  );
}

/** Cuts to `limit` columns; what is missing shows as `…`. */
export function truncate(text: string, limit: number): string {
  if (width(text) <= limit) return text;
  return `${pieces(text, Math.max(1, limit - 1))[0] ?? ''}…`;
}

/** Fills with spaces to `columns`; a longer text is left as it is. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}
