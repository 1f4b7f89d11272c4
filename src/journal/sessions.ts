import { readdirSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Paths, Env } from '../platform/env.ts';
import { codeOf, failure, reasonOf } from '../platform/errors.ts';
import { sortDrafts } from '../engine/drafts.ts';
import { replay, withDraftLeft } from '../engine/evolve.ts';
import { remainsOf } from '../engine/salvage.ts';
import type { Draft, Recorded } from '../engine/event.ts';
import type { Session } from '../engine/session.ts';
import { readDrafts } from './draft.ts';
import { byUnits } from '../text/format.ts';
import { seenAt, sessionFolder, sessionsFolder, makePrivateFolder } from '../platform/paths.ts';
import { readPlainStart } from '../platform/files.ts';
import { type Damage, type Allowance, fullAllowance, withinAllowance } from './damage.ts';
import { inOrder, missingFrom, type Segment } from './segment-order.ts';
import { decodeSegment, SEGMENT_SUFFIX } from './segment.ts';
import { lockOrRefuse } from './journal.ts';

/** A session as stored on disk. */
export interface StoredSession {
  id: string;
  /** All readable events, in order. */
  events: readonly Recorded[];
  /** null if the first event is lost: then `damage` says why. */
  session: Session | null;
  /** What is left of a session without its first event: readable, but it cannot continue. null if nothing is, or `session` is there. */
  remains: Session | null;
  /** The text of the open box; null if none is open. */
  draft: Draft | null;
  segments: readonly string[];
  /** The number of lines in each segment. */
  lines: readonly number[];
  /** The segments whose drafts a continuing process takes over. */
  drafts: readonly string[];
  damage: readonly Damage[];
}

/** The ids of all sessions, oldest first; those of one minute are in no particular order. */
export function sessionIds(paths: Paths): string[] {
  return sessionEntries(paths).map(({ id }) => id);
}

/** As `sessionIds`, with what is named like a session and is no folder: it is reported as damaged, not passed over. */
export function sessionEntries(paths: Paths): { id: string; isFolder: boolean }[] {
  const folder = sessionsFolder(paths);
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || ID.test(entry.name))
      .map((entry) => ({ id: entry.name, isFolder: entry.isDirectory() }))
      .sort((a, b) => byUnits(a.id, b.id));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw failure(
      `cannot read ${folder}: ${reasonOf(error)}.`,
      'make it a folder that you can read: `ls -ld` shows its owner and mode.',
      error,
    );
  }
}

/** As the journal names a session: its local minute, and three characters. */
const ID = /^\d{4}-\d\d-\d\d-\d{4}-[0-9a-z]{3}$/;

/** Why a session cannot be in this place; null if it can. A link may lead out of the data folder, so none is followed. */
export function obstacleTo(paths: Paths, id: string): string | null {
  try {
    const there = seenAt(sessionFolder(paths, id));
    if (there === undefined || there.isDirectory()) return null;
    return there.isSymbolicLink() ? 'it is a link' : 'it is not a folder';
  } catch (error) {
    return reasonOf(error);
  }
}

/** Reads one session: the union of its segments, in order. */
export function readSession(paths: Paths, id: string): StoredSession {
  const folder = sessionFolder(paths, id);
  const obstacle = obstacleTo(paths, id);
  if (obstacle !== null) return nothingOf(id, obstacle);
  let files: string[];
  try {
    files = readdirSync(folder).sort();
  } catch (error) {
    return nothingOf(id, codeOf(error) === 'ENOENT' ? null : reasonOf(error));
  }
  const allowance = fullAllowance();
  const within = withinAllowance(files, allowance);
  const names = within.files.flatMap((name) =>
    name.endsWith(SEGMENT_SUFFIX) ? name.slice(0, -SEGMENT_SUFFIX.length) : [],
  );
  const found = names.map((name) => readSegment(folder, name, allowance));
  // A segment without a line is nothing: its writer was killed before the first, or it is on its way from another machine.
  const segments = found.filter(({ lines, damage }) => lines > 0 || damage.length > 0);
  const events = inOrder(segments).flatMap((segment) => segment.events);
  const told = replay(events);
  const remains = told === null ? remainsOf(id, events) : null;
  const stored = readDrafts(folder, within.files, allowance);
  const drafts = sortDrafts(stored.drafts, segments, (told ?? remains)?.open ?? null);
  // A session is named by its folder; the id inside the journal is only data.
  const whole = (session: Session | null): Session | null =>
    session && drafts.left.reduce(withDraftLeft, { ...session, id });
  return {
    id,
    events,
    session: whole(told),
    remains: whole(remains),
    draft: drafts.open,
    segments: segments.map(({ name }) => name),
    lines: segments.map(({ lines }) => lines),
    drafts: drafts.done,
    damage: [
      ...within.damage,
      ...missingFrom(found, stored.drafts),
      ...segments.flatMap((segment) => segment.damage),
      ...stored.damage,
    ],
  };
}

function nothingOf(id: string, problem: string | null): StoredSession {
  const damage = problem === null ? [] : [{ file: null, line: null, problem }];
  const nothing = { session: null, remains: null, draft: null };
  return { id, events: [], ...nothing, segments: [], lines: [], drafts: [], damage };
}

function readSegment(folder: string, name: string, allowance: Allowance): Segment {
  const file = name + SEGMENT_SUFFIX;
  try {
    const { bytes, isWhole } = readPlainStart(join(folder, file), allowance.bytes);
    allowance.bytes -= bytes.length;
    return { name, ...decodeSegment(file, bytes.toString('utf8'), allowance, isWhole) };
  } catch (error) {
    return { name, events: [], damage: [{ file, line: null, problem: reasonOf(error) }], lines: 0 };
  }
}

/**
 * Moves a session to the trash folder beside the sessions; gives its new path. Throws a UserError while another process
 * has it open.
 */
export function moveToTrash(env: Env, id: string): string {
  const folder = sessionFolder(env.paths, id);
  const trash = join(env.paths.data, 'trash');
  makePrivateFolder(trash);
  const lock = lockOrRefuse(env, id);
  const to = freeName(join(trash, id));
  try {
    renameSync(folder, to);
  } catch (error) {
    throw failure(`cannot move ${folder} to ${trash}: ${reasonOf(error)}.`, 'nothing was moved.', error);
  } finally {
    // If the session was moved, its lock went along; it is void when this process ends.
    lock.release();
  }
  return to;
}

/** A session that was restored and deleted again must not replace the earlier copy. */
function freeName(path: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? path : `${path}-${n}`;
    if (!existsSync(name)) return name;
  }
}
