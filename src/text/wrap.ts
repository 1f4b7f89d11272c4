import stringWidth from 'fast-string-width';
import { walk } from './graphemes.ts';
import { type Row, type Span, row, span, textOf } from './rows.ts';

/** Columns of a text in a terminal. */
export function width(text: string): number {
  // The library's first call takes about 8 ms for Unicode tables that most texts do not need.
  return isPlain(text) ? text.length : stringWidth(text);
}

/** Columns of the widest text; 0 if there are none. However many there are: the arguments of a function have a limit. */
export function widest(texts: Iterable<string>): number {
  let most = 0;
  for (const text of texts) most = Math.max(most, width(text));
  return most;
}

/** Whether each code unit is one column. */
function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** A run of text that no row may break, a run of spaces, or a line end. Its style may change midway. */
interface Token {
  kind: 'word' | 'gap' | 'end';
  spans: Span[];
}

function tokens(spans: Row): Token[] {
  const result: Token[] = [];
  for (const { text, style } of spans) {
    for (const part of text.split(/(\n|[ \t]+)/)) {
      if (part === '') continue;
      const kind = part === '\n' ? 'end' : /^[ \t]/.test(part) ? 'gap' : 'word';
      const span = { text: part.replaceAll('\t', '    '), style };
      const last = result.at(-1);
      if (last?.kind === kind && kind !== 'end') last.spans.push(span);
      else result.push({ kind, spans: [span] });
    }
  }
  return result;
}

/** How text is wrapped. */
export interface Wrapping {
  /** What later rows start with; dropped if it would fill the row. */
  indent?: string;
  /** Words that stay whole even if wider than a row, such as addresses that must remain copyable. */
  whole?: (word: string) => boolean;
}

/** Rows being written; `put` appends to the last one. */
function rowWriter(room: number, indent: string) {
  const rows: Span[][] = [[]];
  let start = 0;
  let used = 0;
  return {
    rows,
    /** Whether the row has no text yet. */
    blank: () => used === start,
    fits: (columns: number) => used + columns <= room,
    breakRow: () => {
      rows.push([]);
      start = used = width(indent);
    },
    put: ({ text, style }: Span) => {
      const current = rows.at(-1) ?? [];
      if (current.length === 0 && start > 0) current.push({ text: indent, style: 'plain' });
      const last = current.at(-1);
      if (last?.style === style) last.text += text;
      else current.push({ text, style });
      used += width(text);
    },
  };
}

function cutInto(writer: ReturnType<typeof rowWriter>, word: Row): void {
  for (const { text, style } of word) {
    walk(text, 0, text.length, (start, end) => {
      const grapheme = text.slice(start, end);
      if (!writer.blank() && !writer.fits(width(grapheme))) writer.breakRow();
      writer.put({ text: grapheme, style });
      return true;
    });
  }
}

/** Wraps styled text at spaces to `limit` columns; cuts a longer word. A `\n` ends the row; spaces at a break vanish. */
export function wrapSpans(spans: Row, limit: number, { indent = '', whole }: Wrapping = {}): Row[] {
  const room = Math.max(1, limit);
  const writer = rowWriter(room, width(indent) < room ? indent : '');
  let gap: Row = [];
  for (const { kind, spans: pieces } of tokens(spans)) {
    if (kind === 'gap') {
      gap = pieces;
      continue;
    }
    if (kind === 'end') writer.breakRow();
    else {
      const continues = !writer.blank() || writer.rows.length === 1;
      if (continues && writer.fits(widthOf(gap) + widthOf(pieces))) gap.forEach(writer.put);
      else if (!writer.blank()) writer.breakRow();
      if (writer.fits(widthOf(pieces)) || whole?.(textOf(pieces))) pieces.forEach(writer.put);
      else cutInto(writer, pieces);
    }
    gap = [];
  }
  return writer.rows;
}

/** Cuts a row at `limit` columns, wherever that is, as a terminal does. */
export function foldRow(spans: Row, limit: number): Row[] {
  if (widthOf(spans) <= limit) return [spans];
  const writer = rowWriter(Math.max(1, limit), '');
  cutInto(writer, spans);
  return writer.rows;
}

/** Wraps plain text; see `wrapSpans`. */
export function wrap(text: string, limit: number, indent = ''): string[] {
  return wrapSpans([{ text, style: 'plain' }], limit, { indent }).map(textOf);
}

/** Wraps a sentence between words only, so that a path in it can be copied. */
export function sentenceRows(text: string, limit: number, indent = '  '): string[] {
  return wrapSpans([{ text, style: 'plain' }], limit, { indent, whole: () => true }).map(textOf);
}

/** Prefixes the first row with `first` and the others with `rest`, plain if a text. Empty rows get no trailing spaces. */
export function hang(rows: readonly Row[], first: Span | string, rest = first): Row[] {
  return rows.map((spans, index) => {
    const lead = index === 0 ? first : rest;
    const { text, style } = typeof lead === 'string' ? span(lead) : lead;
    return [...row(spans.length > 0 ? text : text.trimEnd(), style), ...spans];
  });
}

/** Cuts to `limit` columns, ending with `…` if anything is missing. */
export function truncate(text: string, limit: number): string {
  if (width(text) <= limit) return text;
  if (limit < 1) return '';
  let kept = 0;
  let used = 0;
  walk(text, 0, text.length, (start, end) => {
    used += width(text.slice(start, end));
    if (used < limit) kept = end;
    return used < limit;
  });
  return `${text.slice(0, kept)}…`;
}

/** Pads with spaces to `columns`; a longer text is unchanged. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

function widthOf(spans: Row): number {
  return width(textOf(spans));
}

/**
 * A message for an output: its lines, broken between words where that is a terminal. A command in it, written as
 * `hotseat list` in backticks, gets the name that started the program.
 */
export function message(
  text: string,
  { isTTY, columns }: { isTTY: boolean; columns: number },
  startedAs: string,
): string {
  const lines = text.replaceAll('`hotseat ', `\`${startedAs} `).split('\n');
  // A word in the last column would move the cursor to the next row on some terminals.
  const rows = isTTY ? lines.flatMap((line) => sentenceRows(line, (columns || 80) - 1)) : lines;
  return rows.map((row) => `${row}\n`).join('');
}
