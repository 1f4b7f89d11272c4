import { clock, clockLeft, count } from '../../text/format.ts';
import { type Row, type Span, type Style, row, span, textOf } from '../../text/rows.ts';
import { pad, width, wrapSpans } from '../../text/wrap.ts';

/** The clocks of an answer, in milliseconds. */
export interface Times {
  /** Used on this turn so far. */
  used: number;
  /** null without a timer. */
  budget: number | null;
  /** The answer closes when the time is up. */
  strict: boolean;
  round: { used: number; budget: number } | null;
}

/** The last share of the time that shows "nearly time". */
const NEARLY = 1 / 5;

/** The keys, in as many words as fit. */
const HINTS = [
  'Ctrl+D submit   Ctrl+C pause   F1 keys',
  'Ctrl+D submit  Ctrl+C pause  F1 keys',
  '^D submit  ^C pause  F1 keys',
  '^D submit  F1 keys',
  'F1 keys',
  'F1',
];

const WITH_ASK = [
  'Ctrl+D submit   Ctrl+O ask   Ctrl+C pause   F1 keys',
  '^D submit  ^O ask  ^C pause  F1 keys',
];

/** For a spoken answer, which has no word count. */
const SPOKEN_HINTS = [
  'Enter when done   Ctrl+C pause   F1 keys',
  'Enter when done  Ctrl+C pause',
  'Enter done  ^C pause',
  'Enter done',
  'Enter',
];

const SPOKEN_WITH_ASK = [
  'Enter when done   Ctrl+O ask   Ctrl+C pause   F1 keys',
  'Enter done  ^O ask  ^C pause',
];

/** For the Ask line. */
export const ASK_HINTS = ['Enter ask   Esc back to your answer', 'Enter ask   Esc back', 'Enter ask'];

/** The keys that a status names; with the one to ask, where there is something to learn. */
export function hintsOf(isSpoken: boolean, isAskHinted: boolean): readonly string[] {
  if (isSpoken) return isAskHinted ? [...SPOKEN_WITH_ASK, ...SPOKEN_HINTS] : SPOKEN_HINTS;
  return isAskHinted ? [...WITH_ASK, ...HINTS] : HINTS;
}

/** Whether a strict clock has run out, so that the answer must close. */
export function isTimeUp({ used, budget, strict, round }: Times): boolean {
  if (!strict) return false;
  return (budget !== null && used >= budget) || (round !== null && round.used >= round.budget);
}

/** Endings of answers that stay on the screen. A paused one is hidden, and after a hang-up no one reads it. */
const ENDINGS = new Map([
  ['submit', 'submitted'],
  ['spoken', 'spoken'],
  ['skip', 'skipped'],
  ['timeout', 'time is up'],
  ['eof', 'not submitted'],
  ['SIGTERM', 'not submitted'],
]);

/** The line under a closed answer: `submitted · 3:12 · 120 words`; null if the answer does not stay on the screen. */
export function closingLine(end: string, used: number, words: number): string | null {
  const ending = ENDINGS.get(end);
  if (ending === undefined) return null;
  return [ending, clock(used), ...(words > 0 ? [count(words, 'word')] : [])].join(' · ');
}

/** The time on a clock, in a style and in words: "nearly time" and "over" must show without color. */
function timeOn(used: number, budget: number): { text: string; style: Style } {
  const left = budget - used;
  // A second that has begun counts as left, so 0:00 is shown only at zero.
  if (left <= 0) return { text: `${clock(-left)} over`, style: 'over' };
  return { text: `${clockLeft(left)} left`, style: left <= budget * NEARLY ? 'warn' : 'plain' };
}

/** The clocks alone, on one row of at most `room` columns if possible. */
export function clockRow(times: Times, words: number | null, room: number): Row {
  const variants = [true, false].map((isLong) => sentence(times, words, isLong));
  const bare = sentence(times, null, false);
  const [own] = bare;
  const short = own ? [own, { ...own, text: own.text.replace('left, nearly', 'nearly') }] : [];
  const shown = [...variants, bare].map(joined).concat(short.map((part) => [part]));
  return shown.find((variant) => width(textOf(variant)) <= room) ?? shown.at(-1) ?? [];
}

/** The clocks and the word count in parts; `isLong` says that a strict clock closes the answer. */
function sentence({ used, budget, strict, round }: Times, words: number | null, isLong: boolean): Span[] {
  const parts: Span[] = [];
  if (budget !== null) {
    const { text, style } = timeOn(used, budget);
    const nearly = style === 'warn' ? ', nearly time' : '';
    const closes = strict && isLong && style !== 'over' ? ', closes at 0:00' : '';
    parts.push(span(text + nearly + closes, style));
  }
  if (round) {
    const { text, style } = timeOn(round.used, round.budget);
    parts.push(span(`round ${text}`, style));
  }
  if (words !== null) parts.push(span(count(words, 'word'), 'dim'));
  return parts;
}

const joined = (parts: readonly Span[]): Row =>
  parts.flatMap((part, index): Row => (index > 0 ? [span(' · ', 'dim'), part] : [part]));

/** The parts on as many rows as needed, each part whole. */
function stack(parts: readonly Span[], room: number): Row[] {
  const rows: Span[][] = [];
  for (const part of parts) {
    const last = rows.at(-1);
    if (last && width(textOf(joined([...last, part]))) <= room) last.push(part);
    else rows.push([part]);
  }
  return rows.flatMap((each) => wrapSpans(joined(each), room));
}

/**
 * The line under the answer, `room` columns wide: the clocks, the word count (null if spoken), and on the right the keys in
 * as many words as fit. Narrow screens get a separate row for the keys if they may be stacked.
 */
export function statusRows(
  times: Times,
  words: number | null,
  room: number,
  { isStacked, hints }: { isStacked: boolean; hints: readonly string[] },
): Row[] {
  const full = sentence(times, words, true);
  const [longest = ''] = hints;
  const whole = joined(full);
  if (width(textOf(whole)) + 3 + width(longest) <= room) return [beside(whole, longest, room)];
  if (isStacked) return [...stack(full, room), row(fitting(hints, room), 'dim')];
  const shown = clockRow(times, words, room);
  return [beside(shown, fitting(hints, room - width(textOf(shown)) - 2), room)];
}

/** The longest of these texts that fits. */
export const fitting = (hints: readonly string[], room: number): string =>
  hints.find((hint) => width(hint) <= room) ?? '';

/** Hints are aligned right, so they do not move as the word count grows. */
function beside(left: Row, hint: string, room: number): Row {
  if (hint === '') return left;
  const gap = room - width(hint) - width(textOf(left));
  return [...left, span(pad('', gap)), span(hint, 'dim')];
}

/** Five rows high, of full blocks: readable across a room and without color. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '0': ['███', '█ █', '█ █', '█ █', '███'],
  '1': [' █ ', '██ ', ' █ ', ' █ ', '███'],
  '2': ['███', '  █', '███', '█  ', '███'],
  '3': ['███', '  █', '███', '  █', '███'],
  '4': ['█ █', '█ █', '███', '  █', '  █'],
  '5': ['███', '█  ', '███', '  █', '███'],
  '6': ['███', '█  ', '███', '█ █', '███'],
  '7': ['███', '  █', '  █', '  █', '  █'],
  '8': ['███', '█ █', '███', '█ █', '███'],
  '9': ['███', '█ █', '███', '  █', '███'],
  ':': [' ', '█', ' ', '█', ' '],
};
const HEIGHT = 5;

/** The time left in large digits; past zero the time over, without a timer the time used. Empty if it does not fit. */
export function bigClock(times: Times, columns: number, most: number): Row[] {
  const { used, budget } = times;
  const shown =
    budget === null ? clock(used) : used < budget ? clockLeft(budget - used) : clock(used - budget);
  const signs = shown.split('').map((sign) => SIGNS[sign] ?? []);
  const rows = Array.from({ length: HEIGHT }, (_, line) => signs.map((sign) => sign[line] ?? '').join('  '));
  if (most < HEIGHT || rows.some((text) => width(text) > columns)) return [];
  return rows.map((text) => row(text.trimEnd(), budget === null ? 'plain' : timeOn(used, budget).style));
}

const MINUTE = 60_000;

/**
 * Whether a clock came to its last minute or its end between two looks. One that starts with a minute or less has no last
 * minute.
 */
export function isTimely(before: Times, now: Times): boolean {
  const own = [leftOn(before), leftOn(now)] as const;
  const round = [leftOn(before.round), leftOn(now.round)] as const;
  return [MINUTE, 0].some((mark) => passes(own, mark) || passes(round, mark));
}

function leftOn(clock: { used: number; budget: number | null } | null): number {
  return clock?.budget == null ? Infinity : clock.budget - clock.used;
}

function passes([before, now]: readonly [number, number], mark: number): boolean {
  return before > mark && now <= mark;
}
