import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Env, Paths } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { summaryOf, type SessionSummary } from '../progress/summary.ts';
import { openIndex } from '../platform/index-file.ts';
import { sessionsFolder } from '../platform/paths.ts';
import { matchingIds, noSessions, readSession, sessionIds, type StoredSession } from './sessions.ts';

/** Sessions in brief. */
export interface Summaries {
  summaries: SessionSummary[];
  /** Those of which something could not be read. */
  damaged: Pick<StoredSession, 'id' | 'damage'>[];
}

/**
 * All sessions, the one that was touched last at the end. Those whose files have changed since the last look are read,
 * and so is a damaged one each time, for what stood in the way may be gone without a trace in its files; the others come
 * from an index.
 */
export function readSummaries({ paths, build, now }: Env): Summaries {
  const root = sessionsFolder(paths);
  const file = join(paths.cache, 'sessions.index');
  const title = `sessions by hotseat ${build}`;
  const index = openIndex<SessionSummary>({ file, root, title, now });
  const damaged: Summaries['damaged'] = [];
  const summaries = sessionIds(paths).flatMap((id) => {
    const kept = index.get(id);
    if (kept !== undefined) return kept;
    const sight = index.look(id, () => readdirSync(join(root, id)));
    const { session, damage } = readSession(paths, id);
    if (damage.length > 0) damaged.push({ id, damage });
    if (session === null) return [];
    const summary = summaryOf(session);
    if (damage.length === 0) index.keep(id, sight, summary);
    return summary;
  });
  index.save();
  return { summaries: summaries.sort((a, b) => a.touched - b.touched), damaged };
}

/**
 * As many sessions as are asked for of those that began last, as their ids say, and how many others there are. It reads
 * nothing else, so that their number does not matter.
 */
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

/** The id of the one session that is meant by its id, a unique part of it (see `matchingIds`), or its name. */
export function findSession(env: Env, ref: string): string {
  const ids = matchingIds(env.paths, ref);
  const matches = ids.length > 0 ? ids : idsNamed(env, ref);
  const [only, second] = matches;
  if (only !== undefined && second === undefined) return only;
  if (only !== undefined) {
    throw new UserError(`${ref} could be ${matches.length} sessions: ${matches.slice(0, 5).join(', ')}.`, {
      help: 'type more of the id.',
    });
  }
  if (sessionIds(env.paths).length === 0) throw noSessions();
  throw new UserError(`there is no session ${ref}.`, { help: '`hotseat sessions` lists them.' });
}

function idsNamed(env: Env, name: string): string[] {
  const named = (other: string | null): boolean => other?.toLowerCase() === name.trim().toLowerCase();
  return readSummaries(env).summaries.flatMap((summary) => (named(summary.name) ? summary.id : []));
}

/** The id of the session that was touched last, or of the last one of those that are paused. */
export function lastSession(env: Env, which: 'any' | 'paused'): string {
  const { summaries, damaged } = readSummaries(env);
  if (summaries.length === 0 && damaged.length === 0) throw noSessions();
  const last = summaries.findLast(({ state }) => which === 'any' || state === 'paused');
  if (last !== undefined) return last.id;
  throw which === 'paused'
    ? new UserError('no session is paused: all are finished or ended.', {
        help: '`hotseat practice` starts a new round.',
      })
    : new UserError('no session can be read.', { help: '`hotseat sessions` says what is wrong with each.' });
}
