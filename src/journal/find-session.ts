import type { Env, Paths } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { readSummaries } from './session-index.ts';
import { sessionIds } from './sessions.ts';

/** The id of the one session with this id, a unique part of it (see `matchingIds`), or this name. */
export function findSession(env: Env, ref: string): string {
  const ids = matchingIds(env.paths, ref);
  const matches = ids.length > 0 ? ids : idsNamed(env, ref);
  if (matches.length > 1) {
    throw new UserError(`${ref} could be ${matches.length} sessions: ${matches.slice(0, 5).join(', ')}.`, {
      help: 'type more of the id.',
    });
  }
  const [only] = matches;
  if (only !== undefined) return only;
  if (sessionIds(env.paths).length === 0) throw noSessions();
  throw new UserError(`there is no session ${ref}.`, { help: '`hotseat sessions` lists them.' });
}

/** The ids that equal `ref`, start with it, or end with its three characters. */
function matchingIds(paths: Paths, ref: string): string[] {
  const ids = sessionIds(paths);
  return ids.includes(ref)
    ? [ref]
    : ids.filter((id) => ref !== '' && (id.startsWith(ref) || id.endsWith(`-${ref}`)));
}

function idsNamed(env: Env, name: string): string[] {
  const named = (other: string | null): boolean => other?.toLowerCase() === name.trim().toLowerCase();
  return readSummaries(env).summaries.flatMap((summary) => (named(summary.name) ? summary.id : []));
}

/** The id of the session with the latest event, of all or of those that are paused. */
export function lastSession(env: Env, which: 'any' | 'paused'): string {
  const { summaries, damaged } = readSummaries(env);
  if (summaries.length === 0 && damaged.length === 0) throw noSessions();
  const last = summaries.findLast(({ state }) => which === 'any' || state === 'paused');
  if (last !== undefined) return last.id;
  throw which === 'paused'
    ? new UserError('no session is paused: all are finished or ended.', {
        help: '`hotseat practice` starts a new round.',
      })
    : new UserError('no session can be read.', { help: '`hotseat sessions` shows what is wrong with each.' });
}

export function noSessions(): UserError {
  return new UserError('there are no sessions yet.', { help: '`hotseat practice` starts the first one.' });
}
