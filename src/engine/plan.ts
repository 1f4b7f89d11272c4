import { SCREEN } from '../bank/kinds.ts';
import type { ListedQuestion } from '../bank/listed.ts';
import type { Question } from '../bank/question.ts';
import type { Event, Ms, PlannedQuestion, RoundOptions } from './event.ts';
import { MOST_CHOSEN } from './follow-ups.ts';
import { type Random, shuffled } from './random.ts';

export type Order = 'fresh' | 'due' | 'weakest' | 'number' | 'shuffle';

/** Ranks by `keyOf`: questions with a lower rank come first. A missing rank counts as 0. */
export type Ranks = ReadonlyMap<string, number>;

/** Identifies a question across sessions. */
export function keyOf(question: { bank: string; id: string }): string {
  return `${question.bank}/${question.id}`;
}

/**
 * Chooses the questions of a round in order: by number, or by rank, then by their distance from what is wanted, then at
 * random. The same bank, history, order and seed give the same round.
 */
export function choose<Q extends Pick<Question, 'bank' | 'id' | 'number'>>(
  questions: readonly Q[],
  ranks: Ranks,
  how: { order: Order; count: number; distance?: (question: Q) => number },
  random: Random,
): Q[] {
  const { distance = () => 0 } = how;
  const rankOf = (question: Q): number => ranks.get(keyOf(question)) ?? 0;
  const ordered =
    how.order === 'number'
      ? [...questions].sort((a, b) => a.number - b.number)
      : shuffled(questions, random).sort((a, b) => rankOf(a) - rankOf(b) || distance(a) - distance(b));
  return ordered.slice(0, how.count);
}

/**
 * The cases of interviews, each after the screen question that opens it: the least answered of its openers that no other
 * case of the round has, ties broken at random. A case without one stays alone.
 */
export function withOpeners(
  cases: readonly ListedQuestion[],
  questions: readonly ListedQuestion[],
  attempts: Ranks,
  random: Random,
): ListedQuestion[] {
  const taken = new Set<ListedQuestion>();
  return cases.flatMap((each) => {
    const openers = questions.filter(
      (question) =>
        question.kind === SCREEN &&
        question.bank === each.bank &&
        question.opens?.includes(each.id) === true &&
        !taken.has(question),
    );
    const opener = choose(openers, attempts, { order: 'fresh', count: 1 }, random);
    opener.forEach((one) => taken.add(one));
    return [...opener, each];
  });
}

const MINUTE: Ms = 60_000;

/** What a round multiplies a question's minutes by. They hold a spoken answer, and typing takes about twice as long. */
export const PACE = { spoken: 1, typed: 2 } as const;

/** What an opener has of the time of its question: it is the first one, and the candidate still has to find the words. */
const OPENER_TIME = 1.25;

export interface Clocks {
  timer: boolean;
  /** Minutes for each question, whatever the pace; null: the question's own. */
  minutes: number | null;
  /** Multiplies the question's own minutes. */
  pace: number;
  followUps: 'all' | 'pressing' | 'live' | number;
}

type QuestionClocks = Omit<PlannedQuestion, 'question'>;

/** The total of the clocks of questions and their follow-ups; untimed ones count as 0. */
function plannedTime(planned: readonly QuestionClocks[]): Ms {
  return planned.reduce(
    (sum, { budget, followUps, followUpBudget }) => sum + (budget ?? 0) + followUps * (followUpBudget ?? 0),
    0,
  );
}

/** The time of listed questions with the follow-ups that are usually asked, typed, each on its own clock. */
export function usualTime(questions: readonly ListedQuestion[]): Ms {
  const clocks = { timer: true, minutes: null, pace: PACE.typed, followUps: 'pressing' } as const;
  return plannedTime(questions.map(({ minutes, followUps }) => clocksFor(minutes, followUps, clocks)));
}

/**
 * Gives each question its clock, and each follow-up a third of that, but at least a spoken minute. A screen question of an
 * interview opens the next question. It has its own minutes in any case, and no follow-ups.
 */
export function plan(
  questions: readonly Question[],
  clocks: Clocks,
  { interview }: Pick<RoundOptions, 'interview'> = {},
): PlannedQuestion[] {
  return questions.map((question) => {
    if (interview !== true || question.kind !== SCREEN)
      return { question, ...clocksFor(question.minutes, question.followUps.length, clocks) };
    const own = { ...clocks, minutes: null, pace: clocks.pace * OPENER_TIME, followUps: 0 };
    return { question, ...clocksFor(question.minutes, 0, own), opensNext: true };
  });
}

/** The first event of a new session. */
export function startedEvent(
  {
    session,
    program,
    seed,
    options,
  }: { session: string; program: string; seed: number; options: RoundOptions },
  questions: readonly Question[],
  clocks: Clocks,
): Event {
  return {
    type: 'started',
    session,
    day: session.slice(0, 10),
    program,
    seed,
    banks: [...new Set(questions.map(({ bank }) => bank))],
    options,
    plan: plan(questions, clocks, options),
  };
}

function clocksFor(minutes: number, followUps: number, clocks: Clocks): QuestionClocks {
  const budget = Math.round((clocks.minutes ?? minutes * clocks.pace) * MINUTE);
  const least = MINUTE * (clocks.minutes === null ? clocks.pace : 1);
  return {
    budget: clocks.timer ? budget : null,
    // A live follow-up does not come from the bank.
    followUps: clocks.followUps === 'live' ? MOST_CHOSEN : Math.min(mostOf(clocks.followUps), followUps),
    followUpBudget: clocks.timer ? Math.max(Math.round(least), Math.round(budget / 3)) : null,
  };
}

function mostOf(followUps: Exclude<Clocks['followUps'], 'live'>): number {
  if (followUps === 'all') return Infinity;
  return followUps === 'pressing' ? MOST_CHOSEN : followUps;
}
