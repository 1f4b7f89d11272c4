import { keyOf, type Order, type Ranks } from '../interview/plan.ts';
import { byUnits } from '../text/format.ts';
import { grouped } from './grouped.ts';
import { scheduleOf, urgencyOn } from './schedule.ts';
import { type AnswerSummary, isAnswered, type SessionSummary } from './summary.ts';

/** The answers to each question, by `keyOf`, in the order in which they were given; none is empty. */
export type Histories = ReadonlyMap<string, readonly AnswerSummary[]>;

/**
 * What was answered (submitted or timed out) in these sessions, whatever their order: answers of one moment stand by their
 * sessions' ids.
 */
export function historiesOf(sessions: readonly SessionSummary[]): Histories {
  const answers = sessions
    .toSorted((a, b) => byUnits(a.id, b.id))
    .flatMap((session) => session.answers)
    .filter(isAnswered)
    .sort((a, b) => a.wall - b.wall);
  return grouped(answers, ({ question }) => keyOf(question));
}

/** How often each question was answered. */
export function attemptsIn(histories: Histories): Ranks {
  return new Map([...histories].map(([key, answers]) => [key, answers.length]));
}

export function lastTicked(answers: readonly AnswerSummary[]): AnswerSummary | undefined {
  return answers.findLast(({ made }) => made !== null);
}

/** The points that were not ticked, by name. */
export function missedPoints({ question, made }: AnswerSummary): string[] {
  return question.points.filter((point) => made?.includes(point) === false);
}

/** The share of the points that the last answer made that was ticked, from 0 to 1; only where it missed one. */
function weakIn(histories: Histories): Ranks {
  const weak = [...histories].flatMap(([key, answers]) => {
    const last = lastTicked(answers);
    const missed = last === undefined ? 0 : missedPoints(last).length;
    return last === undefined || missed === 0
      ? []
      : [[key, 1 - missed / last.question.points.length] as const];
  });
  return new Map(weak);
}

/** What an order of a round goes by on a day. Only what misses a point has a rank where the weakest are wanted. */
export function ranksFor(order: Order, histories: Histories, day: string): Ranks {
  switch (order) {
    case 'fresh':
      return attemptsIn(histories);
    case 'due':
      return urgencyOn(scheduleOf(histories), attemptsIn(histories), day);
    case 'weakest':
      return weakIn(histories);
    case 'number':
    case 'shuffle':
      return new Map();
  }
}
