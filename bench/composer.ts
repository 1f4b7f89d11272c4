// What the answer box costs, beside Inquirer's prompt on the same keys in the same run: `npm run bench -- composer`.
// Everything in one process on a terminal that only counts; the rounds are interleaved.
//
// The text prompt of @clack/prompts 1.9.0 was measured once in the same way, on 2026-11-26 (Node 20.20.2, 2 processors):
//
//   characters   a key: hotseat    clack    99th: hotseat    clack    bytes, 95th: hotseat    clack
//          200          0.10 ms  0.06 ms          0.21 ms  0.11 ms                     120      191
//        2,000          0.11 ms  0.25 ms          0.22 ms  0.33 ms                      85    1,116
//       20,000          0.12 ms  2.40 ms          1.60 ms    11 ms                      63    3,310
//
// A paste of 20,000 characters took 2.3 ms and 1,514 bytes in the box, 25 s and 1.6 MB in clack.
import { EventEmitter } from 'node:events';
import { cpus } from 'node:os';
import { PassThrough, Writable } from 'node:stream';
import { createPromptModule } from 'inquirer';
import type { Input, Output } from '../src/platform/env.ts';
import { answerBox } from '../src/terminal/box.ts';
import { openTerminal } from '../src/terminal/raw-terminal.ts';
import { type Row, row } from '../src/text/rows.ts';

const ROUNDS = 5;
const KEYS = 400;
const SIZES = [200, 2000, 20_000] as const;
const PASTES = [4000, 20_000] as const;
const TICKS = 8;
const QUESTION = 'How would you find out why recall fell overnight?';
const CTRL_C = '\x03';

/** Writing as people do in mid-paragraph: words, slips taken back, a step to either side. No key that a prompt of one line lacks. */
const WRITING = [
  ...Array.from('so I wuold'),
  ...Array<string>(4).fill('\x7f'),
  ...Array.from('ould measure '),
].concat('\x1b[D', '\x1b[D', '\x1b[C', '\x1b[C');

/** A terminal of 100×36 that counts the bytes and notes when the last of them came. */
class Meter {
  readonly stdin: Input;
  readonly stdout: Output;
  bytes = 0;
  writtenAt = 0;

  constructor() {
    const input = new PassThrough();
    this.stdin = Object.assign(input, { isTTY: true, setRawMode: () => input }) as unknown as Input;
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.bytes += chunk.length;
        this.writtenAt = performance.now();
        done();
      },
    });
    this.stdout = Object.assign(output, { isTTY: true, columns: 100, rows: 36 }) as unknown as Output;
  }

  /** Sends what one reading of a terminal gives; milliseconds to the last byte that answers it, and their number. */
  async send(keys: string): Promise<Sample> {
    this.bytes = 0;
    const began = performance.now();
    this.writtenAt = began;
    this.stdin.emit('data', Buffer.from(keys));
    await settled();
    return { ms: this.writtenAt - began, bytes: this.bytes };
  }
}

interface Sample {
  ms: number;
  bytes: number;
}

/** Whatever a prompt has put off to the end of the turn is done. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets a second pass on the clock of the box. */
type Tick = () => void;

const colored = (spans: Row): string =>
  spans.map(({ text, style }) => (style === 'plain' ? text : `\x1b[2m${text}\x1b[22m`)).join('');

interface Subject {
  name: string;
  /** Opens with a text, the cursor in its middle. */
  open: (meter: Meter, text: string) => Promise<Tick | null>;
  paste: (text: string) => string;
}

const toMiddle = async (meter: Meter, text: string): Promise<void> => {
  // To the start and then by words: the prompt has no shorter way.
  const words = text.slice(0, text.length / 2).split(' ').length;
  await meter.send('\x01' + '\x1bf'.repeat(words));
};

const HOTSEAT: Subject = {
  name: 'hotseat',
  open: (meter, text) => {
    let used = 0;
    const host = Object.assign(new EventEmitter(), { pid: 0, kill: () => undefined });
    const terminal = openTerminal(meter, host);
    void answerBox(terminal, {
      header: row('Question 1 of 3 · #4 retrieval · senior', 'accent'),
      prompt: () => [row(QUESTION, 'bold')],
      draft: { text, cursor: text.length >> 1, firstKey: null },
      clock: { used: () => used, budget: 3_600_000, strict: false, round: null },
      styles: colored,
      onChange: () => undefined,
      edit: null,
      opensEditor: false,
      spoken: false,
      saving: { problem: () => null, now: () => null, allWell: '' },
    }).then(() => {
      terminal.close();
    });
    return Promise.resolve(() => {
      used += 1000;
    });
  },
  paste: (text) => `\x1b[200~${text}\x1b[201~`,
};

const INQUIRER: Subject = {
  name: 'Inquirer input',
  open: async (meter, text) => {
    const streams = { input: meter.stdin, output: meter.stdout };
    const asked = createPromptModule(streams)([
      { type: 'input', name: 'answer', message: QUESTION, default: text, prefill: 'editable' },
    ]);
    asked.catch(() => undefined);
    await settled();
    await toMiddle(meter, text);
    return null;
  },
  paste: (text) => text,
};

const SUBJECTS = [HOTSEAT, INQUIRER] as const;

/** One paragraph of as many characters. */
function prose(length: number): string {
  const words =
    'an embedding keeps what a text means so near vectors mean the same and recall says how many were found';
  const parts = words.split(' ');
  let text = '';
  for (let index = 0; text.length < length; index++)
    text += `${parts[(index * 7 + (index >> 4)) % parts.length] ?? ''} `;
  return text.slice(0, length);
}

async function keys(subject: Subject, text: string): Promise<Sample[]> {
  const meter = new Meter();
  await subject.open(meter, text);
  await settled();
  const samples: Sample[] = [];
  for (let index = 0; index < KEYS; index++)
    samples.push(await meter.send(WRITING[index % WRITING.length] ?? ''));
  await meter.send(CTRL_C);
  return samples;
}

async function paste(subject: Subject, length: number): Promise<Sample> {
  const meter = new Meter();
  await subject.open(meter, '');
  await settled();
  const sample = await meter.send(subject.paste(prose(length)));
  await meter.send(CTRL_C);
  return sample;
}

/** Bytes of a clock's tick while a long answer is open. */
async function ticks(): Promise<number[]> {
  const meter = new Meter();
  const tick = await HOTSEAT.open(meter, prose(20_000));
  const bytes: number[] = [];
  for (let n = 0; n < TICKS; n++) {
    await settled();
    meter.bytes = 0;
    tick?.();
    // The box looks at its clock four times a second.
    await new Promise((resolve) => setTimeout(resolve, 300));
    bytes.push(meter.bytes);
  }
  await meter.send(CTRL_C);
  return bytes;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Runs every subject in turn, several times over. */
async function interleaved<T>(
  rounds: number,
  measure: (subject: Subject) => Promise<T>,
): Promise<Map<Subject, T[]>> {
  const found = new Map<Subject, T[]>(SUBJECTS.map((subject) => [subject, []]));
  for (let round = 0; round < rounds; round++) {
    for (const subject of SUBJECTS) found.get(subject)?.push(await measure(subject));
  }
  return found;
}

/** What each subject was measured at, the median of its rounds: a round in which the machine was busy does not count. */
const medians = <T>(found: Map<Subject, T[]>, value: (round: T) => number): number[] =>
  SUBJECTS.map((subject) => quantile((found.get(subject) ?? []).map(value), 0.5));

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const count = (value: number): string => value.toLocaleString('en');
const times = (value: number, ofBox: number): string =>
  `${(value / ofBox).toFixed(value / ofBox < 10 ? 1 : 0)} ×`;

/** A line of the table: what it is, the box, Inquirer with its ratio to the box, the goal and whether it was missed. */
function line(
  what: string,
  values: readonly number[],
  show: (value: number) => string,
  goal?: { most: number; text: string },
): void {
  const [box = NaN, inquirer] = values;
  const beside = inquirer === undefined ? '' : `${show(inquirer)} ${times(inquirer, box).padStart(7)}`;
  const told = goal ? `${goal.text}${box > goal.most ? ', missed' : ''}` : '';
  console.log(`${what.padEnd(42)}${show(box).padStart(10)}${beside.padStart(22)}   ${told}`.trimEnd());
}

console.log(
  `Node ${process.version}, ${cpus().length} processors; ${ROUNDS} interleaved rounds of ${KEYS} keys, warm, ratios to the box\n`,
);
const names = SUBJECTS.map(({ name }, index) => name.padStart(index === 0 ? 10 : 22));
console.log(`${''.padEnd(42)}${names.join('')}   goal of the box`);

// Each is compiled before it is measured.
for (const size of SIZES) await interleaved(1, (subject) => keys(subject, prose(size)));
const keyMedians: number[] = [];
for (const size of SIZES) {
  const text = prose(size);
  const found = await interleaved(ROUNDS, (subject) => keys(subject, text));
  const at = (share: number, of: keyof Sample) =>
    medians(found, (samples) =>
      quantile(
        samples.map((sample) => sample[of]),
        share,
      ),
    );
  keyMedians.push(at(0.5, 'ms')[0] ?? NaN);
  line(`a key in ${count(size)} characters, median`, at(0.5, 'ms'), ms);
  line('  99th percentile', at(0.99, 'ms'), ms, { most: 2, text: '2 ms' });
  line('  bytes, median', at(0.5, 'bytes'), count, { most: 20, text: '20' });
  line('  bytes, 95th percentile', at(0.95, 'bytes'), count, { most: 150, text: '150' });
}
for (const size of PASTES) {
  const found = await interleaved(1, (subject) => paste(subject, size));
  line(
    `a paste of ${count(size)} characters`,
    medians(found, (sample) => sample.ms),
    ms,
    { most: 40, text: '40 ms' },
  );
  line(
    '  bytes',
    medians(found, (sample) => sample.bytes),
    count,
  );
}
line('a tick of the clock, bytes', [quantile(await ticks(), 0.5)], count, { most: 40, text: '40' });
const growth = (keyMedians.at(-1) ?? NaN) / (keyMedians[0] ?? NaN);
line('a key in 20,000 characters to one in 200', [growth], (value) => `${value.toFixed(2)} ×`, {
  most: 1.5,
  text: '1.5 ×',
});
