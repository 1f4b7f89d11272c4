import { byUnits } from '../text/format.ts';
import type { KeyPoint, Question } from './question.ts';

/** The usual names, lowest first. A session does not know the order of its bank's own. */
const USUAL = ['intern', 'junior', 'mid', 'senior', 'staff', 'principal'];

/** The level of a key point: its own, or else its question's. */
export function levelOf({ level }: Pick<KeyPoint, 'level'>, question: Pick<Question, 'level'>): string {
  return level ?? question.level;
}

/** Sorts levels, the lowest first and those with other names last. */
export function byLevel(a: string, b: string): number {
  return rank(a) - rank(b) || byUnits(a, b);
}

function rank(level: string): number {
  const place = USUAL.indexOf(level);
  return place === -1 ? USUAL.length : place;
}
