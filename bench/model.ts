// What a judge adds to a round, beside the time that the model itself takes: `npm run bench -- model`. The round is piped, so
// no one thinks about their certainty meanwhile, and all of the model's time is waited for.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ModelRequest, startModelServer } from '../test/support/model-server.ts';
import { BIN, median } from './processes.ts';

const RUNS = 11;
/** What the server takes for each of the two calls, in milliseconds. */
const TAKES = [0, 250, 1000];
const folder = mkdtempSync(join(tmpdir(), 'hotseat-bench-'));
let homes = 0;

/** Judges every point as not covered. */
function verdicts({ user }: ModelRequest): object {
  const { points } = JSON.parse(user) as { points: { point: number }[] };
  return { verdicts: points.map(({ point }) => ({ point, quotes: [], verdict: 'not covered' })) };
}

/** Milliseconds of a round of one question. `takes` is null for a round without a judge. */
async function roundOf(takes: number | null): Promise<number> {
  const server = await startModelServer({
    answer: async (request) => {
      await pause(takes ?? 0);
      return verdicts(request);
    },
  });
  const { PATH = '', LANG = 'C.UTF-8' } = process.env;
  const env = {
    ...{ PATH, LANG, HOTSEAT_HOME: join(folder, String(++homes)) },
    ...{ HOTSEAT_MODEL_URL: server.url, HOTSEAT_MODEL: 'qwen3:8b' },
  };
  const args = ['practice', '12', '--follow-ups', 'none', '--judge', takes === null ? 'none' : 'model'];
  const began = performance.now();
  const child = spawn(process.execPath, [BIN, ...args], { env, stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end('The model keeps the keys and values of earlier tokens in every layer.\n---\n');
  const code = await new Promise((resolve) => child.on('close', resolve));
  const took = performance.now() - began;
  await server.close();
  if (code !== 0) throw new Error(`the round ended with ${String(code)}`);
  return took;
}

try {
  const without: number[] = [];
  const judged = TAKES.map((): number[] => []);
  for (let run = -1; run < RUNS; run++) {
    const times = [await roundOf(null)];
    for (const takes of TAKES) times.push(await roundOf(takes));
    // The first run warms up.
    if (run >= 0) [without, ...judged].forEach((list, place) => list.push(times[place] ?? NaN));
  }
  const base = median(without);
  console.log(`a round of one question, piped   ${base.toFixed(0)} ms`);
  for (const [place, takes] of TAKES.entries()) {
    const more = median(judged[place] ?? []) - base;
    const ratio = takes === 0 ? '' : `, ${(more / (2 * takes)).toFixed(2)}× the model's ${2 * takes} ms`;
    console.log(`  judged, 2 calls of ${takes} ms`.padEnd(33) + `+${more.toFixed(0)} ms${ratio}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
