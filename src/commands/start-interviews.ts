import { SCREEN } from '../bank/kinds.ts';
import { distanceFrom } from '../bank/fit.ts';
import { type ListedBank, type ListedQuestion, questionsToAsk } from '../bank/listed.ts';
import { keyOf, type Ranks, usualTime, withOpeners } from '../engine/plan.ts';
import { randomFrom } from '../engine/random.ts';
import type { RoundRequest } from '../options/practice-settings.ts';
import type { PracticeOptions } from '../options/table.ts';
import type { Env } from '../platform/env.ts';
import type { ExitCode } from '../platform/errors.ts';
import { askedFirst } from '../progress/asked-for-real.ts';
import { dueAmong, ranksFor } from '../progress/schedule.ts';
import type { Histories } from '../progress/summary.ts';
import { readAsked } from '../store/asked-for-real.ts';
import type { Choice } from '../terminal/menus.ts';
import { cleanLine } from '../text/clean.ts';
import { dayOf, daysBetween } from '../text/day.ts';
import { hours } from '../text/format.ts';
import { behavioralFrom, chooseFrom, practice } from './practice.ts';
import { FURTHEST_DAYS, planFor, todaysShare } from './shared/study-plan.ts';

export type Next = (env: Env) => ExitCode | Promise<ExitCode>;

/** What was typed, which `practice` completes with the settings, and the round that this makes. */
export interface Rounds {
  typed: PracticeOptions;
  round: RoundRequest;
}

/** An interview, and two in a row. If the filters of the settings leave no question, the round says which. */
export function interviewChoices(
  env: Env,
  banks: readonly ListedBank[],
  { typed, round }: Rounds,
  histories: Histories,
): Choice<Next>[] {
  const questions = banks.flatMap((bank) => bank.questions);
  const usual = questionsToAsk(questions, round);
  if (usual.length === 0) {
    const detail = 'no question passes the filters in config.yaml';
    const value: Next = (world) => practice(world, [], typed);
    return round.filtersSet.length === 0 ? [] : [{ label: 'An interview', detail, value }];
  }
  const seed = env.entropy();
  const first = askedFirst(readAsked(env), histories, questions);
  const attempts = ranksFor('fresh', histories, dayOf(env.now()), first);
  const stories = behavioralFrom(banks, round, attempts, seed);
  const choice = (label: string, n: number, about: (next: NextCases) => string): Choice<Next>[] => {
    const next = nextCases(env, banks, round, { usual, histories, first, seed, n });
    if (next.cases.length < n) return [];
    const asked = withOpeners(next.cases, questions, attempts, randomFrom(seed));
    const isLong = n > 1;
    // An opener has no follow-ups.
    const withThem = asked.map((each) => (each.kind === SCREEN ? { ...each, followUps: 0 } : each));
    const value: Next = (world) =>
      practice(world, [], { ...typed, ...next.how, count: n, seed, ...(isLong ? { behavioral: true } : {}) });
    const time = usualTime(isLong ? [...withThem, ...stories.slice(0, 1)] : withThem);
    return [{ label, detail: `${hours(time)} · ${about(next)}`, value }];
  };
  return [
    ...choice(
      'An interview',
      1,
      ({ from, cases }) => `${from}a case about ${cleanLine(cases[0]?.topic ?? '').replaceAll('-', ' ')}`,
    ),
    ...choice('A long one', 2, () =>
      stories.length === 0 ? 'two interviews in a row' : 'two cases and a behavioral question',
    ),
  ];
}

interface NextCases {
  cases: readonly ListedQuestion[];
  /** What they are, in words. */
  from: string;
  /** The options that ask them. */
  how: Partial<PracticeOptions>;
}

/** The next cases: what was asked for real, else of today's plan, else what is due, else what you have answered least. */
function nextCases(
  env: Env,
  banks: readonly ListedBank[],
  round: RoundRequest,
  {
    usual,
    histories,
    first,
    seed,
    n,
  }: { usual: readonly ListedQuestion[]; histories: Histories; first: Ranks; seed: number; n: number },
): NextCases {
  const { you } = round;
  const today = dayOf(env.now());
  const chosen = (order: NonNullable<RoundRequest['order']>): ListedQuestion[] =>
    chooseFrom(banks, { ...round, order, count: n }, ranksFor(order, histories, today, first), seed);
  if (usual.some((question) => first.has(keyOf(question))))
    return { cases: chosen('due'), from: 'from your interview: ', how: { order: 'due' } };
  const ahead = you.interview === undefined ? 0 : daysBetween(today, you.interview);
  if (ahead > 0 && ahead <= FURTHEST_DAYS) {
    const distance = distanceFrom(banks, round, you);
    const plan = planFor(env, '', undefined, usual, { you, distance, histories });
    const share = todaysShare(plan, usual);
    if (share.length >= n)
      return { cases: share.slice(0, n), from: "today's plan: ", how: { interviewOn: '' } };
  }
  const isDue = dueAmong(usual, histories, today).length > 0;
  const order = isDue ? 'due' : (round.order ?? 'fresh');
  return { cases: chosen(order), from: isDue ? 'due again: ' : '', how: { order } };
}
