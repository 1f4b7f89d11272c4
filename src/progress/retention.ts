import type { Rating } from '../engine/event.ts';
import type { Histories, AnswerSummary } from './summary.ts';
import {
  daysSince,
  recallAfter,
  recallOn,
  type Review,
  reviewsOf,
  type ScheduledQuestion,
} from './schedule.ts';

/** The reviews that came about the same time after the previous one. */
export interface Gap {
  /** In days, both included; null: no end. */
  from: number;
  to: number | null;
  reviews: number;
  ratings: Readonly<Record<Rating, number>>;
  /** The share rated better than again, from 0 to 1; null without a review, like the next. */
  remembered: number | null;
  /** The mean chance that FSRS gave them beforehand. */
  expected: number | null;
}

/** The first day of each gap. */
const BEGINNINGS = [0, 1, 2, 4, 8, 15, 31, 61, 121];

/** How much was remembered after how long, from all reviews that count except the first of each question. */
export function retentionOf(histories: Histories, counts: (answer: AnswerSummary) => boolean): Gap[] {
  const again = [...histories.values()]
    .flatMap((answers) => reviewsOf(answers).flatMap((review) => repeated(review) ?? []))
    .filter(({ answer }) => counts(answer));
  return BEGINNINGS.map((from, place) => {
    const next = BEGINNINGS[place + 1];
    const own = again.filter(({ days }) => days >= from && (next === undefined || days < next));
    return { from, to: next === undefined ? null : next - 1, ...outcomeOf(own) };
  });
}

interface Repeated extends Pick<Review, 'answer'> {
  days: number;
  chance: number;
}

function repeated({ answer, before }: Review): Repeated | null {
  if (before === null) return null;
  const days = daysSince(before, answer.day);
  return { answer, days, chance: recallAfter(days, before) };
}

function outcomeOf(reviews: readonly Repeated[]): Omit<Gap, 'from' | 'to'> {
  const ratings = { again: 0, hard: 0, good: 0, easy: 0 };
  for (const { answer } of reviews) ratings[answer.rating] += 1;
  const number = reviews.length;
  // Sorted, because the last digit of the sum depends on the order.
  const chances = reviews.map(({ chance }) => chance).sort((a, b) => a - b);
  return {
    reviews: number,
    ratings,
    remembered: number === 0 ? null : 1 - ratings.again / number,
    expected: number === 0 ? null : chances.reduce((sum, chance) => sum + chance, 0) / number,
  };
}

/** What FSRS says about rated questions on a day. */
export interface Memories {
  questions: number;
  /** Those with a chance of at least 90% to be remembered. */
  safe: number;
}

export function memoriesOn(schedule: readonly ScheduledQuestion[], day: string): Memories {
  const safe = schedule.filter((question) => recallOn(question, day) >= SAFE);
  return { questions: schedule.length, safe: safe.length };
}

const SAFE = 0.9;
