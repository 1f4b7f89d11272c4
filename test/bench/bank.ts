// What a bank costs as it grows, beside bare node in the same run: `npm run bench -- bank`. Runs are interleaved.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RUNS = 11;
const SETTLED = 2500;
const BIN = fileURLToPath(new URL('../../bin/hotseat.js', import.meta.url));
const WHOLE = fileURLToPath(new URL('../fixtures/banks/whole', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hotseat-bench-'));

interface Subject {
  name: string;
  args: readonly string[];
  /** Of bare node, at most. */
  goal?: number;
  /** Nothing of an earlier run is left to it. */
  isCold?: boolean;
}

function bank(questions: number): string {
  const root = join(folder, `bank-${questions}`);
  mkdirSync(root);
  const text = readFileSync(join(WHOLE, '001-retry-storm.md'), 'utf8');
  writeFileSync(join(root, 'README.md'), readFileSync(join(WHOLE, 'README.md')));
  for (let number = 1; number <= questions; number++) {
    const own = text
      .replace('number: 1', `number: ${number}`)
      .replace('id: retry-storm', `id: retry-storm-${number}`);
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

/** Milliseconds from the start of a process to its end. */
function time({ name, args, isCold = false }: Subject): number {
  const { PATH = '', LANG = 'C.UTF-8' } = process.env;
  homes += isCold ? 1 : 0;
  const env = { PATH, LANG, HOTSEAT_HOME: join(folder, isCold ? `home-${homes}` : 'home') };
  const began = performance.now();
  const { status } = spawnSync(process.execPath, args, {
    env,
    cwd: folder,
    input: '',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const took = performance.now() - began;
  // What lint finds is no failure here.
  if (status !== 0 && status !== 1) throw new Error(`${name} ended with ${status ?? 'a signal'}`);
  return took;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

try {
  const [hundred = '', thousand = '', tenThousand = ''] = [100, 1000, 10_000].map(bank);
  const at = (root: string, ...args: string[]): string[] => [BIN, ...args, '--bank', root];
  const subjects: Subject[] = [
    { name: 'node -e 0', args: ['-e', '0'] },
    ...[hundred, thousand, tenThousand].flatMap((root) => [
      { name: `review 5 of ${root.split('-').at(-1) ?? ''}`, args: at(root, 'review', '5') },
      { name: `practice 5 of ${root.split('-').at(-1) ?? ''}`, args: at(root, 'practice', '5') },
    ]),
    { name: 'list of the shipped bank, nothing changed', args: [BIN, 'list'], goal: 1.9 },
    { name: 'list of 10,000, nothing changed', args: at(tenThousand, 'list'), goal: 4 },
    { name: 'list of 10,000, cold', args: at(tenThousand, 'list'), goal: 45, isCold: true },
    { name: 'bank lint of 1,000', args: at(thousand, 'bank', 'lint'), isCold: true },
    { name: 'bank import of 2,500', args: [BIN, 'bank', 'import', list(2500)], isCold: true },
  ];
  // What is fresh is read again; the index is trusted about what has settled.
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  const times = new Map(subjects.map((subject) => [subject, [] as number[]]));
  for (let run = -1; run < RUNS; run++) {
    for (const subject of subjects) {
      if (subject.isCold && run > 2) continue;
      const took = time(subject);
      if (run >= 0) times.get(subject)?.push(took);
    }
  }
  const of = (name: string): number =>
    median(times.get(subjects.find((subject) => subject.name === name) ?? ({} as Subject)) ?? []);
  console.log(`Node ${process.version}; medians of ${RUNS} interleaved runs, of 3 where cold\n`);
  for (const { name, goal } of subjects) {
    const ratio = of(name) / of('node -e 0');
    const told = goal === undefined ? '' : `   goal ${goal} ×${ratio > goal ? ', missed' : ''}`;
    console.log(
      `${name.padEnd(44)}${of(name).toFixed(0).padStart(6)} ms ${ratio.toFixed(2).padStart(7)} ×${told}`,
    );
  }
  for (const command of ['review 5', 'practice 5']) {
    const growth = of(`${command} of 10000`) / of(`${command} of 100`);
    console.log(
      `${`${command}: 10,000 questions to 100`.padEnd(54)}${growth.toFixed(2).padStart(7)} ×   goal 1.2 ×${growth > 1.2 ? ', missed' : ''}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
