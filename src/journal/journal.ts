import {
  accessSync,
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Env } from '../platform/env.ts';
import { codeOf, failure, SaveError } from '../platform/errors.ts';
import { zoneOf } from '../engine/clock.ts';
import type { Draft, Event, Ms, Recorded, Stamp } from '../engine/event.ts';
import { removeDrafts, writeDraft } from './draft.ts';
import type { Lock } from './lock.ts';
import { takeLock } from './lock.ts';
import { makePrivateFolder, reasonOf, remedyFor, sessionFolder, sessionsFolder } from '../platform/paths.ts';
import { encodeLine } from './segment.ts';
import { syncFolder } from '../platform/sync-folder.ts';

/** A session's open segment: this process alone appends to it, and an event is on disk when `append` returns. */
export interface Journal {
  id: string;
  /** Stamps the event, writes and syncs it. Throws a SaveError when it cannot; then nothing of it is written. */
  append: (event: Event, at: Ms) => Recorded;
  /** Replaces the text of the open box on disk. */
  saveDraft: (draft: Draft) => void;
  /** The drafts of these earlier segments stand in the box: they go when its text is on disk. */
  takeOver: (segments: readonly string[]) => void;
  /** The answer's event is on disk: the box's text need not be. */
  removeDrafts: () => void;
  /** Gives up the lock. Idempotent. */
  close: () => void;
}

/** Begins a session's journal under a fresh id. */
export function createJournal(env: Env): Journal {
  const root = sessionsFolder(env.paths);
  makePrivateFolder(root);
  const id = freshFolder(env, root);
  try {
    return openSegment(env, id, true);
  } catch (error) {
    discard(sessionFolder(env.paths, id));
    throw error;
  }
}

/**
 * Goes on with a session in a segment of its own. Throws a UserError while another process of this machine has it.
 */
export function continueJournal(env: Env, id: string): Journal {
  return openSegment(env, id, false);
}

/** `2026-11-24-1830-k3f`: the local minute, and three characters of chance. */
function freshFolder(env: Env, root: string): string {
  const { wall, zone } = stampAt(env, 0);
  const minute = new Date(wall - new Date(wall).getTimezoneOffset() * 60_000).toISOString();
  const time = `${minute.slice(0, 10)}-${minute.slice(11, 16).replace(':', '')}`;
  for (let tries = 0; tries < 100; tries++) {
    const id = `${time}-${chance(env, 3)}`;
    try {
      mkdirSync(join(root, id), { mode: 0o700 });
      syncFolder(root);
      return id;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw cannotWrite(root, error, true);
    }
  }
  throw new Error(`no free session id at ${time}${zone}`);
}

/** Lower-case letters and digits. */
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
  const file = join(folder, `${segment}.jsonl`);
  const takenOver: string[] = [];
  let n = 0;
  let size = 0;
  let descriptor: number | null = null;
  return {
    id,
    append(event, at) {
      const recorded: Recorded = { ...event, ...stampAt(env, at) };
      try {
        descriptor ??= createFile(file, folder);
        const line = Buffer.from(encodeLine(n, recorded));
        appendWhole(descriptor, file, line, size);
        size += line.length;
      } catch (error) {
        throw cannotWrite(folder, error, isNew && n === 0);
      }
      n += 1;
      return recorded;
    },
    saveDraft: (draft) => {
      try {
        writeDraft(folder, segment, draft);
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
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
      lock.release();
      descriptor = null;
      if (n === 0) discard(folder, file);
    },
  };
}

/** A disk that was full from the start leaves nothing behind: the folders go too, unless others wrote into them. */
function discard(folder: string, file?: string): void {
  try {
    if (file !== undefined) rmSync(file, { force: true });
    rmdirSync(folder);
    rmdirSync(dirname(folder));
  } catch {
    // It holds other segments or sessions, or nothing can be removed there either.
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
    taken.isStopped
      ? 'that one is stopped: `fg` in its terminal brings it back.'
      : 'go on there, or end it there first.',
  );
}

/** A new file whose name survives a power cut. */
function createFile(file: string, folder: string): number {
  const descriptor = openSync(file, 'ax', 0o600);
  syncFolder(folder);
  return descriptor;
}

/** Written and synced behind the first `size` bytes; what a full disk cut short is taken back. */
function appendWhole(descriptor: number, file: string, line: Buffer, size: number): void {
  const there = fstatSync(descriptor);
  // Somebody has removed it: the system would take the line, and forget it when we end.
  if (there.nlink === 0) accessSync(file);
  // A disk that failed may have refused that too: then what it left must not stand before this line.
  if (there.size > size) ftruncateSync(descriptor, size);
  try {
    // One write, and others only where the system took a part: what it refuses in the end throws.
    writeFileSync(descriptor, line);
    fdatasyncSync(descriptor);
  } catch (error) {
    try {
      ftruncateSync(descriptor, size);
    } catch {
      // The first error is the one to tell.
    }
    throw error;
  }
}

const RESUME = '`hotseat resume` goes on from the last word that was saved: sessions stay where they are.';

/**
 * A refusal of the system in words; any other error is a bug, and stays one. There is nothing to resume of a session that
 * did not begin.
 */
function cannotWrite(folder: string, error: unknown, isNew = false): Error {
  if (error instanceof Error && !('code' in error)) return error;
  const remedy = remedyFor(error, folder) ?? 'see to that disk.';
  return new SaveError(folder, reasonOf(error), isNew ? remedy : `${remedy.slice(0, -1)}; ${RESUME}`, error);
}
