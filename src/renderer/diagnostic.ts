import { clean, cleanLine } from '../text/clean.ts';
import { type Row, row, type Style } from '../text/rows.ts';
import { pad, width, wrap } from '../text/wrap.ts';
import type { Diagnostic, Severity } from '../bank/diagnostic.ts';

const STYLES: Readonly<Record<Severity, Style>> = { error: 'over', warning: 'warn', info: 'accent' };

/**
 * A finding in the style of a compiler: message, place, source line with a caret, and help.
 * A source line wider than `columns` is cut around the caret.
 */
export function findingRows(diagnostic: Diagnostic, columns: number): Row[] {
  const { code, severity, file, place, message, label, help, source } = diagnostic;
  const number = String(place.line);
  const gutter = ' '.repeat(number.length + 2);
  const head: Row = [
    { text: `${severity}[${code}]`, style: STYLES[severity] },
    { text: `: ${cleanLine(message)}`, style: 'bold' },
  ];
  const isWhole = source === '' && place.line === 1;
  const at = isWhole ? cleanLine(file) : `${cleanLine(file)}:${number}:${place.column}`;
  const pointer = row(`${gutter.slice(1)}--> ${at}`, 'dim');
  const helpRows = wrap(`help: ${cleanLine(help)}`, columns, '      ').map((text) => row(text));
  if (source === '') {
    return [head, pointer, row(`${gutter}= ${cleanLine(label)}`), ...helpRows];
  }
  const bar = row(`${gutter}|`, 'dim');
  const excerpt = cut(diagnostic, Math.max(16, columns - gutter.length - 2));
  return [
    head,
    pointer,
    bar,
    [{ text: ` ${number} | `, style: 'dim' }, ...row(excerpt.text)],
    ...caretRows(excerpt, cleanLine(label), gutter, columns, STYLES[severity]),
    bar,
    ...helpRows,
  ];
}

interface Excerpt {
  text: string;
  /** Columns before the caret. */
  before: number;
  /** Columns that it underlines. */
  length: number;
}

/** The part of the source line to show, and where the caret goes. */
function cut({ source, place }: Diagnostic, room: number): Excerpt {
  const flat = (text: string): string => clean(text).replace(/[\n\t]/g, ' ');
  const before = flat(source.slice(0, place.column - 1));
  const marked = flat(source.slice(place.column - 1, place.column - 1 + place.length));
  const after = flat(source.slice(place.column - 1 + place.length));
  if (width(before + marked + after) <= room) {
    return { text: before + marked + after, before: width(before), length: Math.max(1, width(marked)) };
  }
  const lead = width(before) <= room / 3 ? before : `…${lastColumns(before, Math.floor(room / 3) - 1)}`;
  const rest = firstColumns(marked + after, room - width(lead) - 1);
  const cutOff = rest.length < marked.length + after.length;
  const length = Math.min(width(marked), width(rest));
  return { text: `${lead}${rest}${cutOff ? '…' : ''}`, before: width(lead), length: Math.max(1, length) };
}

function firstColumns(text: string, columns: number): string {
  let result = '';
  for (const character of text) {
    if (width(result + character) > columns) break;
    result += character;
  }
  return result;
}

function lastColumns(text: string, columns: number): string {
  let result = '';
  for (const character of Array.from(text.slice(-2 * columns)).reverse()) {
    if (width(character + result) > columns) break;
    result = character + result;
  }
  return result;
}

/** The caret, with its label beside it, or below if it does not fit. */
function caretRows(
  { before, length }: Excerpt,
  label: string,
  gutter: string,
  columns: number,
  style: Style,
): Row[] {
  const bar = { text: `${gutter}| `, style: 'dim' } as const;
  const caret = { text: pad('', before) + '^'.repeat(length), style };
  if (gutter.length + 2 + before + length + 1 + width(label) <= columns) {
    return [[bar, caret, ...row(` ${label}`)]];
  }
  const below = wrap(label, columns - gutter.length - 2).map((text): Row => [bar, ...row(text)]);
  return [[bar, caret], ...below];
}
