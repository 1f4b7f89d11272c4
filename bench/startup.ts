// How long the program takes to start, and how much memory, beside bare node in the same run: `npm run bench -- startup`.
// The runs are interleaved, so that whatever else the machine does falls on all of them alike.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { BIN, compare, median } from './processes.ts';

const RUNS = 21;
const CTRL_C = '\x03';
/** Of bare node in a terminal, at most. */
const GOAL = 2.5;
const folder = mkdtempSync(join(tmpdir(), 'hotseat-bench-'));
let homes = 0;

/** For each run one of its own, so that no run reads what another left. */
const home = (): string => join(folder, String(++homes));

/** Milliseconds from the start of a process in a terminal to what it shows; without `until`, to its end. */
function timeInTerminal(args: readonly string[], until = ''): Promise<number> {
  const { PATH = '', LANG = 'C.UTF-8' } = process.env;
  const env = { PATH, LANG, HOTSEAT_HOME: home(), TERM: 'xterm-256color' };
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
        // A second one leaves.
        shown = '';
        terminal.write(CTRL_C);
      }
    });
    terminal.onExit(() => {
      resolve(took ?? performance.now() - began);
    });
  });
}

try {
  compare(
    [
      { name: 'hotseat --version', args: [BIN, '--version'], home, goal: 1.25 },
      { name: 'hotseat list', args: [BIN, 'list'], home, goal: 2.2 },
      { name: 'hotseat review 5', args: [BIN, 'review', '5'], home, goal: 2.2 },
    ],
    folder,
    RUNS,
  );
  const [bare, ours]: [number[], number[]] = [[], []];
  for (let run = -1; run < RUNS; run++) {
    const times = [
      await timeInTerminal(['-e', '0']),
      await timeInTerminal([BIN, 'practice', '5'], 'F1 keys'),
    ] as const;
    if (run < 0) continue;
    bare.push(times[0]);
    ours.push(times[1]);
  }
  const ratio = median(ours) / median(bare);
  console.log(`\nIn a terminal: node -e 0 takes ${median(bare).toFixed(0)} ms, practice 5 to its question`);
  console.log(
    `${median(ours).toFixed(0)} ms, ${ratio.toFixed(2)} ×   goal ${GOAL} ×${ratio > GOAL ? ', missed' : ''}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
