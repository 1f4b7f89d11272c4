import { readdirSync } from 'node:fs';
import type { Env, Paths } from '../platform/env.ts';
import { summaryOf, type SessionSummary } from '../progress/summary.ts';
import { openIndex } from '../platform/index-file.ts';
import { atOnce } from '../platform/steps.ts';
import { sessionFolder, sessionsFolder } from '../platform/paths.ts';
import { readSession, sessionIds, type StoredSession } from './sessions.ts';

export interface Summaries {
  summaries: SessionSummary[];
  /** The sessions that could not be read completely. */
  damaged: Pick<StoredSession, 'id' | 'damage'>[];
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
  for (const id of sessionIds(paths)) {
    const kept = index.get(id);
    if (kept !== undefined) {
      summaries.push(kept);
      continue;
    }
    yield;
    const sight = index.look(id, () => readdirSync(sessionFolder(paths, id)));
    const { session, damage } = readSession(paths, id);
    if (damage.length > 0) damaged.push({ id, damage });
    if (session === null) continue;
    const summary = summaryOf(session);
    if (damage.length === 0) index.keep(id, sight, summary);
    summaries.push(summary);
  }
  index.save();
  return { summaries: summaries.sort((a, b) => a.touched - b.touched), damaged };
}

/** The sessions that began last, by their ids, and how many others there are. The others are not read. */
export function newestSummaries(paths: Paths, most: number): Summaries & { others: number } {
  const ids = sessionIds(paths).reverse();
  const found: Summaries = { summaries: [], damaged: [] };
  while (found.summaries.length < most) {
    const id = ids.shift();
    if (id === undefined) break;
    const { session, damage } = readSession(paths, id);
    if (damage.length > 0) found.damaged.push({ id, damage });
    if (session !== null) found.summaries.push(summaryOf(session));
  }
  return { ...found, others: ids.length };
}
