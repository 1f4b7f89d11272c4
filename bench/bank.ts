// What a bank costs as it grows, beside bare node in the same run: `npm run bench -- bank`. Runs are interleaved.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BIN, compare, type Subject } from './processes.ts';

const SETTLED = 2500;
const WHOLE = fileURLToPath(new URL('../test/fixtures/banks/whole', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hotseat-bench-'));

/** Enough words for a thousand questions to be about different things, and to share some. */
const WORDS = 3001;

/** What a question asks, in words of its own: the same ones in every run. */
function asked(number: number): string {
  const words = Array.from(
    { length: 40 },
    (_, n) => `word${(number * 7919 + n * n * number + n * 17) % WORDS}`,
  );
  return `Why would ${words.join(' ')}?`;
}

function bank(questions: number): string {
  const root = join(folder, `bank-${questions}`);
  mkdirSync(root);
  const text = readFileSync(join(WHOLE, '001-retry-storm.md'), 'utf8');
  const question = text.slice(text.indexOf('## Question'), text.indexOf('## Why interviewers ask'));
  writeFileSync(join(root, 'README.md'), readFileSync(join(WHOLE, 'README.md')));
  for (let number = 1; number <= questions; number++) {
    const own = text
      .replace('number: 1', `number: ${number}`)
      .replace('id: retry-storm', `id: retry-storm-${number}`)
      .replace('title: Retries', `title: Number ${number} of the retries`)
      .replace(question, `## Question\n\n${asked(number)}\n\n`);
    writeFileSync(join(root, `${String(number).padStart(3, '0')}-retry-storm.md`), own);
  }
  return root;
}

function list(questions: number): string {
  const file = join(folder, 'list.md');
  const items = Array.from({ length: questions }, (_, at) => `### What is thing ${at}?\n\nThing ${at}.\n`);
  writeFileSync(file, items.join('\n'));
  return file;
}

let homes = 0;

/** Nothing of an earlier run is left to it. */
const cold = (): string => join(folder, `home-${++homes}`);

try {
  const [hundred = '', thousand = '', tenThousand = ''] = [100, 1000, 10_000].map(bank);
  const at = (root: string, ...args: string[]): string[] => [BIN, ...args, '--bank', root];
  const home = join(folder, 'home');
  const subjects: Subject[] = [
    ...[hundred, thousand, tenThousand].flatMap((root) => [
      { name: `review 5 of ${root.split('-').at(-1) ?? ''}`, args: at(root, 'review', '5'), home },
      { name: `practice 5 of ${root.split('-').at(-1) ?? ''}`, args: at(root, 'practice', '5'), home },
    ]),
    { name: 'list of the shipped bank, nothing changed', args: [BIN, 'list'], home, goal: 1.9 },
    { name: 'list of 10,000, nothing changed', args: at(tenThousand, 'list'), home, goal: 4 },
    { name: 'list of 10,000, cold', args: at(tenThousand, 'list'), home: cold, goal: 45, isSlow: true },
    { name: 'bank lint of 1,000', args: at(thousand, 'bank', 'lint'), home: cold, isSlow: true },
    { name: 'bank import of 2,500', args: [BIN, 'bank', 'import', list(2500)], home: cold, isSlow: true },
  ];
  // What is fresh is read again; the index is trusted about what has settled.
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  const of = compare(subjects, folder);
  for (const command of ['review 5', 'practice 5']) {
    const growth = of(`${command} of 10000`) / of(`${command} of 100`);
    console.log(
      `${`${command}: 10,000 questions to 100`.padEnd(54)}${growth.toFixed(2).padStart(7)} ×   goal 1.2 ×${growth > 1.2 ? ', missed' : ''}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
