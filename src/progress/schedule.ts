import { FSRSAlgorithm } from 'ts-fsrs';
import type { Rating } from '../engine/event.ts';
import { keyOf, type Ranks, type Order } from '../engine/plan.ts';
import { dayAfter, daysBetween } from '../text/day.ts';
import { byUnits } from '../text/format.ts';
import {
  type Histories,
  type AnswerSummary,
  type AskedQuestion,
  attemptsIn,
  isJudged,
  shareIn,
} from './summary.ts';

/** A question that was rated, and when it is due again. */
export interface ScheduledQuestion extends Pick<AskedQuestion, 'bank' | 'id' | 'number' | 'title' | 'topic'> {
  /** How often it was rated. */
  reviews: number;
  /** The local day of the last of those answers, and how it was rated. */
  last: string;
  rating: Rating;
  /** The first day on which the chance to remember it is down to 90%. */
  due: string;
  /** Days from the last answer until then, not rounded. */
  stability: number;
  /** From 1 to 10. */
  difficulty: number;
}

/** FSRS-6 with its published weights, without randomness: https://github.com/open-spaced-repetition/ts-fsrs */
const fsrs = new FSRSAlgorithm({ request_retention: 0.9, enable_fuzz: false });

const GRADES: Readonly<Record<Rating, number>> = { again: 1, hard: 2, good: 3, easy: 4 };

/**
 * When each question is due, in that order, from the ratings of its answers alone. A review counts on the local day of
 * its answer, as recorded. Unrated answers change nothing.
 */
export function scheduleOf(histories: Histories): ScheduledQuestion[] {
  return [...histories.values()]
    .flatMap((answers) => scheduleQuestion(answers) ?? [])
    .sort((a, b) => byUnits(a.due, b.due) || byUnits(keyOf(a), keyOf(b)));
}

/** One question after all of its reviews; null if there are none. */
function scheduleQuestion(answers: readonly AnswerSummary[]): ScheduledQuestion | null {
  let scheduled: ScheduledQuestion | null = null;
  for (const { question, day, rating } of answers) {
    if (rating === null) continue;
    const { bank, id, number, title, topic } = question;
    const memory = afterReview(scheduled, day, rating);
    const reviews: number = (scheduled?.reviews ?? 0) + 1;
    scheduled = { bank, id, number, title, topic, reviews, rating, due: dueAfter(memory), ...memory };
  }
  return scheduled;
}

/** The first day on which the chance to remember it is down to 90%. */
export function dueAfter({ last, stability }: Memory): string {
  return dayAfter(last, fsrs.next_interval(stability, 0));
}

/** What FSRS knows about a question after its last review. */
export type Memory = Pick<ScheduledQuestion, 'last' | 'stability' | 'difficulty'>;

/** The memory after one more review, or after the first if `memory` is null. */
export function afterReview(memory: Memory | null, day: string, rating: Rating): Memory {
  const days = memory === null ? 0 : daysSince(memory, day);
  const { stability, difficulty } = fsrs.next_state(memory, days, GRADES[rating]);
  return { last: day, stability, difficulty };
}

/** Days since the last review. Never negative, even if a clock went back. */
function daysSince({ last }: Pick<Memory, 'last'>, day: string): number {
  return Math.max(0, daysBetween(last, day));
}

/** The chance, from 0 to 1, to remember a question on a day. */
export function recallOn(memory: Pick<Memory, 'last' | 'stability'>, day: string): number {
  return fsrs.forgetting_curve(daysSince(memory, day), memory.stability);
}

/** What is due on a day, the least remembered first. */
export function dueOn(schedule: readonly ScheduledQuestion[], day: string): ScheduledQuestion[] {
  return schedule
    .filter(({ due }) => daysBetween(due, day) >= 0)
    .sort((a, b) => recallOn(a, day) - recallOn(b, day));
}

/** What is due on a day among these questions, the least remembered first. */
export function dueAmong(
  questions: readonly { bank: string; id: string }[],
  histories: Histories,
  day: string,
): ScheduledQuestion[] {
  const keys = new Set(questions.map(keyOf));
  return dueOn(scheduleOf(histories), day).filter((question) => keys.has(keyOf(question)));
}

/** Whether a question is due by the ranks of `urgencyOn`. */
export function isDue(ranks: Ranks, question: { bank: string; id: string }): boolean {
  return (ranks.get(keyOf(question)) ?? 0) < 0;
}

/**
 * Ranks for a round: first what is due, the least remembered ahead; then what has no schedule, the least answered
 * ahead; then the rest by due date.
 */
export function urgencyOn(schedule: readonly ScheduledQuestion[], attempts: Ranks, day: string): Ranks {
  const unscheduled = [...attempts].map(([key, times]) => [key, times / (times + 1)] as const);
  const scheduled = schedule.map((question) => {
    const days = daysBetween(day, question.due);
    return [keyOf(question), days > 0 ? days : recallOn(question, day) - 1] as const;
  });
  return new Map([...unscheduled, ...scheduled]);
}

/** The share of points that the last judged answer covered, from 0 to 1; only for questions where it missed one. */
function weakIn(histories: Histories): Ranks {
  const weak = [...histories].flatMap(([key, answers]) => {
    const last = answers.findLast(isJudged);
    if (last === undefined || last.points.notCovered.length === 0) return [];
    return [[key, shareIn(last) ?? 1] as const];
  });
  return new Map(weak);
}

/**
 * The ranks behind an order on a day; `first` are those of `askedFirst`. For `weakest`, only questions with a missed point
 * have one.
 */
export function ranksFor(order: Order, histories: Histories, day: string, first: Ranks = new Map()): Ranks {
  switch (order) {
    case 'fresh':
      return new Map([...attemptsIn(histories), ...first]);
    case 'due':
      return new Map([...urgencyOn(scheduleOf(histories), attemptsIn(histories), day), ...first]);
    case 'weakest':
      return weakIn(histories);
    case 'number':
    case 'shuffle':
      return new Map();
  }
}
