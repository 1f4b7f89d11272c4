import { daysBetween } from '../text/day.ts';
import { byUnits } from '../text/format.ts';
import type { AnswerSummary } from './summary.ts';

/** A local day on which something was answered. */
export interface Day {
  day: string;
  answers: number;
}

/** Consecutive days with an answer. */
export interface Streak {
  /** Up to today, or to yesterday if today has no answer yet. */
  current: number;
  longest: number;
}

/** In order, without days that have no answer. */
export function daysOf(answers: readonly AnswerSummary[]): Day[] {
  const days = new Map<string, number>();
  for (const { day } of answers) days.set(day, (days.get(day) ?? 0) + 1);
  return [...days].map(([day, times]) => ({ day, answers: times })).sort((a, b) => byUnits(a.day, b.day));
}

/** `days` in order. Tomorrow may be today in another time zone; later days come from a wrong clock and are not current. */
export function streakOf(days: readonly Day[], today: string): Streak {
  let [run, longest, last] = [0, 0, ''];
  let current = 0;
  for (const { day } of days) {
    run = last !== '' && daysBetween(last, day) === 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    last = day;
    if (Math.abs(daysBetween(day, today)) <= 1) current = run;
  }
  return { current, longest };
}
