import type { ListedQuestion } from '../bank/listed.ts';
import { isRating } from '../engine/event.ts';
import { isMs, isString, type Of, orNull, shape } from '../engine/guards.ts';
import { RATINGS } from '../engine/labels.ts';
import { keyOf, type Ranks } from '../engine/plan.ts';
import type { Histories } from './summary.ts';

/** A question that was asked in a real interview: when that was written down, and how it went, if that was said. */
export const isAskedForReal = shape({ bank: isString, id: isString, at: isMs, rating: orNull(isRating) });
export type AskedForReal = Of<typeof isAskedForReal>;

/** Below the rank of anything that is due. */
const FIRST = -10;

/**
 * Ranks for what was asked for real, before all other questions and the worst first, until a later round has an answer. A
 * short question brings the cases that it opens.
 */
export function askedFirst(
  asked: readonly AskedForReal[],
  histories: Histories,
  questions: readonly ListedQuestion[],
): Ranks {
  const waiting = asked.filter((one) => !histories.get(keyOf(one))?.some(({ wall }) => wall > one.at));
  const ranks = waiting.flatMap((one) => {
    const { opens = [] } = questions.find((question) => keyOf(question) === keyOf(one)) ?? {};
    const keys = [one.id, ...opens].map((id) => keyOf({ bank: one.bank, id }));
    return keys.map((key) => [key, FIRST + RATINGS.findIndex((rating) => rating === one.rating)] as const);
  });
  return new Map(ranks);
}
