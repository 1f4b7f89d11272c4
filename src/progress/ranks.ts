import type { Order, Ranks } from '../engine/plan.ts';
import { attemptsIn, type Histories } from './history.ts';
import { scheduleOf, urgencyOn } from './schedule.ts';
import { isJudged } from './summary.ts';

/** The share of the points that the last answer made that was ticked, from 0 to 1; only where it missed one. */
function weakIn(histories: Histories): Ranks {
  const weak = [...histories].flatMap(([key, answers]) => {
    const last = answers.findLast(isJudged);
    if (last === undefined || last.points.missed.length === 0) return [];
    const { made, missed } = last.points;
    return [[key, 1 - missed.length / (made.length + missed.length)] as const];
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
