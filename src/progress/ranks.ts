import type { Order, Ranks } from '../engine/plan.ts';
import { attemptsIn, type Histories } from './history.ts';
import { scheduleOf, urgencyOn } from './schedule.ts';
import { isJudged } from './summary.ts';

/** The share of points that the last judged answer covered, from 0 to 1; only for questions where it missed one. */
function weakIn(histories: Histories): Ranks {
  const weak = [...histories].flatMap(([key, answers]) => {
    const last = answers.findLast(isJudged);
    if (last === undefined || last.points.missed.length === 0) return [];
    const { made, missed } = last.points;
    return [[key, 1 - missed.length / (made.length + missed.length)] as const];
  });
  return new Map(weak);
}

/** The ranks behind an order on a day. For `weakest`, only questions with a missed point have one. */
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
