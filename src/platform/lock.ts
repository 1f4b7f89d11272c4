import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlainStart } from './files.ts';
import { isSuspended, processName, processNamed } from './process-name.ts';

/**
 * One live writer per folder on each machine. A writer creates a file named after its process, and then looks for others.
 * Two that start together see each other, so they never both continue. A lock whose process is gone is void. Other
 * machines do not matter: their files have other names.
 */
export interface Lock {
  release: () => void;
}

export interface LockHolder {
  pid: number;
  /** Milliseconds since 1970. */
  since: number;
  /** Suspended with Ctrl+Z, if the platform can tell. */
  isStopped: boolean;
  /** The lock's path. */
  file: string;
}

const SUFFIX = '.lock';

/** Takes the folder's lock, or says who holds it. */
export function takeLock(folder: string, now: number): Lock | LockHolder {
  const own = processName() + SUFFIX;
  const release = (): void => {
    remove(join(folder, own));
  };
  // A file with this name is from an earlier process, or is a link that must not be followed.
  release();
  try {
    writeFileSync(join(folder, own), JSON.stringify({ since: now }), { flag: 'wx', mode: 0o600 });
    const holder = otherHolder(folder, own, now);
    if (holder === null) return { release };
    release();
    return holder;
  } catch (error) {
    release();
    throw error;
  }
}

/** The live holder of another lock in the folder; null if there is none. Removes void locks. */
function otherHolder(folder: string, own: string, now: number): LockHolder | null {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(SUFFIX) || name === own) continue;
    const named = processNamed(name.slice(0, -SUFFIX.length));
    if (named === null) continue;
    const file = join(folder, name);
    if (!named.isGone)
      return { pid: named.pid, since: sinceOf(file) ?? now, isStopped: isSuspended(named.pid), file };
    remove(file);
  }
  return null;
}

/** A lock that cannot be removed is void once its process has ended. */
function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Another user's, or on a disk that has become read-only.
  }
}

/** Far more than a lock holds, in bytes. */
const LONGEST = 1024;

/** undefined for a lock that is being created or removed at this moment. */
function sinceOf(file: string): number | undefined {
  try {
    return (JSON.parse(readPlainStart(file, LONGEST).bytes.toString('utf8')) as { since?: number }).since;
  } catch {
    return undefined;
  }
}
