import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A separate disk with this many kilobytes, mounted on a folder. Needs root. */
export class SmallDisk {
  readonly #folder: string;
  readonly #ballast: string;

  constructor(folder: string, kilobytes: number) {
    this.#folder = folder;
    this.#ballast = join(folder, 'ballast');
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=700`, 'tmpfs', folder]);
  }

  /** Uses up all remaining space. */
  fill(): void {
    try {
      for (;;) appendFileSync(this.#ballast, Buffer.alloc(4096));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }

  free(): void {
    rmSync(this.#ballast);
  }

  /** Makes the disk read-only. */
  protect(): void {
    execFileSync('mount', ['-o', 'remount,ro', this.#folder]);
  }

  dispose(): void {
    execFileSync('umount', ['--lazy', this.#folder]);
  }
}

/** Why no disk can be mounted here; null if one can. */
export const NO_MOUNT = reasonAgainst('a disk has to be mounted, which only root may', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotseat-mount-'));
  try {
    new SmallDisk(folder, 64).dispose();
  } finally {
    rmdirSync(folder);
  }
});

/** The command to start a program under, so that a shell line changes only its own view of the machine. */
export function underView(kind: 'mount' | 'uts', line: string): readonly string[] {
  return ['unshare', `--${kind}`, 'sh', '-c', `${line}; exec "$@"`, 'sh'];
}

/** Why a program cannot have its own view of the machine here; null if it can. */
export const NO_VIEW = reasonAgainst('unshare has to be there, and root to use it', () => {
  for (const kind of ['mount', 'uts'] as const) {
    const [command = '', ...args] = underView(kind, ':');
    execFileSync(command, [...args, 'true'], { stdio: 'ignore' });
  }
});

/** Why system calls cannot be made to fail here; null if they can. */
export const NO_STRACE = reasonAgainst(
  'strace has to be there, and root to use it on another process',
  () => {
    if (process.getuid?.() !== 0) throw new Error('not root');
    execFileSync('strace', ['-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
  },
);

/** The command to start a program under, so that file modes apply to root too; null if unavailable. */
export const UNDER_MODES = ((): readonly string[] | null => {
  if (process.getuid?.() !== 0) return [];
  const under = ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--'];
  return reasonAgainst('', () => execFileSync(under[0] ?? '', [...under.slice(1), 'true'])) === null
    ? under
    : null;
})();

function reasonAgainst(reason: string, attempt: () => void): string | null {
  try {
    attempt();
    return null;
  } catch {
    return reason;
  }
}

/**
 * Makes these system calls of a running process fail if they touch one of these files, until the returned function is
 * called.
 */
export async function failing(
  pid: number,
  calls: readonly string[],
  error: string,
  files: readonly string[],
): Promise<() => Promise<void>> {
  const strace = spawn(
    'strace',
    ['-qq', '-o', '/dev/null', ...failingOptions(calls, error, files), '-p', String(pid)],
    { stdio: 'ignore' },
  );
  const gone = once(strace, 'exit');
  const tracer = `TracerPid:\t${strace.pid ?? 0}\n`;
  while (!readFileSync(`/proc/${pid}/status`, 'utf8').includes(tracer)) {
    if (strace.exitCode !== null) throw new Error('strace has ended');
    await new Promise(setImmediate);
  }
  return async () => {
    strace.kill('SIGINT');
    await gone;
  };
}

/** The same as strace options, for a program that strace starts. */
export function failingOptions(calls: readonly string[], error: string, files: readonly string[]): string[] {
  const list = calls.join(',');
  return [
    '-e',
    `trace=${list}`,
    '-e',
    `inject=${list}:error=${error}`,
    ...files.flatMap((file) => ['-P', file]),
  ];
}
