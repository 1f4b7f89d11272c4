import { type Row, row, span, textOf } from '../../text/rows.ts';
import { foldRow, hang, truncate, width, wrapSpans } from '../../text/wrap.ts';
import { type Answer } from './answer.ts';
import { type Buffer } from './buffer.ts';
import { type Room } from './edit.ts';
import { helpRows } from './help.ts';
import { type Line, rowAt, rowStarts } from './layout.ts';
import {
  ASK_HINTS,
  bigClock,
  type Times,
  clockRow,
  closingLine,
  fitting,
  hintsOf,
  statusRows,
} from './status.ts';
import { type Frame } from './painter.ts';
import { TAB_WIDTH, columnsOf } from '../../text/graphemes.ts';

/** The size of a terminal. */
export interface Size {
  columns: number;
  rows: number;
}

/** What is shown around the answer. */
export interface Scene {
  header: Row;
  /** The question, wrapped to a number of columns. */
  prompt: (columns: number) => readonly Row[];
  /** What its page shows. */
  whole?: (columns: number) => readonly Row[];
  /** What was asked and told; null: nothing can be asked. */
  exchange?: Exchange | null;
  times: Times;
  size: Size;
  /** Why the answer is not on disk, in words; null while it is. */
  unsaved: string | null;
  /** How a spoken answer is recorded; null: it is not. */
  recording?: ((columns: number) => Row[]) | null;
}

/** The candidate's questions in this turn, and the replies. */
export interface Exchange {
  /** The newest, for the rows between the question and the box. */
  newest: (columns: number) => readonly Row[];
  /** All, for the scrollback. */
  told: (columns: number) => readonly Row[];
  /** There is something to learn, so the status names the key. */
  isHinted: boolean;
}

/** What the screen shows. */
export interface View {
  readonly frame: Frame;
  /** The start of the question, for which the screen has no room. It is printed once, above the frame. */
  readonly gone: readonly Row[];
  /** The first row of the answer in view. */
  readonly top: number;
}

/** Renders a question once per width, not per key. */
export function onceForEachWidth(prompt: Scene['prompt']): Scene['prompt'] {
  const known = new Map<number, readonly Row[]>();
  return (columns) => {
    const rows = known.get(columns) ?? prompt(columns);
    known.set(columns, rows);
    return rows;
  };
}

const WIDEST = 78;
const MARGIN = '  ';
const BAR = '  │ ';
const ASK_LABEL = '  Ask';
/** In place of the bar where the answer continues out of view. */
const MORE_ABOVE = '  ↑ ';
const MORE_BELOW = '  ↓ ';
/** The rows of the answer that a question of any length leaves. The clock and the keys below are not counted. */
const LEAST_HEIGHT = 6;
/** In the first row, where the start of the question is out of view; the longest that fits. */
const STARTS_ABOVE = ['… the question starts above · Ctrl+G shows all of it', '… Ctrl+G whole question', '…'];
const LEAST_HINTED = 4;
/** With fewer rows there is no room for empty rows or a status line of two rows. */
const ROOMY = 14;

const SCROLL_HINT = '↑↓ scroll';
const BACK_HINT = 'esc goes back';
const TYPE_HINT = 'typing continues your answer';

const boxWidth = (size: Size): number => Math.min(WIDEST, size.columns - 1);
const textWidth = (size: Size): number => Math.max(8, boxWidth(size) - width(MARGIN));
const indented = (rows: readonly Row[]): Row[] => hang(rows, MARGIN);

/** The size of the box, at most; of a page while one is open. */
export function roomOf(answer: Answer, scene: Scene): Room {
  const columns = columnsIn(scene.size);
  if (answer.mode.kind === 'page') return { columns, rows: layPage(answer, answer.mode.page, scene).height };
  return { columns, rows: boxHeight(scene.size, asked(answer, scene).above.length, status(answer, scene)) };
}

const boxHeight = ({ rows }: Size, above: number, below: readonly Row[]): number =>
  Math.max(1, rows - above - below.length);

/** Columns of text in the box. */
function columnsIn(size: Size): number {
  // One extra column for the space or the cursor at the end of a row.
  return Math.max(8, boxWidth(size) - width(BAR) - 1);
}

/** Words of the full answer. */
function wordCount({ composer }: Answer): number {
  return composer.buffer.words;
}

/** The status line, which changes with the clock. Above it the Ask line, and any problem with saving. */
function status(answer: Answer, scene: Scene): Row[] {
  const { times, size, unsaved } = scene;
  const room = textWidth(size);
  const warned = (text: string): Row[] => wrapSpans(row(text, 'warn'), room);
  const ask = askLine(answer, size);
  if (answer.notice !== null) return [...(ask?.rows ?? []), ...indented(warned(answer.notice))];
  const words = answer.spoken ? null : wordCount(answer);
  const alert = unsaved === null ? [] : warned(`Not saved: ${unsaved}. Ctrl+S saves it elsewhere.`);
  const keys = { ...keysIn(answer, scene), ...(ask === null ? {} : { hints: ASK_HINTS }) };
  return [...(ask?.rows ?? []), ...indented([...alert, ...statusRows(times, words, room, keys)])];
}

function keysIn({ spoken }: Answer, { size, exchange }: Scene): Parameters<typeof statusRows>[3] {
  return { isStacked: size.rows >= ROOMY, hints: hintsOf(spoken, exchange?.isHinted === true) };
}

/** The row of the Ask line with the cursor, and where that is in it; null while it is closed. */
function askLine({ mode, asking }: Answer, size: Size): Pick<Frame, 'rows' | 'cursor'> | null {
  if (mode.kind !== 'ask' || asking === null) return null;
  const { rows, cursor } = boxRows(asking.buffer, Math.max(8, columnsIn(size) - width(ASK_LABEL)), 1, 0);
  const [[left = span(BAR), ...text] = []] = rows;
  const bar = span(left.text.slice(1), left.style);
  const column = width(ASK_LABEL + bar.text) + cursor.column;
  return { rows: [[span(ASK_LABEL, 'bold'), bar, ...text]], cursor: { row: 0, column } };
}

/**
 * The rows and columns that any round has for the end of a question above the smallest box. Clocks and keys may need two
 * rows, and one says that the question starts above.
 */
export function questionRoom(size: Size): Size {
  return { columns: textWidth(size), rows: size.rows - LEAST_HEIGHT - 3 };
}

/**
 * Header and question: the rows `above` the box, and before them those that have no room on the screen. They have the rows
 * that the smallest box and the highest status leave, so that no row moves while someone writes. What was told last is below
 * the question.
 */
function asked(answer: Answer, scene: Scene): { rows: Row[]; gone: Row[]; above: Row[] } {
  const { size } = scene;
  const gap: Row[] = size.rows >= ROOMY ? [[]] : [];
  const header = [...indented(head(scene)), ...gap];
  const question = [...header, ...indented(promptRows(scene))];
  const told = folded(scene.exchange?.newest(textWidth(size)) ?? [], size);
  const rows = told.length === 0 ? question : [...question, ...gap, ...indented(told)];
  const room = Math.max(1, size.rows - LEAST_HEIGHT - statusHeight(answer, scene));
  if (rows.length + gap.length <= room) return { rows: question, gone: [], above: [...rows, ...gap] };
  const over = Math.max(0, rows.length - room);
  // Without its header, a question is whole. The last rows of a tiny screen are for the ask.
  const isHinted = over > header.length && room >= LEAST_HINTED;
  const hint = isHinted ? [row(MARGIN + fitting(STARTS_ABOVE, textWidth(size)), 'dim')] : [];
  const start = over + hint.length;
  return { rows: question, gone: rows.slice(0, start), above: [...hint, ...rows.slice(start)] };
}

/** The rows of the status when it says most: in the last minute of a long answer. An alert takes its rows from the box. */
function statusHeight(answer: Answer, scene: Scene): number {
  const { times, size } = scene;
  const atLast = times.budget === null ? times : { ...times, used: times.budget * 0.9 };
  return statusRows(atLast, answer.spoken ? null : 999, textWidth(size), keysIn(answer, scene)).length;
}

/** What the screen shows; `top` is the first row of the answer that it showed before. */
export function view(answer: Answer, scene: Scene, top: number): View {
  const { size } = scene;
  const { gone, above } = asked(answer, scene);
  if (answer.mode.kind === 'page') return { frame: page(answer, answer.mode, scene), gone, top };
  const below = status(answer, scene).slice(0, Math.max(1, size.rows - above.length - 1));
  const most = boxHeight(size, above.length, below);
  const ask = askLine(answer, size)?.cursor ?? null;
  const askCursor = (row: number): Frame['cursor'] => ask && { ...ask, row };
  if (answer.spoken) {
    const gap: Row[] = size.rows >= ROOMY ? [[]] : [];
    const meter = scene.recording == null ? [] : [...indented(scene.recording(textWidth(size))), ...gap];
    const room = most - gap.length - meter.length;
    const clock = [...indented(bigClock(scene.times, textWidth(size), room)), ...gap, ...meter].slice(-most);
    // Under a question that was cut, the picture fills the screen, or its start would still be in view.
    const fill = Array.from({ length: gone.length === 0 ? 0 : most - clock.length }, (): Row => []);
    const rows = [...above, ...fill, ...clock, ...below];
    return { frame: { rows, cursor: askCursor(rows.length - below.length) }, gone, top };
  }
  const box = boxRows(answer.composer.buffer, columnsIn(size), most, top);
  const frame = {
    rows: [...above, ...box.rows, ...below],
    cursor: askCursor(above.length + box.rows.length) ?? {
      row: above.length + box.cursor.row,
      column: width(BAR) + box.cursor.column,
    },
  };
  return { frame, gone, top: box.top };
}

/** The header; on one row if the screen has few. */
function head({ header, size }: Scene): Row[] {
  const room = textWidth(size);
  if (size.rows >= ROOMY || width(textOf(header)) <= room) return wrapSpans(header, room);
  return [row(truncate(textOf(header), room), header[0]?.style ?? 'plain')];
}

function boxRows(
  { lines, cursor }: Buffer,
  columns: number,
  most: number,
  before: number,
): { rows: Row[]; cursor: { row: number; column: number }; top: number } {
  const counts = lines.map((line) => rowStarts(line, columns).length);
  const total = counts.reduce((sum, n) => sum + n, 0);
  const here = lines[cursor.line] ?? { text: '' };
  const starts = rowStarts(here, columns);
  const within = rowAt(starts, cursor.at);
  const cursorRow = counts.slice(0, cursor.line).reduce((sum, n) => sum + n, 0) + within;

  const height = Math.min(most, Math.max(total, LEAST_HEIGHT));
  const lowest = Math.min(before, Math.max(0, total - height), cursorRow);
  const top = Math.max(lowest, cursorRow - height + 1);
  const texts = visualRows(lines, columns, top, height);
  const rows = Array.from({ length: height }, (_, index) => {
    const isMoreAbove = index === 0 && top > 0;
    const isMoreBelow = index === height - 1 && top + height < total;
    return bar(texts[index] ?? '', isMoreAbove ? MORE_ABOVE : isMoreBelow ? MORE_BELOW : BAR);
  });
  return {
    rows,
    cursor: { row: cursorRow - top, column: columnsOf(here.text, starts[within] ?? 0, cursor.at) },
    top,
  };
}

const bar = (text: string, left = BAR): Row => [span(left, 'dim'), ...row(text)];

/** The text of up to `height` rows from row `top`, tabs as spaces. */
function visualRows(lines: readonly Line[], columns: number, top: number, height: number): string[] {
  const texts: string[] = [];
  let skip = top;
  for (const line of lines) {
    if (texts.length === height) break;
    const starts = rowStarts(line, columns);
    for (let index = skip; index < starts.length && texts.length < height; index++) {
      const text = line.text.slice(starts[index], starts[index + 1]);
      // A tab at the end of a row may reach past the edge, so it shows as one space.
      texts.push(text.replace(/\t$/, ' ').replaceAll('\t', ' '.repeat(TAB_WIDTH)));
    }
    skip = Math.max(0, skip - starts.length);
  }
  return texts;
}

interface Page {
  content: Row[];
  foot: Row[];
  /** Rows of the content in view. */
  height: number;
}

/** The question for a live picture, where a long row of code must not run over the edge. */
function promptRows({ prompt, size }: Pick<Scene, 'prompt' | 'size'>): Row[] {
  return folded(prompt(textWidth(size)), size);
}

function folded(rows: readonly Row[], size: Size): Row[] {
  return rows.flatMap((line) => foldRow(line, textWidth(size)));
}

function layPage(answer: Answer, which: 'question' | 'help', scene: Scene): Page {
  const { size } = scene;
  const columns = textWidth(size);
  const gap: Row[] = size.rows >= ROOMY ? [[]] : [];
  const header = which === 'help' ? [row('Keys', 'bold')] : wrapSpans(scene.header, columns);
  const content = [
    ...header,
    ...gap,
    ...(which === 'help'
      ? helpRows(columns, {
          spoken: answer.spoken,
          recorded: scene.recording != null,
          canAsk: answer.asking !== null,
        })
      : promptRows({ prompt: scene.whole ?? scene.prompt, size })),
  ];
  const clock = clockRow(scene.times, answer.spoken ? null : wordCount(answer), columns);
  const height = Math.max(1, size.rows - 1 - gap.length - 1);
  const hints = pageHints(content.length > height, answer.spoken);
  return { content, foot: [...gap, row(fitting(hints, columns), 'dim'), clock], height };
}

/** The keys of a page, from all to the most important one. */
function pageHints(isLong: boolean, isSpoken: boolean): string[] {
  const all = [...(isLong ? [SCROLL_HINT] : []), BACK_HINT, ...(isSpoken ? [] : [TYPE_HINT])];
  return all.map((_, left) => all.slice(0, all.length - left).join(' · '));
}

function page(answer: Answer, mode: Answer['mode'] & { kind: 'page' }, scene: Scene): Frame {
  const { content, foot, height } = layPage(answer, mode.page, scene);
  return { rows: indented([...content.slice(mode.top, mode.top + height), ...foot]), cursor: null };
}

/** Limits a page's scrolling to its last row. */
export function withinPage(answer: Answer, scene: Scene): Answer {
  const { mode } = answer;
  if (mode.kind !== 'page') return answer;
  const { content, height } = layPage(answer, mode.page, scene);
  const top = Math.min(mode.top, Math.max(0, content.length - height));
  return { ...answer, mode: { ...mode, top } };
}

/**
 * What stays in the scrollback when the box closes: header, question and full answer, without the rows of the question
 * that are there already.
 */
export function flow(answer: Answer, scene: Scene, gone = 0): Row[] {
  const columns = columnsIn(scene.size);
  const { lines } = answer.composer.buffer;
  const texts = visualRows(lines, columns, 0, Infinity);
  const text = answer.composer.buffer.length === 0 ? [] : [...texts.map((line) => bar(line.trimEnd())), []];
  const question = [
    ...indented(wrapSpans(scene.header, textWidth(scene.size))),
    [],
    ...indented(scene.prompt(textWidth(scene.size))),
  ];
  const told = indented(scene.exchange?.told(textWidth(scene.size)) ?? []);
  return [...(gone === 0 ? question : asked(answer, scene).rows.slice(gone)), ...told, [], ...text];
}

/** How the answer ended, below it; empty if the answer does not stay on the screen. */
export function closingRows(answer: Answer, { size }: Scene, end: string, used: number): Row[] {
  const closing = closingLine(end, used, wordCount(answer));
  return closing === null ? [] : indented(wrapSpans(row(closing, 'dim'), textWidth(size)));
}
