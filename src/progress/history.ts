import { keyOf } from '../interview/plan.ts';
import type { Session } from '../interview/session.ts';
import { isAttempted } from '../interview/session.ts';

export interface History {
  /** How often each question was attempted (submitted or timed out), by bank and id. */
  attempts: ReadonlyMap<string, number>;
  /** Questions that were ever asked, by bank and id. */
  met: ReadonlySet<string>;
}

/** A fold over past sessions, in any order. */
export function historyOf(sessions: Iterable<Session>): History {
  const attempts = new Map<string, number>();
  const met = new Set<string>();
  for (const session of sessions) {
    for (const planned of session.questions) {
      const key = keyOf(planned.question);
      if (planned.turns[0]?.asked === true) met.add(key);
      if (isAttempted(planned)) attempts.set(key, (attempts.get(key) ?? 0) + 1);
    }
  }
  return { attempts, met };
}
