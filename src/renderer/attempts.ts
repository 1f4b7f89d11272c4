import type { Attempt } from '../progress/attempts.ts';
import { CERTAINTIES } from '../engine/labels.ts';
import { cleanLine } from '../text/clean.ts';
import { longDay } from '../text/day.ts';
import { clock, count } from '../text/format.ts';
import { type Row, row } from '../text/rows.ts';
import { hang, pad, sentenceRows, width, wrap } from '../text/wrap.ts';
import { factRows, heading, paragraph, roomIn, screenOf } from './blocks.ts';

const MARGIN = '  ';
const GAP = '  ';
/** With less room, a key point's name is above its signs instead of beside them. */
const NARROWEST_NAME = 28;

/** A question whose attempts are shown. */
export interface AttemptedQuestion {
  bank: string;
  number: number;
  id: string;
  title: string;
  topic: string;
  /** No longer in any bank. */
  isGone: boolean;
}

/** The question's title and a line of facts about it. */
export function questionRows(question: AttemptedQuestion, facts: readonly string[], room: number): Row[] {
  const { number, title, topic, isGone } = question;
  const all = [topic, ...facts, ...(isGone ? ['no longer in the bank'] : [])];
  return [...paragraph(`#${number} · ${title}`, room, 'bold'), ...factRows(all, room, 'dim')];
}

/** The attempts at one question: a row each, then each key point from attempt to attempt. `hints` say what to do next. */
export function attemptsRows(
  question: AttemptedQuestion,
  attempts: readonly Attempt[],
  hints: readonly string[],
  columns: number,
): Row[] {
  const room = roomIn(columns);
  return screenOf([
    questionRows(question, [count(attempts.length, 'attempt')], room),
    tableRows(attempts, room),
    pointRows(attempts, room),
    hints.flatMap((hint) => sentenceRows(hint, room).map((line) => row(line, 'dim'))),
  ]);
}

/** `3:58 of 5:00`, `5:00 time up`, `skipped`. */
function timeOf({ state, usedMs, budgetMs }: Attempt): string {
  const used = clock(usedMs);
  if (state === 'timed-out') return `${used} time up`;
  if (state === 'skipped') return 'skipped';
  if (state === 'unanswered') return 'not answered';
  if (state === 'unknown') return 'unknown';
  return budgetMs === null ? used : `${used} of ${clock(budgetMs)}`;
}

/** `+2 −1` for points newly covered and lost, `=` for no change; empty without an attempt to compare with. */
function changeOf({ changes }: Attempt): string {
  if (changes === null) return '';
  const { newlyMade, lost } = changes;
  const parts = [
    ...(newlyMade.length === 0 ? [] : [`+${newlyMade.length}`]),
    ...(lost.length === 0 ? [] : [`−${lost.length}`]),
  ];
  return parts.length === 0 ? '=' : parts.join(' ');
}

const pointsIn = ({ points }: Attempt): string =>
  points === null ? '' : `${points.filter(({ ticked }) => ticked).length} of ${points.length}`;

const HEADER = ['', 'day', 'time', 'words', 'points', '', 'expected', 'rated'];
/** Columns of numbers. */
const TO_THE_RIGHT = [0, 3];

function cellsOf(attempt: Attempt): string[] {
  const { spoken, words, certainty, rating } = attempt;
  return [
    String(attempt.attempt),
    longDay(attempt.day),
    timeOf(attempt),
    spoken ? 'aloud' : words === null ? '' : String(words),
    pointsIn(attempt),
    changeOf(attempt),
    certainty === null ? '' : CERTAINTIES[certainty],
    rating ?? '',
  ];
}

/** A row for each attempt; stacked if that is too wide. */
export function tableRows(attempts: readonly Attempt[], room: number): Row[] {
  const table = [HEADER, ...attempts.map(cellsOf)];
  const widths = HEADER.map((_, column) => Math.max(...table.map((cells) => width(cells[column] ?? ''))));
  const isWide = widths.reduce((sum, columns) => sum + columns + GAP.length, -GAP.length) <= room;
  if (!isWide) return attempts.flatMap((attempt) => stacked(attempt, room));
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const columns = widths[column] ?? 0;
        return TO_THE_RIGHT.includes(column) ? cell.padStart(columns) : pad(cell, columns);
      })
      .join(GAP)
      .trimEnd();
  return table.map((cells, place) => row(lineOf(cells), place === 0 ? 'dim' : 'plain'));
}

function stacked(attempt: Attempt, room: number): Row[] {
  const { spoken, words, certainty, rating } = attempt;
  const change = changeOf(attempt);
  const made = pointsIn(attempt);
  const facts = [
    timeOf(attempt),
    ...(spoken ? ['aloud'] : words === null ? [] : [count(words, 'word')]),
    ...(made === '' ? [] : [`${made} points${change === '' ? '' : `, ${change}`}`]),
    ...(certainty === null ? [] : [`expected ${CERTAINTIES[certainty]}`]),
    ...(rating === null ? [] : [`rated ${rating}`]),
  ];
  return [
    row(`${String(attempt.attempt).padStart(2)}  ${longDay(attempt.day)}`, 'bold'),
    ...hang(factRows(facts, room - 4), { text: '    ', style: 'plain' }),
  ];
}

const SIGN_STYLES = { '●': 'plain', '○': 'dim', '+': 'new', '−': 'gone', ' ': 'plain' } as const;

/** A point in one attempt. `+` and `−` mark a change from the attempt before it. */
function signOf({ points, changes }: Attempt, name: string): keyof typeof SIGN_STYLES {
  const point = points?.find((one) => one.name === name);
  if (point === undefined) return ' ';
  if (point.ticked) return changes?.newlyMade.includes(name) === true ? '+' : '●';
  return changes?.lost.includes(name) === true ? '−' : '○';
}

/** Each key point from attempt to attempt: the last attempts that fit. */
function pointRows(attempts: readonly Attempt[], room: number): Row[] {
  const judged = attempts.filter(({ points }) => points !== null);
  const names = namesIn(judged);
  if (names.length === 0) return [];
  const cell = String(attempts.length).length + 1;
  const longest = Math.max(...names.map((name) => width(cleanLine(name))));
  const beside = Math.min(longest, Math.max(NARROWEST_NAME, room - GAP.length - judged.length * cell));
  const isBeside = room - beside - GAP.length >= Math.min(judged.length, 6) * cell;
  const indent = isBeside ? beside + GAP.length : MARGIN.length;
  const shown = judged.slice(-Math.max(1, Math.floor((room - indent) / cell)));
  const head = shown.map(({ attempt }) => String(attempt).padStart(cell)).join('');
  const rows = names.flatMap((name) => {
    const signs = shown.map((attempt) => signOf(attempt, name));
    const strip = signs
      .slice(0, signs.findLastIndex((sign) => sign !== ' ') + 1)
      .flatMap((sign): Row => [...row(' '.repeat(cell - 1)), ...row(sign, SIGN_STYLES[sign])]);
    const lines = wrap(cleanLine(name), isBeside ? beside : room, isBeside ? MARGIN : '');
    if (!isBeside) return [...lines.map((line) => row(line)), [...row(MARGIN), ...strip]];
    return lines.map((line, place) =>
      place === 0 ? [...row(`${pad(line, beside)}${GAP}`), ...strip] : row(line),
    );
  });
  const isCompared = shown.some(({ changes }) => changes !== null);
  const legend = [
    '● covered',
    '○ missed',
    ...(isCompared ? ['+ newly covered', '− lost'] : []),
    ...(shown.length < judged.length ? [`last ${shown.length} of ${judged.length}`] : []),
  ];
  return [
    ...heading('Key points, as you ticked them', '', room),
    ...factRows(legend, room, 'dim'),
    [],
    row(' '.repeat(indent) + head, 'dim'),
    ...rows,
  ];
}

/** The points of the last attempt in the bank's order, then those the question no longer has. */
function namesIn(judged: readonly Attempt[]): string[] {
  const names = judged.toReversed().flatMap(({ points }) => points?.map(({ name }) => name) ?? []);
  return [...new Set(names)];
}
