import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Paths } from '../env.ts';
import { UserError } from '../errors.ts';
import { replay } from '../interview/evolve.ts';
import type { Draft, Recorded } from '../interview/event.ts';
import { sameTurn } from '../interview/event.ts';
import type { Session } from '../interview/session.ts';
import { readDraft } from './draft.ts';
import { reasonOf, sessionsFolder } from './paths.ts';
import type { Damage } from './segment.ts';
import { decodeSegment } from './segment.ts';

/** A session as it stands on disk. */
export interface StoredSession {
  id: string;
  /** null where the first event is lost: then `damage` says why. */
  session: Session | null;
  /** The text of the box that is open; null where none is. */
  draft: Draft | null;
  segments: readonly string[];
  damage: readonly Damage[];
}

/** Ids of all sessions. Those of one minute stand in no particular order. */
export function sessionIds(paths: Paths): string[] {
  try {
    const entries = readdirSync(sessionsFolder(paths), { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UserError(`cannot read ${sessionsFolder(paths)}: ${reasonOf(error)}.`, { cause: error });
  }
}

const SUFFIX = '.jsonl';

/** Names of the files that are a session's segments, in no particular order. */
export function segmentFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
}

/** Reads one session: the union of its segments, in the order in which they follow each other. */
export function readSession(paths: Paths, id: string): StoredSession {
  const folder = join(sessionsFolder(paths), id);
  const names = segmentFiles(folder)
    .map((name) => name.slice(0, -SUFFIX.length))
    .sort();
  const segments = names.map((name) => readSegment(folder, name));
  const { ordered, missing } = inOrder(segments);
  const told = replay(ordered.flatMap((segment) => segment.events));
  // What a journal calls itself is data; where it lies is what it is called.
  const session = told && { ...told, id };
  const draft = session?.open == null ? null : readDraft(folder);
  return {
    id,
    session,
    draft: draft !== null && session?.open != null && sameTurn(draft.turn, session.open) ? draft : null,
    segments: names,
    damage: [...missing, ...segments.flatMap((segment) => segment.damage)],
  };
}

/** The id of the session that is meant by it, by a unique start of it, or by the three characters that it ends with. */
export function findSession(paths: Paths, ref: string): string {
  const ids = sessionIds(paths);
  const matches = ids.includes(ref)
    ? [ref]
    : ids.filter((id) => ref !== '' && (id.startsWith(ref) || id.endsWith(`-${ref}`)));
  const [only, second] = matches;
  if (only !== undefined && second === undefined) return only;
  if (ids.length === 0) throw noSessions();
  throw only === undefined
    ? new UserError(`there is no session ${ref}.`, { help: '`hotseat sessions` lists them.' })
    : new UserError(
        `${ref} could be ${String(matches.length)} sessions: ${matches.slice(0, 5).join(', ')}.`,
        {
          help: 'type more of the id.',
        },
      );
}

export function noSessions(): UserError {
  return new UserError('there are no sessions yet.', { help: '`hotseat practice` starts the first one.' });
}

interface Segment {
  name: string;
  events: Recorded[];
  damage: Damage[];
}

function readSegment(folder: string, name: string): Segment {
  try {
    return { name, ...decodeSegment(name, readFileSync(join(folder, name + SUFFIX), 'utf8')) };
  } catch (error) {
    return { name, events: [], damage: [{ segment: name, line: 1, problem: reasonOf(error) }] };
  }
}

/**
 * Each segment after those that its writer had read. Segments that do not know each other come from two machines:
 * they follow in the order of their names, which start with the time. Any order of the files gives the same.
 */
function inOrder(segments: readonly Segment[]): { ordered: Segment[]; missing: Damage[] } {
  const known = new Set(segments.map(({ name }) => name));
  const before = (segment: Segment): readonly string[] => {
    const first = segment.events[0];
    return first?.type === 'continued' ? first.after : [];
  };
  const missing = segments.flatMap((segment) =>
    before(segment)
      .filter((name) => !known.has(name))
      .map((name): Damage => ({ segment: name, line: 1, problem: 'the whole segment is missing' })),
  );
  const ordered: Segment[] = [];
  const waiting = new Set(known);
  let rest = [...segments];
  while (rest.length > 0) {
    const isReady = (segment: Segment): boolean =>
      before(segment).every((name) => name === segment.name || !waiting.has(name));
    const next = rest.find(isReady) ?? rest[0];
    if (next === undefined) break;
    ordered.push(next);
    waiting.delete(next.name);
    rest = rest.filter((segment) => segment !== next);
  }
  return { ordered, missing };
}
