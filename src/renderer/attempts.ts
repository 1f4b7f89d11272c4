import type { Attempt } from '../progress/attempts.ts';
import { CERTAINTIES } from '../engine/labels.ts';
import { tallyOf } from '../engine/tally.ts';
import { cleanLine } from '../text/clean.ts';
import { longDay } from '../text/day.ts';
import { clock, clockOf, count } from '../text/format.ts';
import { type Row, row } from '../text/rows.ts';
import { pad, widest, wrap } from '../text/wrap.ts';
import { MARGIN, factRows, heading, hintRows, paragraph, roomIn, screenOf } from './blocks.ts';
import { tableRows } from './markdown-table.ts';

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
}

/** The attempts at one question: a row each, then each key point from attempt to attempt. `hints` say what to do next. */
export function attemptsRows(
  question: AttemptedQuestion,
  attempts: readonly Attempt[],
  hints: readonly string[],
  columns: number,
): Row[] {
  const room = roomIn(columns);
  const { number, title, topic } = question;
  const facts = [topic, count(attempts.length, 'attempt')];
  return screenOf(
    [...paragraph(`#${number} · ${title}`, room, 'bold'), ...factRows(facts, room, 'dim')],
    attemptRows(attempts, room),
    pointRows(attempts, room),
    hints.flatMap((hint) => hintRows(hint, room)),
  );
}

/** `3:58 of 5:00`, `5:00 time up`, `skipped`, `3:58 by assistant`. */
function timeOf({ state, usedMs, budgetMs, relayed }: Attempt): string {
  if (state === 'timed-out') return `${clock(usedMs)} time up`;
  if (state === 'skipped') return relayed ? 'skipped by assistant' : 'skipped';
  if (state === 'unanswered') return 'not answered';
  if (state === 'unknown') return 'unknown';
  return relayed ? `${clock(usedMs)} by assistant` : clockOf(usedMs, budgetMs);
}

/** `3 of 8, 1 ◉, 2 ?`: the points covered, then those with another sign that need a word. */
function pointsIn({ points }: Attempt): string {
  if (points === null) return '';
  const { covered, whenPressed, partly, toDecide } = tallyOf(points);
  const others = { '◉': whenPressed, '◐': partly, '?': toDecide };
  const signs = Object.entries(others).flatMap(([sign, many]) => (many === 0 ? [] : [`, ${many} ${sign}`]));
  return `${covered} of ${points.length}${signs.join('')}`;
}

const HEADER = ['#', 'day', 'time', 'words', 'points', 'expected', 'rated'];
const ALIGN = ['right', 'left', 'left', 'right'] as const;

function cellsOf(attempt: Attempt): string[] {
  const { spoken, words, certainty, rating } = attempt;
  return [
    String(attempt.attempt),
    longDay(attempt.day),
    timeOf(attempt),
    words !== null ? String(words) : spoken ? 'aloud' : '',
    pointsIn(attempt),
    certainty === null ? '' : CERTAINTIES[certainty],
    rating ?? '',
  ];
}

/** A row for each attempt. */
function attemptRows(attempts: readonly Attempt[], room: number): Row[] {
  const header = HEADER.map((name) => row(name));
  const lines = attempts.map((attempt) => cellsOf(attempt).map((cell) => row(cell)));
  return tableRows([header, ...lines], ALIGN, { columns: room, prose: room });
}

const SIGNS = { covered: '●', partly: '◐', 'not covered': '○', 'to decide': '?' } as const;
/** Covered when pressed. */
const PRESSED = '◉';

function signOf({ points }: Attempt, name: string): string {
  const point = points?.find((one) => one.name === name);
  if (point === undefined) return ' ';
  return point.whenPressed ? PRESSED : SIGNS[point.state];
}

/** Each key point from attempt to attempt: the last attempts that fit. */
function pointRows(attempts: readonly Attempt[], room: number): Row[] {
  const judged = attempts.filter(({ points }) => points !== null);
  // The points of the last attempt in the bank's order, then those the question no longer has.
  const all = judged.toReversed().flatMap(({ points }) => points?.map(({ name }) => name) ?? []);
  const names = [...new Set(all)];
  if (names.length === 0) return [];
  const cell = String(attempts.length).length + 1;
  const longest = widest(names.map(cleanLine));
  const beside = Math.min(longest, Math.max(NARROWEST_NAME, room - GAP.length - judged.length * cell));
  const isBeside = room - beside - GAP.length >= Math.min(judged.length, 6) * cell;
  const indent = isBeside ? beside + GAP.length : MARGIN.length;
  const shown = judged.slice(-Math.max(1, Math.floor((room - indent) / cell)));
  const head = shown.map(({ attempt }) => String(attempt).padStart(cell)).join('');
  const rows = names.flatMap((name) => {
    const strip = shown
      .map((attempt) => signOf(attempt, name).padStart(cell))
      .join('')
      .trimEnd();
    const lines = wrap(cleanLine(name), isBeside ? beside : room, isBeside ? MARGIN : '');
    if (!isBeside) return [...lines, MARGIN + strip].map((line) => row(line));
    return lines.map((line, place) => row(place === 0 ? `${pad(line, beside)}${GAP}${strip}` : line));
  });
  const { whenPressed, partly, toDecide } = tallyOf(shown.flatMap(({ points }) => points ?? []));
  const legend = [
    '● covered',
    ...(whenPressed === 0 ? [] : [`${PRESSED} covered when pressed`]),
    ...(partly === 0 ? [] : ['◐ partly']),
    '○ not covered',
    ...(toDecide === 0 ? [] : ['? to decide']),
    ...(shown.length < judged.length ? [`last ${shown.length} of ${judged.length}`] : []),
  ];
  return [
    ...heading('Key points, as you decided', '', room),
    ...factRows(legend, room, 'dim'),
    [],
    row(' '.repeat(indent) + head, 'dim'),
    ...rows,
  ];
}
