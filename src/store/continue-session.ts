import { continueJournal } from '../journal/journal.ts';
import type { StoredSession } from '../journal/sessions.ts';
import { readSession } from '../journal/sessions.ts';
import type { Env } from '../platform/env.ts';
import { failure } from '../platform/errors.ts';
import type { Event, Ms } from '../engine/event.ts';
import type { Session } from '../engine/session.ts';
import { reportDamage, unusable } from './damage.ts';

/** A stored session ready for writing: the position of its clock, and the event that opens a new segment. */
interface Continued extends StoredSession {
  session: Session;
  at: Ms;
  opening: Event;
}

/** Reads a session whose lock this process holds. Throws a UserError if it cannot be continued. */
export function readToContinue(env: Env, id: string): Continued {
  const stored = readSession(env.paths, id);
  reportDamage(env, stored);
  const { session, remains, draft, damage, segments, lines } = stored;
  if (session === null && remains !== null) {
    throw failure(
      `session ${id} cannot be continued: its first event is lost.`,
      `\`hotseat export ${id}\` prints what is left of it.`,
    );
  }
  if (session === null) throw unusable(stored);
  if (damage.some(({ isNewer }) => isNewer)) {
    throw failure(
      `session ${id} was written by a newer hotseat.`,
      `update hotseat to continue it; \`hotseat export ${id}\` shows what this version can read.`,
    );
  }
  if (damage.some(({ isUnread }) => isUnread)) {
    throw failure(
      `session ${id} is too large to continue.`,
      `\`hotseat export ${id}\` shows what was read of it.`,
    );
  }
  const at = Math.max(session.last.at, draft?.at ?? 0);
  const opening: Event = { type: 'continued', session: id, program: env.version, after: segments, lines };
  return { ...stored, session, at, opening };
}

/** Appends one event to a session in a new segment; existing segments never change. */
export function amend(env: Env, id: string, event: Event): void {
  const journal = continueJournal(env, id);
  try {
    const { opening, at } = readToContinue(env, id);
    journal.append(opening, at);
    journal.append(event, at);
  } finally {
    journal.close();
  }
}
