import type { Certainty } from './event.ts';

/** The share of key points that each certainty stands for: few, half, most, nearly all. */
export const EXPECTED_SHARE: Readonly<Record<Certainty, number>> = { 1: 0.2, 2: 0.5, 3: 0.75, 4: 0.95 };

/** The certainty nearest to a share of points covered. */
export function certaintyFor(share: number): Certainty {
  const distance = (certainty: Certainty): number => Math.abs(EXPECTED_SHARE[certainty] - share);
  return ([1, 2, 3, 4] as const).reduce((best, next) => (distance(next) < distance(best) ? next : best));
}
