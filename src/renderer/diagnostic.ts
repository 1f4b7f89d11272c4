import { clean, cleanLine } from '../text/clean.ts';
import { grouped } from '../text/data.ts';
import { type Row, type Style, row, span } from '../text/rows.ts';
import { hang, truncate, width, wrapSpans } from '../text/wrap.ts';
import type { Severity } from '../bank/codes.ts';
import type { Diagnostic } from '../bank/diagnostic.ts';

const STYLES: Readonly<Record<Severity, Style>> = { error: 'over', warning: 'warn', info: 'accent' };

/**
 * Findings as blocks of rows. What a file repeats, with the same to say of each place, is one block with its places: a
 * draft has the same finding for every empty section.
 */
export function lintBlocks(findings: readonly Diagnostic[], columns: number, startedAs: string): Row[][] {
  const kinds = grouped(findings, ({ severity, code, file, label }) =>
    JSON.stringify([severity, code, file, label]),
  );
  return [...kinds.values()].map((kind) => {
    const [first, second] = kind;
    if (first === undefined) return [];
    return second === undefined ? findingRows(first, columns) : repeatedRows(kind, first, columns, startedAs);
  });
}

function repeatedRows(
  findings: readonly Diagnostic[],
  { severity, code, file, label, help }: Diagnostic,
  columns: number,
  startedAs: string,
): Row[] {
  const places = findings.map(({ place: { line, column } }) => `${line}:${column}`);
  const indent = places.reduce((most, place) => Math.max(most, place.length), 0) + 4;
  const isOneHelp = findings.every((finding) => finding.help === help);
  const advice = isOneHelp
    ? cleanLine(help)
    : `\`${startedAs} bank explain ${code}\` shows how to write each`;
  return [
    [
      span(`${severity}[${code}]`, STYLES[severity]),
      span(`: ${findings.length} findings of one kind`, 'bold'),
    ],
    row(`  --> ${cleanLine(file)}`, 'dim'),
    ...findings.flatMap(({ message }, at) =>
      hang(
        wrapSpans(row(cleanLine(message)), columns - indent),
        span(`  ${places[at] ?? ''}`.padEnd(indent), 'dim'),
        ' '.repeat(indent),
      ),
    ),
    ...wrapSpans(row(`  = ${cleanLine(label)}`), columns, { indent: '    ' }),
    ...wrapSpans(row(`help: ${advice}`), columns, { indent: '      ' }),
  ];
}

/** A finding in the style of a compiler. A source line wider than `columns` is cut around the caret. */
export function findingRows(diagnostic: Diagnostic, columns: number): Row[] {
  const { code, severity, file, place, message, help, source } = diagnostic;
  const label = cleanLine(diagnostic.label);
  const gutter = ' '.repeat(String(place.line).length + 2);
  const isWhole = source === '' && place.line === 1;
  const at = cleanLine(file) + (isWhole ? '' : `:${place.line}:${place.column}`);
  const head: Row[] = [
    [span(`${severity}[${code}]`, STYLES[severity]), span(`: ${cleanLine(message)}`, 'bold')],
    row(`${gutter.slice(1)}--> ${at}`, 'dim'),
  ];
  const foot = wrapSpans(row(`help: ${cleanLine(help)}`), columns, { indent: '      ' });
  if (source === '') return [...head, row(`${gutter}= ${label}`), ...foot];
  const room = columns - gutter.length - 2;
  const { text, before, length } = cut(diagnostic, Math.max(16, room));
  const caret = span(' '.repeat(before) + '^'.repeat(length), STYLES[severity]);
  const isBeside = before + length + 1 + width(label) <= room;
  const marked = isBeside ? [[caret, span(` ${label}`)]] : [[caret], ...wrapSpans(row(label), room)];
  const bar = row(`${gutter}|`, 'dim');
  return [
    ...head,
    bar,
    [span(` ${place.line} | `, 'dim'), ...row(text)],
    ...hang(marked, span(`${gutter}| `, 'dim')),
    bar,
    ...foot,
  ];
}

interface Excerpt {
  text: string;
  /** Columns before the caret. */
  before: number;
  /** Columns that it underlines. */
  length: number;
}

/** A line may be a mebibyte with a finding in every word, so only this many characters a column are looked at. */
const CHARACTERS_A_COLUMN = 8;

/** The part of the source line to show, and where the caret goes. */
function cut({ source, place }: Diagnostic, room: number): Excerpt {
  const flat = (text: string): string => clean(text).replace(/[\n\t]/g, ' ');
  const reach = CHARACTERS_A_COLUMN * room;
  const start = place.column - 1;
  const end = start + Math.min(place.length, reach);
  const from = Math.max(0, start - reach);
  const before = flat(source.slice(from, start));
  const marked = flat(source.slice(start, end));
  const after = flat(source.slice(end, end + reach));
  const isWhole = from === 0 && end + reach >= source.length;
  if (isWhole && width(before + marked + after) <= room) {
    return { text: before + marked + after, before: width(before), length: Math.max(1, width(marked)) };
  }
  const isNear = from === 0 && width(before) <= room / 3;
  const lead = isNear ? before : `…${lastColumns(before, Math.floor(room / 3) - 1)}`;
  const rest = truncate(marked + after, room - width(lead));
  const length = Math.max(1, Math.min(width(marked), width(rest) - (rest.endsWith('…') ? 1 : 0)));
  return { text: lead + rest, before: width(lead), length };
}

function lastColumns(text: string, columns: number): string {
  let result = '';
  for (const character of Array.from(text.slice(-2 * columns)).reverse()) {
    if (width(character + result) > columns) break;
    result = character + result;
  }
  return result;
}
