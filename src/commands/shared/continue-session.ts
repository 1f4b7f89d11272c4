import { continueJournal } from '../../journal/journal.ts';
import type { StoredSession } from '../../journal/sessions.ts';
import { readSession } from '../../journal/sessions.ts';
import type { Env } from '../../platform/env.ts';
import { failure } from '../../platform/errors.ts';
import type { Event, Ms } from '../../engine/event.ts';
import type { Session } from '../../engine/session.ts';
import { tellDamage, unusable } from './damage.ts';

/** A stored session that may be written to, with how far its clock is, and the first event of a new segment. */
interface Continued extends StoredSession {
  session: Session;
  at: Ms;
  opening: Event;
}

/** Reads a session whose lock is held, so that nobody appends meanwhile. Throws a UserError where it cannot be gone on with. */
export function readToContinue(env: Env, id: string): Continued {
  const stored = readSession(env.paths, id);
  tellDamage(env, stored);
  const { session, draft, damage, segments, lines } = stored;
  if (session === null) throw unusable(stored);
  if (damage.some(({ isNewer }) => isNewer)) {
    throw failure(
      `session ${id} was written by a newer hotseat.`,
      `update this one to go on with it; \`hotseat export ${id}\` shows what it can read.`,
    );
  }
  const at = Math.max(session.last.at, draft?.at ?? 0);
  const opening: Event = { type: 'continued', session: id, program: env.version, after: segments, lines };
  return { ...stored, session, at, opening };
}

/** Adds one event to a session, in a segment of its own: nothing that stands is rewritten. `eventOf` may refuse by throwing. */
export function amend(env: Env, id: string, eventOf: (continued: Continued) => Event): void {
  const journal = continueJournal(env, id);
  try {
    const continued = readToContinue(env, id);
    const event = eventOf(continued);
    journal.append(continued.opening, continued.at);
    journal.append(event, continued.at);
  } finally {
    journal.close();
  }
}
