import type { Times } from './status.ts';

/** A moment of a clock that deserves a notice, even for a person who looks elsewhere. */
export type TimeReached = 'last minute' | 'time up' | 'last minute of the round' | 'round over';

const MINUTE = 60_000;

/**
 * The moment that came between two looks at the clocks; null if none did. A clock that starts with a minute or less has no
 * last minute.
 */
export function timeReached(before: Times, now: Times): TimeReached | null {
  const own = [leftOn(before), leftOn(now)] as const;
  const round = [leftOn(before.round), leftOn(now.round)] as const;
  if (passes(own, 0)) return 'time up';
  if (passes(round, 0)) return 'round over';
  if (passes(own, MINUTE)) return 'last minute';
  return passes(round, MINUTE) ? 'last minute of the round' : null;
}

function leftOn(clock: { used: number; budget: number | null } | null): number {
  return clock?.budget == null ? Infinity : clock.budget - clock.used;
}

function passes([before, now]: readonly [number, number], mark: number): boolean {
  return before > mark && now <= mark;
}
