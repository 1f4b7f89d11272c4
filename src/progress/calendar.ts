import { dayAfter, daysBetween } from '../text/day.ts';
import { byUnits } from '../text/format.ts';
import type { AnswerSummary } from './summary.ts';

/** A local day on which something was answered. */
export interface Day {
  day: string;
  answers: number;
}

/** Days in a row on which something was answered. */
export interface Streak {
  /** Up to today, or to yesterday while today's answer may still come. */
  current: number;
  longest: number;
}

/** In order, without those on which nothing was answered. */
export function daysOf(answers: readonly AnswerSummary[]): Day[] {
  const days = new Map<string, number>();
  for (const { day } of answers) days.set(day, (days.get(day) ?? 0) + 1);
  return [...days].map(([day, times]) => ({ day, answers: times })).sort((a, b) => byUnits(a.day, b.day));
}

/** `days` in order. A day after tomorrow, by a clock that was wrong, is none of the days up to today; tomorrow may be another zone's today. */
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

/** How busy a day was, in five shades: none, one, two, three or four, more. */
export function shadeOf(answers: number): 0 | 1 | 2 | 3 | 4 {
  if (answers > 4) return 4;
  return answers > 2 ? 3 : answers === 2 ? 2 : answers === 1 ? 1 : 0;
}

/** The first day of the year that ends today: a Monday, 52 weeks before that of this week. */
export function yearBefore(today: string): string {
  const weekday = ((daysBetween('1970-01-05', today) % 7) + 7) % 7;
  return dayAfter(today, -weekday - 52 * 7);
}
