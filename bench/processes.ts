import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../bin/hotseat.js', import.meta.url));
/** Preloaded, it leaves a process's peak of memory in the file that `PEAK_FILE` names. */
const PEAK = fileURLToPath(new URL('peak.cjs', import.meta.url));

/** A command that is run through a pipe, to its end. */
export interface Subject {
  name: string;
  /** For node. */
  args: readonly string[];
  /** Where it keeps its sessions and its index; a function gives each run one of its own. */
  home: string | (() => string);
  /** Times bare node in the same run, at most. */
  goal?: number;
  /** So slow that a few runs say enough. */
  isSlow?: boolean;
}

const SLOW_RUNS = 3;

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Milliseconds from the start of a process to its end. 1 is no failure: a linter says so of what it found. */
function time({ name, args, home }: Subject, vars: Record<string, string> = {}): number {
  const { PATH = '', LANG = 'C.UTF-8' } = process.env;
  const env = { PATH, LANG, HOTSEAT_HOME: typeof home === 'string' ? home : home(), ...vars };
  const began = performance.now();
  const { status } = spawnSync(process.execPath, args, {
    env,
    input: '',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const took = performance.now() - began;
  if (status !== 0 && status !== 1) throw new Error(`${name} ended with ${status ?? 'a signal'}`);
  return took;
}

/** Peak memory in megabytes, told by the process itself. */
function memory(subject: Subject, scratch: string): number {
  const file = `${scratch}/peak`;
  rmSync(file, { force: true });
  time({ ...subject, args: ['--require', PEAK, ...subject.args] }, { PEAK_FILE: file });
  return Number(readFileSync(file, 'utf8')) / 1024;
}

/**
 * Runs the subjects one after the other, again and again, so that whatever else the machine does falls on all of them
 * alike; prints a table beside bare node, and gives the median milliseconds of each by name.
 */
export function compare(given: readonly Subject[], scratch: string, runs = 11): (name: string) => number {
  const bare: Subject = { name: 'node -e 0', args: ['-e', '0'], home: scratch };
  const subjects = [bare, ...given];
  const times = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  for (let run = -1; run < runs; run++) {
    for (const subject of subjects) {
      if (subject.isSlow === true && run >= SLOW_RUNS) continue;
      const took = time(subject);
      if (run >= 0) times.get(subject.name)?.push(took);
    }
  }
  const of = (name: string): number => median(times.get(name) ?? []);
  console.log(
    `Node ${process.version}; medians of ${runs} interleaved runs, of ${SLOW_RUNS} where it is slow\n`,
  );
  for (const subject of subjects) {
    const { name, goal } = subject;
    const ratio = of(name) / of(bare.name);
    const cells = [
      `${of(name).toFixed(0)} ms`,
      `${ratio.toFixed(2)} ×`,
      `${memory(subject, scratch).toFixed(0)} MB`,
    ];
    const told = goal === undefined ? '' : `   goal ${goal} ×${ratio > goal ? ', missed' : ''}`;
    console.log(name.padEnd(44) + cells.map((cell) => cell.padStart(10)).join('') + told);
  }
  return of;
}
