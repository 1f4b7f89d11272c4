import { FSRSAlgorithm } from 'ts-fsrs';
import type { Rating } from '../interview/event.ts';
import { keyOf, type Ranks } from '../interview/plan.ts';
import { dayAfter, daysBetween } from '../text/day.ts';
import { byUnits } from '../text/format.ts';
import { type AskedQuestion, inOrder, isAnswered, type SessionSummary } from './summary.ts';

/** A question that was rated, and when it is due again. */
export interface ScheduledQuestion extends Pick<AskedQuestion, 'bank' | 'id' | 'number' | 'title' | 'topic'> {
  /** How often it was rated. */
  reviews: number;
  /** The local day of the last of those answers, and how it was rated. */
  last: string;
  rating: Rating;
  /** The first day on which the chance to remember it is down to nine in ten. */
  due: string;
  /** Days from the last answer until then, not rounded. */
  stability: number;
  /** From 1 to 10. */
  difficulty: number;
}

/** FSRS-6 with its published weights, and nothing of chance: https://github.com/open-spaced-repetition/ts-fsrs */
const fsrs = new FSRSAlgorithm({ request_retention: 0.9, enable_fuzz: false });

const GRADES: Readonly<Record<Rating, number>> = { again: 1, hard: 2, good: 3, easy: 4 };

/**
 * When each question is due, from the ratings of these sessions alone, whatever their order: the one that is due first
 * stands first. A review falls on the local day of its answer, as it was recorded. An unrated answer moves nothing.
 */
export function scheduleOf(sessions: readonly SessionSummary[]): ScheduledQuestion[] {
  const scheduled = new Map<string, ScheduledQuestion>();
  for (const answer of inOrder(sessions)) {
    const { question, day, rating } = answer;
    if (rating === null || !isAnswered(answer)) continue;
    const key = keyOf(question);
    scheduled.set(key, reviewed(scheduled.get(key), question, day, rating));
  }
  return [...scheduled.values()].sort((a, b) => byUnits(a.due, b.due) || byUnits(keyOf(a), keyOf(b)));
}

/** A question after one more review. Two on one day count as such; a clock that went back counts as the same day. */
function reviewed(
  before: ScheduledQuestion | undefined,
  { bank, id, number, title, topic }: AskedQuestion | ScheduledQuestion,
  day: string,
  rating: Rating,
): ScheduledQuestion {
  const elapsed = before === undefined ? 0 : Math.max(0, daysBetween(before.last, day));
  const { stability, difficulty } = fsrs.next_state(before ?? null, elapsed, GRADES[rating]);
  const due = dayAfter(day, fsrs.next_interval(stability, elapsed));
  const reviews = (before?.reviews ?? 0) + 1;
  return { bank, id, number, title, topic, reviews, last: day, rating, due, stability, difficulty };
}

/** The chance, from 0 to 1, to remember a question on a day. */
export function recallOn({ last, stability }: ScheduledQuestion, day: string): number {
  return fsrs.forgetting_curve(Math.max(0, daysBetween(last, day)), stability);
}

/** What is due on a day, the least remembered first. */
export function dueOn(schedule: readonly ScheduledQuestion[], day: string): ScheduledQuestion[] {
  return schedule
    .filter(({ due }) => daysBetween(due, day) >= 0)
    .sort((a, b) => recallOn(a, day) - recallOn(b, day));
}

/**
 * Ranks for a round: what is due comes first, the least remembered foremost; then what has no schedule, the least answered
 * foremost; then the rest as it falls due.
 */
export function urgencyOn(schedule: readonly ScheduledQuestion[], attempts: Ranks, day: string): Ranks {
  const unscheduled = [...attempts].map(([key, times]) => [key, times / (times + 1)] as const);
  const scheduled = schedule.map((question) => {
    const days = daysBetween(day, question.due);
    return [keyOf(question), days > 0 ? days : recallOn(question, day) - 1] as const;
  });
  return new Map([...unscheduled, ...scheduled]);
}
