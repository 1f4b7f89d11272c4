// What the matcher costs: its time for 300 words against nine points, its time to load, and its data.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from '../src/bank/question.ts';
import { matchPoints } from '../test/support/matcher.ts';

const ROOM = join(import.meta.dirname, '../src/feedback');
const DATA = ['words.json', 'weights.json'];
const WARM_UPS = 50;
const LOADS = 11;

export function cost(questions: readonly Question[]): void {
  const times = questions.flatMap((question, index) => {
    const points = questions
      .slice(index)
      .concat(questions)
      .flatMap(({ keyPoints }) => keyPoints)
      .slice(0, 9);
    const answer = question.expected.split(/\s+/).slice(0, 300).join(' ');
    return Array.from({ length: 5 }, () => {
      const began = performance.now();
      matchPoints(points, answer, question);
      return performance.now() - began;
    });
  });
  const settled = times.slice(WARM_UPS).sort((a, b) => a - b);
  const at = (share: number): string =>
    `${(settled[Math.floor(share * settled.length)] ?? NaN).toFixed(1)} ms`;
  console.log('Cost\n');
  console.log(
    `300 words against nine points                median ${at(0.5)}, p99 ${at(0.99)}; goal under 5 ms`,
  );
  console.log(`the first time, with nothing compiled        ${(times[0] ?? NaN).toFixed(1)} ms`);
  const loads = Array.from({ length: LOADS }, loadTime).sort((a, b) => a - b);
  console.log(
    `to load                                      median ${loads[Math.floor(LOADS / 2)]?.toFixed(0)} ms, most ${loads.at(-1)?.toFixed(0)} ms; goal under 150 ms`,
  );
  const bytes = DATA.reduce((sum, file) => sum + statSync(join(ROOM, file)).size, 0);
  console.log(
    `data in the package                          ${(bytes / 2 ** 20).toFixed(2)} MB; goal under 5 MB\n`,
  );
}

/** Milliseconds in a new process from asking for the bundled matcher to having it. */
function loadTime(): number {
  const script =
    "const { readdirSync, readFileSync } = require('node:fs'); const dist = process.argv[1];" +
    'const file = readdirSync(dist).find((name) => /^match-.*\\.c?js$/.test(name));' +
    'const began = performance.now();' +
    'import(`${dist}/${file}`).then(() => console.log(performance.now() - began));';
  const dist = join(import.meta.dirname, '../dist');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, dist], { encoding: 'utf8' });
  if (status !== 0 || stdout.trim() === '') throw new Error(`The bundled matcher did not load.\n${stderr}`);
  return Number(stdout);
}
