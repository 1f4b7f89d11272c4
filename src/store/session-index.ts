import { readdirSync } from 'node:fs';
import type { Env, Paths } from '../platform/env.ts';
import { summaryOf, type SessionSummary } from '../progress/summary.ts';
import { openIndex } from '../platform/index-file.ts';
import { atOnce } from '../platform/steps.ts';
import { seenAt, sessionFolder, sessionsFolder } from '../platform/paths.ts';
import { segmentTime } from '../journal/segment.ts';
import { readSession, sessionEntries, type StoredSession } from '../journal/sessions.ts';

export interface Summaries {
  /** The sessions whose first event is there. */
  summaries: SessionSummary[];
  /** The sessions that could not be read completely. */
  damaged: DamagedSession[];
}

export interface DamagedSession extends Pick<StoredSession, 'id' | 'damage'> {
  /** Its first event is lost, so it is not among the summaries. */
  isLost: boolean;
  /** What is left of it, without its questions if it is lost; null if nothing is. */
  summary: SessionSummary | null;
  /** When it was last written, as far as that can be seen, in milliseconds since 1970. */
  touched: number;
}

/**
 * The summaries of all sessions, the latest touched last. A session whose files are unchanged comes from an index. A
 * damaged one is read every time, since what made it unreadable may go away without a change to its files.
 */
export function readSummaries(env: Env): Summaries {
  return atOnce(summarySteps(env));
}

/** As `readSummaries`, with a step for each session that is not in the index, for a command that shows a spinner. */
export function* summarySteps(env: Env): Generator<undefined, Summaries> {
  const { paths } = env;
  const index = openIndex<SessionSummary>(env, 'sessions', sessionsFolder(paths));
  const damaged: Summaries['damaged'] = [];
  const summaries: SessionSummary[] = [];
  for (const { id, isFolder } of sessionEntries(paths)) {
    const kept = isFolder ? index.get(id) : undefined;
    if (kept !== undefined) {
      summaries.push(kept);
      continue;
    }
    yield;
    const sight = isFolder ? index.look(id, () => readdirSync(sessionFolder(paths, id))) : null;
    const stored = readSession(paths, id);
    if (stored.damage.length > 0) damaged.push(damagedSession(paths, stored));
    if (stored.session === null) continue;
    const summary = summaryOf(stored.session);
    if (stored.damage.length === 0) index.keep(id, sight, summary);
    summaries.push(summary);
  }
  index.save();
  return { summaries: summaries.sort((a, b) => a.touched - b.touched), damaged };
}

function damagedSession(paths: Paths, stored: StoredSession): DamagedSession {
  const { id, damage, session } = stored;
  const readable = session ?? stored.remains;
  return {
    id,
    damage,
    isLost: session === null,
    summary: readable && summaryOf(readable),
    touched: touchedAt(paths, stored),
  };
}

/** By its last readable event or the name of a segment that may follow it; without both, by its folder. */
function touchedAt(paths: Paths, { id, session, remains, segments }: StoredSession): number {
  const last = (session ?? remains)?.last.wall ?? -Infinity;
  const touched = segments.reduce((latest, name) => Math.max(latest, segmentTime(name)), last);
  if (touched > -Infinity) return touched;
  try {
    return seenAt(sessionFolder(paths, id))?.mtimeMs ?? touched;
  } catch {
    // Its damage says why.
    return touched;
  }
}
