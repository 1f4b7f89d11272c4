// How the time of every reader grows with every list that it reads: `npm run bench -- growth`. Each list is read at three
// lengths in one run, each twice the one before: linear work takes twice as long. A list that is limited is read up to its
// limit. ONLY=export measures the readers and lists with that in their names.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GOAL, growthOf, type Growing } from './growing.ts';
import { answers } from './growth-answers.ts';
import { banks } from './growth-banks.ts';
import { files } from './growth-files.ts';
import { lists } from './growth-lists.ts';
import { questions } from './growth-questions.ts';
import { sessions } from './growth-sessions.ts';
import { texts } from './growth-texts.ts';

const scratch = mkdtempSync(join(tmpdir(), 'hotseat-bench-'));
const only = process.env['ONLY'] ?? '';

const subjects: Growing[] = [
  ...questions(),
  ...texts(),
  ...answers(),
  ...sessions(join(scratch, 'sessions')),
  ...files(join(scratch, 'files')),
  ...banks(join(scratch, 'banks')),
  ...lists(),
];

function tell([reader = '', list = '', ...numbers]: readonly string[]): void {
  console.log(reader.padEnd(30) + list.padEnd(34) + numbers.map((cell) => cell.padStart(9)).join(''));
}

try {
  tell(['reader', 'list', 'n', 'n (ms)', '2n (ms)', '4n (ms)', 'ratio']);
  let missed = 0;
  for (const subject of subjects) {
    const { reader, list } = subject;
    if (!`${reader}: ${list}`.includes(only)) continue;
    const { n, costs, ratio, isMissed } = await growthOf(subject);
    const goal = isMissed ? `   goal ${GOAL}, missed` : '';
    if (isMissed) missed++;
    tell([reader, list, String(n), ...costs.map((ms) => ms.toFixed(1)), `${ratio.toFixed(2)}${goal}`]);
  }
  console.log(missed === 0 ? 'Every goal is met.' : `${missed} goals are missed.`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
