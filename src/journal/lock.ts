import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * One live writer a session on each machine. A writer puts down a file of its own, named after host, process and
 * the process's start, and then looks for others: two that start together see each other, so never both go on.
 * A lock whose process is gone is void. Other machines are no rivals: each writes segments of its own.
 */
export interface Lock {
  release: () => void;
}

export interface LockHolder {
  pid: number;
  /** Milliseconds since 1970. */
  since: number;
  /** By Ctrl+Z, as far as the platform tells. */
  isStopped: boolean;
}

/** Takes the session's lock, or says who holds it. */
export function takeLock(folder: string, now: number): Lock | LockHolder {
  const host = hostname().replace(/[^A-Za-z0-9-]/g, '_');
  const own = `${host}.${process.pid}.${startOf(process.pid)}.lock`;
  const release = (): void => {
    try {
      rmSync(join(folder, own), { force: true });
    } catch {
      // It is void once this process has ended.
    }
  };
  try {
    writeFileSync(join(folder, own), JSON.stringify({ since: now }), { mode: 0o600 });
  } catch (error) {
    release();
    throw error;
  }
  for (const name of readdirSync(folder)) {
    const match = /^(.+)\.(\d+)\.([^.]*)\.lock$/.exec(name);
    if (match?.[1] !== host || name === own) continue;
    const pid = Number(match[2]);
    if (startOf(pid) === match[3]) {
      const holder = { pid, since: sinceOf(join(folder, name)) ?? now, isStopped: isStopped(pid) };
      release();
      return holder;
    }
    rmSync(join(folder, name), { force: true });
  }
  return { release };
}

/** undefined for a lock that is being put down or taken away at this moment. */
function sinceOf(file: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { since?: number }).since;
  } catch {
    return undefined;
  }
}

/** When a process started, in the platform's own terms; '' for one that is gone. A process number alone can be reused. */
function startOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return '';
  }
  if (process.platform === 'linux') return linuxStart(pid);
  if (process.platform === 'win32') return 'running';
  try {
    // It tells the time in our zone and language, unless told otherwise: another process may have others.
    const env = { TZ: 'UTC', LC_ALL: 'C' };
    const start = execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env });
    return start.replace(/\W+/g, '-');
  } catch {
    return '';
  }
}

/** A process that has ended and only waits to be noticed by its parent (state Z) writes nothing any more: it is gone. */
function linuxStart(pid: number): string {
  const fields = linuxStat(pid);
  return fields[0] === 'Z' ? '' : (fields[19] ?? '');
}

function isStopped(pid: number): boolean {
  return process.platform === 'linux' && linuxStat(pid)[0] === 'T';
}

/** /proc/<pid>/stat from field 3, the state, on: it follows the command's name, which may hold spaces and brackets. Empty for no process. */
function linuxStat(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
