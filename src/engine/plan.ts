import type { Question } from '../bank/question.ts';
import type { Ms, PlannedQuestion } from './event.ts';
import { MOST_PRESSING } from './pressing.ts';
import type { Random } from './random.ts';
import { shuffled } from './random.ts';

export type Order = 'fresh' | 'due' | 'weakest' | 'number' | 'shuffle';

/** What a question's place in a round hangs on, by `keyOf`: the lower the sooner. One that is missing counts as 0. */
export type Ranks = ReadonlyMap<string, number>;

/** What a question's history hangs on. */
export function keyOf(question: { bank: string; id: string }): string {
  return `${question.bank}/${question.id}`;
}

/**
 * The questions of a round, in order: by their numbers, or by their ranks, where ties fall to chance. Chance comes from the
 * seed: the same bank, history, order and seed give the same round.
 */
export function choose(
  questions: readonly Question[],
  ranks: Ranks,
  how: { order: Order; count: number },
  random: Random,
): Question[] {
  const rankOf = (question: Question): number => ranks.get(keyOf(question)) ?? 0;
  const ordered =
    how.order === 'number'
      ? [...questions].sort((a, b) => a.number - b.number)
      : shuffled(questions, random).sort((a, b) => rankOf(a) - rankOf(b));
  return ordered.slice(0, how.count);
}

const MINUTE: Ms = 60_000;

export interface Clocks {
  timer: boolean;
  /** For each question; null: the question's own. */
  minutes: number | null;
  followUps: 'all' | 'pressing' | number;
}

/** What the clocks of some planned questions and their follow-ups add up to; untimed ones count nothing. */
export function plannedTime(planned: readonly PlannedQuestion[]): Ms {
  return planned.reduce(
    (sum, { budget, followUps, followUpBudget }) => sum + (budget ?? 0) + followUps * (followUpBudget ?? 0),
    0,
  );
}

/** Gives each question its clock, and each follow-up a third of it but at least a minute. */
export function plan(questions: readonly Question[], clocks: Clocks): PlannedQuestion[] {
  return questions.map((question) => {
    const budget = (clocks.minutes ?? question.minutes) * MINUTE;
    const available = question.followUps.length;
    return {
      question,
      budget: clocks.timer ? budget : null,
      followUps: Math.min(mostOf(clocks.followUps), available),
      followUpBudget: clocks.timer ? Math.max(MINUTE, Math.round(budget / 3)) : null,
    };
  });
}

function mostOf(followUps: Clocks['followUps']): number {
  if (followUps === 'all') return Infinity;
  return followUps === 'pressing' ? MOST_PRESSING : followUps;
}
