import type { Rating } from '../../engine/event.ts';
import { keyOf } from '../../engine/plan.ts';
import { decidedIn, type Tally } from '../../engine/tally.ts';
import { dayAfter } from '../../text/day.ts';
import { grouped } from '../../text/data.ts';
import {
  daysSince,
  recallAfter,
  recallOn,
  type Review,
  reviewsOf,
  type ScheduledQuestion,
  scheduleOf,
} from '../schedule.ts';
import { countsFor, isOf, pointsOf, type Stats, statsOf, type StatsScope } from '../stats.ts';
import { type AnswerSummary, type Histories, historiesOf, type SessionSummary } from '../summary.ts';

/** Everything the report page shows. */
export interface ProgressReport {
  stats: Stats;
  /** The topics that were judged, by name. */
  changes: readonly Change[];
  /** The first day of `lately` in the changes. */
  lately: string;
  retention: readonly Gap[];
  /** Of the questions in the banks. */
  memories: Memories;
}

/** The points covered in a topic before some day, and since. */
export interface Change {
  topic: string;
  before: Tally;
  lately: Tally;
}

/** In days, up to today. */
const LATELY = 90;

/** The report over sessions in any order. */
export function reportOf(sessions: readonly SessionSummary[], scope: StatsScope): ProgressReport {
  const { today, since } = scope;
  const quarter = dayAfter(today, 1 - LATELY);
  const lately = since !== null && since > quarter ? since : quarter;
  const stats = statsOf(sessions, scope);
  const histories = historiesOf(sessions);
  const there = new Set(scope.questions.filter(({ topic }) => isOf(scope.topics, topic)).map(keyOf));
  const schedule = scheduleOf(histories).filter((question) => there.has(keyOf(question)));
  return {
    stats,
    changes: changesOf(stats, histories, countsFor(scope), lately),
    lately,
    retention: retentionOf(histories, countsFor(scope)),
    memories: memoriesOn(schedule, today),
  };
}

function changesOf(
  stats: Stats,
  histories: Histories,
  counts: (answer: AnswerSummary) => boolean,
  lately: string,
): Change[] {
  const isLate = ({ day }: AnswerSummary): boolean => day >= lately;
  const answers = grouped([...histories.values()].flat().filter(counts), ({ question }) => question.topic);
  return stats.topics
    .filter(({ points }) => decidedIn(points) > 0)
    .map(({ topic }) => {
      const own = answers.get(topic) ?? [];
      const before = own.filter((answer) => !isLate(answer));
      return { topic, before: pointsOf(before), lately: pointsOf(own.filter(isLate)) };
    });
}

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
    .flatMap((answers) => reviewsOf(answers).flatMap(repetition))
    .filter(({ answer }) => counts(answer));
  return BEGINNINGS.map((from, place) => {
    const next = BEGINNINGS[place + 1] ?? Infinity;
    const own = again.filter(({ days }) => days >= from && days < next);
    return { from, to: next === Infinity ? null : next - 1, ...outcomeOf(own) };
  });
}

interface Repetition extends Pick<Review, 'answer'> {
  days: number;
  /** To remember it, as FSRS saw it beforehand. */
  chance: number;
}

function repetition({ answer, before }: Review): Repetition[] {
  if (before === null) return [];
  const days = daysSince(before, answer.day);
  return [{ answer, days, chance: recallAfter(days, before) }];
}

function outcomeOf(reviews: readonly Repetition[]): Omit<Gap, 'from' | 'to'> {
  const ratings = { again: 0, hard: 0, good: 0, easy: 0 };
  for (const { answer } of reviews) ratings[answer.rating] += 1;
  // Sorted, because the last digit of the sum depends on the order.
  const chances = reviews.map(({ chance }) => chance).sort((a, b) => a - b);
  const meanOf = (sum: number): number | null => (reviews.length === 0 ? null : sum / reviews.length);
  return {
    reviews: reviews.length,
    ratings,
    remembered: meanOf(reviews.length - ratings.again),
    expected: meanOf(chances.reduce((sum, chance) => sum + chance, 0)),
  };
}

/** What FSRS says about rated questions on a day. */
export interface Memories {
  questions: number;
  /** Those with a chance of at least 90% to be remembered. */
  safe: number;
}

const SAFE = 0.9;

export function memoriesOn(schedule: readonly ScheduledQuestion[], day: string): Memories {
  const safe = schedule.filter((question) => recallOn(question, day) >= SAFE);
  return { questions: schedule.length, safe: safe.length };
}
