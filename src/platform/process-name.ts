import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from './errors.ts';

/** A process that a file is named after. */
export interface NamedProcess {
  pid: number;
  isGone: boolean;
}

let own: string | undefined;

/**
 * The name of this process for the files it leaves in a shared folder: host, process id, and when it started, since ids
 * are reused. The start is empty if the system does not tell it, and never holds a dot.
 */
export function processName(): string {
  own ??= `${hostName()}.${process.pid}.${startOf(process.pid) ?? ''}`;
  return own;
}

/** The process of this machine that has the name; null if the name is of another machine, or is no such name. */
export function processNamed(name: string): NamedProcess | null {
  const [, host, id, start = ''] = /^(.*)\.(\d+)\.([^.]*)$/.exec(name) ?? [];
  return host === hostName()
    ? { pid: Number(id), isGone: name !== processName() && isGone(Number(id), start) }
    : null;
}

/** Suspended with Ctrl+Z, if the platform can tell. */
export function isSuspended(pid: number): boolean {
  return process.platform === 'linux' && linuxStat(pid)[0] === 'T';
}

/** Two hosts never share an encoded name, and none has a character that a file name must not have. */
function hostName(): string {
  return encodeURIComponent(hostname());
}

/** If either start is unknown, only the id counts: whatever has it now might be the process that had it then. */
function isGone(pid: number, start: string): boolean {
  // Our own id in another name is that of an earlier process.
  if (pid === process.pid || !isRunning(pid)) return true;
  const now = startOf(pid);
  return now === null || (start !== '' && now !== '' && start !== now);
}

function isRunning(pid: number): boolean {
  // 0 would ask about our own process group.
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** When a process started, in the platform's format: null if it has ended, '' if the platform does not tell. */
function startOf(pid: number): string | null {
  if (process.platform === 'linux') return linuxStart(pid);
  if (process.platform === 'win32') return '';
  try {
    // Not imported: every command loads this file, and few have to start a program.
    const { execFileSync } = process.getBuiltinModule('node:child_process');
    // A fixed zone and language: another process may run with others, and ps would print another time.
    const env = { TZ: 'UTC', LC_ALL: 'C' };
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    const start = execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env,
      stdio: [...stdio],
    });
    return start.replace(/\W+/g, '-');
  } catch {
    return '';
  }
}

/** A zombie (state Z) counts as ended: its parent has not noticed yet. */
function linuxStart(pid: number): string | null {
  const fields = linuxStat(pid);
  return fields[0] === 'Z' ? null : (fields[19] ?? '');
}

/** The fields of /proc/<pid>/stat from the state on, which follows the command's name in parentheses. Empty if it cannot be read. */
function linuxStat(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
