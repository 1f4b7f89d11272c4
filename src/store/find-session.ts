import { readSummaries, type Summaries } from './session-index.ts';
import { obstacleTo, sessionIds, readSession } from '../journal/sessions.ts';
import type { Env, Paths } from '../platform/env.ts';
import { failure, UserError } from '../platform/errors.ts';
import { sessionsFolder } from '../platform/paths.ts';
import { cleanLine } from '../text/clean.ts';
import { reportDamaged, unusable } from './damage.ts';
import type { Session, TurnRecord } from '../engine/session.ts';

/**
 * The id of the one session with this id, a unique part of it (see `matchingIds`), or this name. Throws a UserError if
 * there is none, or if it is no folder.
 */
export function findSession(env: Env, ref: string): string {
  const ids = matchingIds(env.paths, ref);
  const matches = ids.length > 0 ? ids : idsNamed(env, ref);
  if (matches.length > 1) {
    throw new UserError(`${ref} could be ${matches.length} sessions: ${matches.slice(0, 5).join(', ')}.`, {
      help: 'type more of the id.',
    });
  }
  const [only] = matches;
  if (only !== undefined) {
    requireFolder(env.paths, only);
    return only;
  }
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

/** Reports the damaged sessions with another name or none: theirs may be what is damaged. */
function idsNamed(env: Env, name: string): string[] {
  const past = readSummaries(env);
  const ids = namedIn(past, name);
  reportDamaged(
    env,
    past.damaged.filter(({ id }) => !ids.includes(id)),
  );
  return ids;
}

function namedIn({ summaries, damaged }: Summaries, name: string): string[] {
  const lost = damaged.flatMap(({ isLost, summary }) => (isLost && summary !== null ? summary : []));
  const wanted = name.trim().toLowerCase();
  return [...summaries, ...lost].flatMap((summary) =>
    summary.name?.toLowerCase() === wanted ? summary.id : [],
  );
}

/** Throws a UserError if a session other than `id` has this name, in any case. */
export function requireUnusedName(env: Env, id: string, name: string): void {
  const other = namedIn(readSummaries(env), name).find((named) => named !== id);
  if (other === undefined) return;
  throw new UserError(`session ${cleanLine(other)} is already called ${name}.`, {
    help: 'choose another name, or rename that session first.',
  });
}

function requireFolder(paths: Paths, id: string): void {
  const obstacle = obstacleTo(paths, id);
  if (obstacle === null) return;
  throw failure(
    `session ${id} cannot be used: ${obstacle}.`,
    `hotseat reads and writes only folders in ${sessionsFolder(paths)}.`,
  );
}

/** The id of the session with the latest event, damaged or not: what reads it says what is wrong with it. */
export function newestSession(env: Env): string {
  const { summaries, damaged } = readSummaries(env);
  const newest = [...summaries, ...damaged].sort((a, b) => a.touched - b.touched).at(-1);
  if (newest === undefined) throw noSessions();
  return newest.id;
}

/** The id of the last paused session. Reports those that cannot be read, since one of them may be what was paused last. */
export function lastPaused(env: Env): string {
  const { summaries, damaged } = readSummaries(env);
  if (summaries.length === 0 && damaged.length === 0) throw noSessions();
  const last = summaries.findLast(({ state }) => state === 'paused');
  const newer = damaged.filter(({ isLost, touched }) => isLost && touched >= (last?.touched ?? -Infinity));
  reportDamaged(env, newer);
  if (last !== undefined) return last.id;
  throw new UserError(
    newer.length === 0 ? 'no session is paused.' : 'no session that can be read is paused.',
    { help: '`hotseat practice` starts a new round.' },
  );
}

export function noSessions(): UserError {
  return new UserError('there are no sessions yet.', { help: '`hotseat practice` starts the first one.' });
}

/** A turn by its number in the transcript, from 1. */
export interface NumberedTurn {
  number: number;
  record: TurnRecord;
}

export function readableSession(env: Env, id: string): Session {
  const stored = readSession(env.paths, id);
  if (stored.session === null) throw unusable(stored);
  return stored.session;
}

/** Every turn of a session as the transcript numbers them, or the one that is named. */
export function turnsToUse({ id, questions }: Session, only: number | undefined): NumberedTurn[] {
  const turns = questions
    .flatMap((question) => question.turns)
    .map((record, at): NumberedTurn => ({ number: at + 1, record }));
  if (only === undefined) return turns;
  const found = turns.filter(({ number }) => number === only);
  if (found.length === 0)
    throw new UserError(`session ${id} has no turn ${only}: it has ${turns.length}.`, {
      help: 'questions and follow-ups are counted in the order in which they are asked, as in `hotseat export`.',
    });
  return found;
}
