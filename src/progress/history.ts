import type { SessionSummary } from './summary.ts';

export interface History {
  /** How often each question was attempted (submitted or timed out), by bank and id. */
  attempts: ReadonlyMap<string, number>;
  /** Questions that were ever asked, by bank and id. */
  met: ReadonlySet<string>;
}

/** A fold over past sessions, in any order. */
export function historyOf(sessions: readonly SessionSummary[]): History {
  const attempts = new Map<string, number>();
  for (const key of sessions.flatMap(({ attempted }) => attempted))
    attempts.set(key, (attempts.get(key) ?? 0) + 1);
  return { attempts, met: new Set(sessions.flatMap(({ met }) => met)) };
}
