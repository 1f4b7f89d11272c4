import type { Order, Ranks } from '../engine/plan.ts';
import { attemptsIn, type Histories, lastTicked, missedPoints } from './history.ts';
import { scheduleOf, urgencyOn } from './schedule.ts';

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
