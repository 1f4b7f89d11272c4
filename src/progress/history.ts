import type { Attempts } from '../interview/plan.ts';
import type { SessionSummary } from './summary.ts';

/** How often each question was attempted (submitted or timed out) in these sessions, whatever their order. */
export function attemptsIn(sessions: readonly SessionSummary[]): Attempts {
  const attempts = new Map<string, number>();
  for (const key of sessions.flatMap(({ attempted }) => attempted))
    attempts.set(key, (attempts.get(key) ?? 0) + 1);
  return attempts;
}
