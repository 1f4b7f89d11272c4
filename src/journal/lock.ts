import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../platform/errors.ts';

/**
 * One live writer per session on each machine. A writer creates a file named after its host, process and start time,
 * and then looks for others. Two that start together see each other, so they never both continue. A lock whose process
 * is gone is void. Other machines do not matter: each writes its own segments.
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
}

/** Takes the session's lock, or says who holds it. */
export function takeLock(folder: string, now: number): Lock | LockHolder {
  const host = hostname().replace(/[^A-Za-z0-9-]/g, '_');
  const own = `${host}.${process.pid}.${startOf(process.pid)}.lock`;
  const release = (): void => {
    try {
      rmSync(join(folder, own), { force: true });
    } catch {
      // It is void once this process ends.
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

/** undefined for a lock that is being created or removed at this moment. */
function sinceOf(file: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { since?: number }).since;
  } catch {
    return undefined;
  }
}

/** When a process started, in the platform's format; '' if it is gone. Needed because process ids are reused. */
function startOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return '';
  }
  if (process.platform === 'linux') return linuxStart(pid);
  if (process.platform === 'win32') return 'running';
  try {
    // A fixed zone and language: another process may run with others, and ps would print another time.
    const env = { TZ: 'UTC', LC_ALL: 'C' };
    const start = execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env });
    return start.replace(/\W+/g, '-');
  } catch {
    return '';
  }
}

/** A zombie (state Z) counts as gone: it has ended, and its parent has not noticed yet. */
function linuxStart(pid: number): string {
  const fields = linuxStat(pid);
  return fields[0] === 'Z' ? '' : (fields[19] ?? '');
}

function isStopped(pid: number): boolean {
  return process.platform === 'linux' && linuxStat(pid)[0] === 'T';
}

/** The fields of /proc/<pid>/stat from the state on, which follows the command's name in parentheses. Empty if there is no process. */
function linuxStat(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
