// How long the program takes to start, and how much memory, beside bare node in the same run: `npm run bench`.
// The runs are interleaved, so that whatever else the machine does falls on all of them alike.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { BIN, median, PEAK } from './processes.ts';

const RUNS = 21;
const WARM_UPS = 2;
const CTRL_C = '\x03';

interface Subject {
  name: string;
  args: readonly string[];
  /** In a terminal: until this is on the screen; '' waits for the end of the process. Absent: through a pipe, to its end. */
  until?: string;
  /** Of bare node, at most. */
  goal?: number;
}

const BARE: Subject = { name: 'node -e 0', args: ['-e', '0'] };
const BARE_IN_TERMINAL: Subject = { name: 'node -e 0, in a terminal', args: ['-e', '0'], until: '' };
const GROUPS: readonly (readonly [bare: Subject, ...Subject[]])[] = [
  [
    BARE,
    { name: 'hotseat --version', args: [BIN, '--version'], goal: 1.25 },
    { name: 'hotseat list', args: [BIN, 'list'], goal: 2.2 },
    { name: 'hotseat review 5', args: [BIN, 'review', '5'], goal: 2.2 },
  ],
  [
    BARE_IN_TERMINAL,
    {
      name: 'hotseat practice 5, to the question',
      args: [BIN, 'practice', '5'],
      until: 'F1 keys',
      goal: 2.5,
    },
  ],
];

const folder = mkdtempSync(join(tmpdir(), 'hotseat-bench-'));
const peakFile = join(folder, 'peak');
let homes = 0;

function environment(more: Record<string, string> = {}): Record<string, string> {
  homes += 1;
  const { PATH = '', LANG = 'C.UTF-8' } = process.env;
  // A home of its own for each run, so that no run reads what another left.
  return { PATH, LANG, HOTSEAT_HOME: join(folder, String(homes)), TERM: 'xterm-256color', ...more };
}

/** Milliseconds from the start of a process to its end, or to what it shows. */
async function time(subject: Subject, env = environment()): Promise<number> {
  if (subject.until !== undefined) return timeInTerminal(subject.args, subject.until, env);
  const began = performance.now();
  const { status } = spawnSync(process.execPath, subject.args, { env, stdio: 'ignore' });
  const took = performance.now() - began;
  if (status !== 0) throw new Error(`${subject.name} ended with ${status ?? 'a signal'}`);
  return took;
}

function timeInTerminal(
  args: readonly string[],
  until: string,
  env: Record<string, string>,
): Promise<number> {
  return new Promise((resolve) => {
    const began = performance.now();
    const terminal = spawn(process.execPath, [...args], { cols: 80, rows: 30, env });
    let shown = '';
    let took: number | null = null;
    terminal.onData((data) => {
      shown += data;
      if (took === null && until !== '' && shown.includes(until)) {
        took = performance.now() - began;
        shown = '';
        terminal.write(CTRL_C);
      } else if (took !== null && shown.includes('Paused')) {
        // A second one leaves, so that the process ends by itself and can say how much memory it took.
        shown = '';
        terminal.write(CTRL_C);
      }
    });
    terminal.onExit(() => {
      resolve(took ?? performance.now() - began);
    });
  });
}

/** Peak memory in megabytes, told by the process itself. */
async function memory(subject: Subject): Promise<number> {
  rmSync(peakFile, { force: true });
  await time(
    { ...subject, args: ['--require', PEAK, ...subject.args] },
    environment({ PEAK_FILE: peakFile }),
  );
  return Number(readFileSync(peakFile, 'utf8')) / 1024;
}

try {
  const subjects = GROUPS.flat();
  const times = new Map(subjects.map((subject) => [subject, [] as number[]]));
  const peaks = new Map(subjects.map((subject) => [subject, [] as number[]]));
  for (let run = -WARM_UPS; run < RUNS; run++) {
    for (const subject of subjects) {
      const took = await time(subject);
      if (run >= 0) times.get(subject)?.push(took);
    }
  }
  for (let run = 0; run < 5; run++) {
    for (const subject of subjects) peaks.get(subject)?.push(await memory(subject));
  }

  const lines = GROUPS.flatMap(([bare, ...others]) =>
    [bare, ...others].map((subject) => {
      const took = median(times.get(subject) ?? []);
      const ratio = took / median(times.get(bare) ?? []);
      const peak = median(peaks.get(subject) ?? []);
      const more = peak - median(peaks.get(bare) ?? []);
      const goal =
        subject.goal === undefined ? '' : `${subject.goal} ×${ratio > subject.goal ? ', missed' : ''}`;
      return [
        subject.name,
        `${took.toFixed(0)} ms`,
        `${ratio.toFixed(2)} ×`,
        goal,
        `${peak.toFixed(0)} MB`,
        `${more >= 0 ? '+' : ''}${more.toFixed(0)} MB`,
      ];
    }),
  );
  console.log(`Node ${process.version}, ${cpus().length} processors; medians of ${RUNS} interleaved runs\n`);
  for (const cells of [['command', 'median', 'of node', 'goal', 'peak', 'over node'], ...lines]) {
    const widths = [37, 8, 8, 15, 8, 9];
    console.log(
      cells
        .map((cell, place) => (place === 0 ? cell.padEnd(37) : cell.padStart(widths[place] ?? 0)))
        .join(' '),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
