import type { Ms } from '../engine/event.ts';
import type { BoxClock } from '../terminal/box-request.ts';
import { type Interruption, isInterruption } from '../terminal/interruption.ts';
import { clockLeft } from '../text/format.ts';
import type { Opening } from './interviewer.ts';
import type { LineReader } from './line-reader.ts';

const MINUTE = 60_000;

export interface LineDialog {
  reader: LineReader;
  say: (text: string) => void;
  /** Shows the question and the answer so far again. */
  show: (opening: Opening) => void;
  /** Shows Markdown. */
  tell: (reply: string) => void;
  /** Called on Ctrl+C, when the terminal drops the line being typed. */
  interrupted: () => void;
  ring: () => void;
  hasPerson: boolean;
}

/** Printed when a clock reaches a mark. */
interface Notice {
  /** From now on. */
  inMs: () => Ms;
  text: () => string;
  rings: boolean;
}

/** A line of an answer, or the end of its time. */
export type Heard = { isTimeUp: false; line: string } | { isTimeUp: true; line: string | null };

/** Waits for the next line and prints notices as they fall due. Stops the clock when a strict one runs out. */
export function listenTo(
  opening: Opening,
  { reader, say, ring, hasPerson }: LineDialog,
): () => Promise<Heard | Interruption> {
  const strictLeft = strictClock(opening.clock);
  const notices = hasPerson ? noticesOf(opening.clock) : [];
  return async () => {
    for (;;) {
      const wait = Math.min(strictLeft(), notices[0]?.inMs() ?? Infinity);
      const line = await reader.next(Number.isFinite(wait) ? Math.max(0, wait) : undefined);
      if (isInterruption(line)) return line;
      if (strictLeft() <= 0) {
        opening.clock.stopped?.();
        return { isTimeUp: true, line };
      }
      if (line !== null) return { isTimeUp: false, line };
      const due = notices.shift();
      if (due?.rings) ring();
      if (due !== undefined) say(due.text());
    }
  };
}

/** Time until the answer closes by itself; Infinity if it never does. */
function strictClock({ strict, used, budget, round }: BoxClock): () => Ms {
  if (!strict) return () => Infinity;
  return () =>
    Math.min((budget ?? Infinity) - used(), round === null ? Infinity : round.budget - round.used());
}

/** The warnings still to come: at the last fifth, at the last minute, and at zero if writing may continue. */
function noticesOf({ strict, used, budget, round }: BoxClock): Notice[] {
  const own = budget === null ? [] : warnings(budget, used, strict, '');
  const inRound = round === null ? [] : warnings(round.budget, round.used, strict, ' in the round');
  return [...own, ...inRound].filter(({ inMs }) => inMs() > 0).sort((a, b) => a.inMs() - b.inMs());
}

function warnings(budget: Ms, used: () => Ms, strict: boolean, where: string): Notice[] {
  const lastMinute = budget - MINUTE;
  const marks = new Set([budget * 0.8, ...(lastMinute > 0 ? [lastMinute] : [])]);
  const early = Array.from(marks, (mark): Notice => ({
    inMs: () => mark - used(),
    text: () => `${clockLeft(budget - used())} left${where}${mark < budget * 0.8 ? '' : ', nearly time'}`,
    rings: mark === lastMinute,
  }));
  const over: Notice = {
    inMs: () => budget - used(),
    text: () => `Time's up${where}. Finish your thought.`,
    rings: true,
  };
  return strict ? early : [...early, over];
}
