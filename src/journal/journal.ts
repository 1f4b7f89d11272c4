import {
  accessSync,
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Env } from '../platform/env.ts';
import { codeOf, failure, reasonOf, remedyFor, SaveError } from '../platform/errors.ts';
import { isoOf, zoneOf } from '../engine/clock.ts';
import type { Draft, Event, Ms, Recorded, Stamp } from '../engine/event.ts';
import { removeDrafts, writeDraft } from './draft.ts';
import { type Lock, takeLock } from '../platform/lock.ts';
import { makePrivateFolder, sessionFolder, sessionsFolder, syncFolder } from '../platform/paths.ts';
import { MOST_BYTES } from './damage.ts';
import { encodeLine, SEGMENT_SUFFIX } from './segment.ts';
import { openWhole } from '../platform/files.ts';

/** A session's open segment. Only this process appends to it, and an event is on disk when `append` returns. */
export interface Journal {
  id: string;
  /** Stamps, writes and syncs the event. Throws a SaveError if it cannot; then nothing of it is written. */
  append: (event: Event, at: Ms) => Recorded;
  /** Replaces the text of the open box on disk. */
  saveDraft: (draft: Draft) => void;
  /** The box holds the drafts of these earlier segments: they are removed once its text is on disk. */
  takeOver: (segments: readonly string[]) => void;
  /** Called when the answer's event is on disk, so the draft is no longer needed. */
  removeDrafts: () => void;
  /** Removes the segment, and on closing the session's folder if nothing else is in it. Throws a SaveError if it cannot. */
  discard: () => void;
  /** Releases the lock. Idempotent. */
  close: () => void;
}

/** Starts a session's journal under a new id. */
export function createJournal(env: Env): Journal {
  const id = freshFolder(env, sessionsFolder(env.paths));
  try {
    return openSegment(env, id, true);
  } catch (error) {
    discard(sessionFolder(env.paths, id));
    throw error;
  }
}

/** Continues a session in a new segment. Throws a UserError while another process on this machine has it open. */
export function continueJournal(env: Env, id: string): Journal {
  return openSegment(env, id, false);
}

/** `2026-11-24-1830-k3f`: the local minute, and three random characters. */
function freshFolder(env: Env, root: string): string {
  const time = isoOf(stampAt(env, 0)).slice(0, 16).replace('T', '-').replace(':', '');
  for (let tries = 0; tries < 100; tries++) {
    const id = `${time}-${chance(env, 3)}`;
    makePrivateFolder(root);
    try {
      mkdirSync(join(root, id), { mode: 0o700 });
      syncFolder(root);
      return id;
    } catch (error) {
      // A session that failed to start at this moment may have taken the empty root with it.
      const isRootGone = codeOf(error) === 'ENOENT' && !existsSync(root);
      if (codeOf(error) !== 'EEXIST' && !isRootGone) throw cannotWrite(root, error, true);
    }
  }
  throw new Error(`no free session id at ${time}`);
}

/** Lowercase letters and digits. */
function chance(env: Env, length: number): string {
  return env.entropy().toString(36).padStart(length, '0').slice(-length);
}

function stampAt(env: Env, at: Ms): Stamp {
  const wall = env.now();
  return { at: Math.round(at), wall, zone: zoneOf(new Date(wall).getTimezoneOffset()) };
}

function openSegment(env: Env, id: string, isNew: boolean): Journal {
  const lock = lockOrRefuse(env, id, isNew);
  const folder = sessionFolder(env.paths, id);
  const segment = `${new Date(env.now()).toISOString().replace(/\W/g, '')}-${chance(env, 6)}`;
  const file = join(folder, segment + SEGMENT_SUFFIX);
  const takenOver: string[] = [];
  const others = isNew ? 0 : bytesOrRelease(folder, lock);
  const refuseMore = (bytes: number): void => {
    if (others + size + bytes > MOST_BYTES) throw tooLarge(folder);
  };
  let n = 0;
  let size = 0;
  let draftSize = 0;
  let descriptor: number | null = null;
  return {
    id,
    append(event, at) {
      const recorded: Recorded = { ...event, ...stampAt(env, at) };
      const line = Buffer.from(encodeLine(n, recorded));
      refuseMore(line.length + draftSize);
      try {
        if (descriptor === null) descriptor = createFile(file, line);
        else appendWhole(descriptor, file, line, size);
        size += line.length;
      } catch (error) {
        throw cannotWrite(folder, error, isNew && n === 0);
      }
      n += 1;
      return recorded;
    },
    saveDraft: (draft) => {
      const text = JSON.stringify(draft);
      const bytes = Buffer.byteLength(text);
      refuseMore(bytes);
      try {
        writeDraft(folder, segment, text);
        draftSize = bytes;
      } catch (error) {
        throw cannotWrite(folder, error);
      }
      removeDrafts(folder, takenOver.splice(0));
    },
    takeOver: (segments) => {
      takenOver.push(...segments);
    },
    removeDrafts: () => {
      removeDrafts(folder, [segment, ...takenOver.splice(0)]);
      draftSize = 0;
    },
    discard() {
      removeDrafts(folder, [segment]);
      try {
        rmSync(file, { force: true });
      } catch (error) {
        throw cannotWrite(folder, error);
      }
      n = 0;
    },
    close() {
      const open = descriptor;
      descriptor = null;
      try {
        if (open !== null) closeSync(open);
      } finally {
        lock.release();
        if (n === 0) discard(folder);
      }
    },
  };
}

function bytesOrRelease(folder: string, lock: Lock): number {
  try {
    return bytesIn(folder);
  } catch (error) {
    lock.release();
    throw cannotWrite(folder, error);
  }
}

/** The size of a session's segments. */
function bytesIn(folder: string): number {
  return readdirSync(folder)
    .filter((name) => name.endsWith(SEGMENT_SUFFIX))
    .reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** A session that was written must be readable: no reader takes more. */
function tooLarge(folder: string): SaveError {
  const reason = `it would be larger than ${MOST_BYTES / 2 ** 20} MiB`;
  return new SaveError(folder, reason, 'save the answer elsewhere, and make it shorter here.', null);
}

/** Removes what a disk that was full from the start left behind: the folders too, unless they hold something else. */
function discard(folder: string): void {
  try {
    rmdirSync(folder);
    rmdirSync(dirname(folder));
  } catch {
    // It holds other segments or sessions, or nothing can be removed there either.
  }
}

/** Keeps other processes of this machine from choosing questions at the same moment; null while one of them does. */
export function lockToStart(env: Env): Lock | null {
  const folder = sessionsFolder(env.paths);
  makePrivateFolder(folder);
  try {
    const taken = takeLock(folder, env.now());
    return 'release' in taken ? taken : null;
  } catch (error) {
    throw cannotWrite(folder, error, true);
  }
}

export function lockOrRefuse(env: Env, id: string, isNew = false): Lock {
  const folder = sessionFolder(env.paths, id);
  let taken: ReturnType<typeof takeLock>;
  try {
    taken = takeLock(folder, env.now());
  } catch (error) {
    throw cannotWrite(folder, error, isNew);
  }
  if ('release' in taken) return taken;
  const since = new Date(taken.since).toTimeString().slice(0, 5);
  throw failure(
    `session ${id} is open in another hotseat, process ${taken.pid}, since ${since}.`,
    `${taken.isStopped ? 'it is suspended: run `fg` in its terminal.' : 'continue there, or end it there first.'} ` +
      `If that process is something else, remove ${taken.file}.`,
  );
}

/**
 * A new file that a power cut keeps. It appears with its first line in it: a kill in between would leave an empty one,
 * which looks like a loss.
 */
function createFile(file: string, line: Uint8Array): number {
  const descriptor = openWhole(file, line);
  syncFolder(dirname(file));
  return descriptor;
}

/** Writes and syncs after the first `size` bytes; removes a line that a full disk cut short. */
function appendWhole(descriptor: number, file: string, line: Buffer, size: number): void {
  const there = fstatSync(descriptor);
  // The file was removed: the system would accept the line and lose it when this process ends.
  if (there.nlink === 0) accessSync(file);
  // A failed write may have left bytes that could not be removed then: they must not precede this line.
  if (there.size > size) ftruncateSync(descriptor, size);
  try {
    // One write call, and more only if the system accepted a part; throws if it then refuses the rest.
    writeFileSync(descriptor, line);
    fdatasyncSync(descriptor);
  } catch (error) {
    try {
      ftruncateSync(descriptor, size);
    } catch {
      // The first error is the one to report.
    }
    throw error;
  }
}

const RESUME = '`hotseat resume` continues from the last word that was saved.';

/**
 * A system error as a SaveError; any other error is a bug and stays as it is. A session that did not start has nothing
 * to resume.
 */
function cannotWrite(folder: string, error: unknown, isNew = false): Error {
  if (error instanceof Error && !('code' in error)) return error;
  const remedy = remedyFor(error, folder) ?? 'check that disk.';
  return new SaveError(folder, reasonOf(error), isNew ? remedy : `${remedy.slice(0, -1)}; ${RESUME}`, error);
}
