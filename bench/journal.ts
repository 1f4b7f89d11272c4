// What a session costs on disk: `npm run bench -- journal`. Each event beside a bare write and fdatasync of the same bytes,
// a replay beside JSON.parse of the same lines, and whole commands over few and many sessions beside bare node.
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal } from '../src/journal/journal.ts';
import { encodeLine } from '../src/journal/segment.ts';
import { readSession } from '../src/journal/sessions.ts';
import { fakeEnv } from '../test/support/env.ts';
import { longRound, writeSession, writeSessions } from '../test/support/load.ts';
import { makeQuestion } from '../test/support/question.ts';
import { BIN, compare, median, type Subject } from './processes.ts';

const APPENDS = 600;
const EVENTS = 10_000;
const REPLAYS = 9;
const SESSIONS = [50, 5000] as const;
/** What is fresh is read again; the index is trusted about what has settled. */
const SETTLED = 2500;
const scratch = mkdtempSync(join(tmpdir(), 'hotseat-bench-'));

function milliseconds(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** Takes turns, so that a disk that is busy is busy for both. */
function measureAppend(): void {
  const { env } = fakeEnv({ cwd: scratch, data: join(scratch, 'append') });
  const journal = createJournal({ ...env, now: Date.now });
  const bare = openSync(join(scratch, 'bare'), 'ax', 0o600);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (const [n, event] of longRound(APPENDS).slice(1).entries()) {
    const line = encodeLine(n, event);
    ours.push(milliseconds(() => journal.append(event, event.at)));
    theirs.push(
      milliseconds(() => {
        writeSync(bare, line);
        fdatasyncSync(bare);
      }),
    );
  }
  journal.close();
  closeSync(bare);
  const ratio = median(ours) / median(theirs);
  console.log(`an event written and synced     ${median(ours).toFixed(3)} ms`);
  console.log(`a bare write and fdatasync      ${median(theirs).toFixed(3)} ms`);
  console.log(
    `                                ${ratio.toFixed(2)} ×   goal 1.3 ×${ratio > 1.3 ? ', missed' : ''}\n`,
  );
}

function measureReplay(): void {
  const data = join(scratch, 'replay');
  const id = '2026-11-24-1830-abc';
  writeSession(data, id, longRound(EVENTS));
  const folder = join(data, 'sessions', id);
  const lines = readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8').trimEnd().split('\n'),
  );
  const paths = { data, cache: data, shippedBank: data, config: data };
  const [ours, parse]: [number[], number[]] = [[], []];
  for (let run = 0; run < REPLAYS; run++) {
    ours.push(milliseconds(() => readSession(paths, id)));
    parse.push(
      milliseconds(() => {
        for (const line of lines) JSON.parse(line);
      }),
    );
  }
  const ratio = median(ours) / median(parse);
  console.log(`${lines.length} events read and replayed  ${median(ours).toFixed(0)} ms`);
  console.log(`JSON.parse of the same lines    ${median(parse).toFixed(0)} ms`);
  console.log(`                                ${ratio.toFixed(2)} ×\n`);
}

async function measureCommands(): Promise<void> {
  const questions = [1, 2, 3, 4, 5, 6, 7].map((number) => makeQuestion(number));
  const subjects = SESSIONS.flatMap((number): Subject[] => {
    const home = join(scratch, `home-${number}`);
    writeSessions(home, number, questions);
    return [
      {
        name: `sessions, of ${number}, nothing changed`,
        args: [BIN, 'sessions'],
        home,
        ...(number === 5000 ? { goal: 3 } : {}),
      },
      { name: `export of the last, of ${number}`, args: [BIN, 'export'], home },
    ];
  });
  const long = join(scratch, 'long');
  writeSession(long, '2026-11-24-1830-abc', longRound(EVENTS));
  subjects.push({ name: `export of ${EVENTS} events`, args: [BIN, 'export'], home: long });
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  compare(subjects, scratch);
}

try {
  measureAppend();
  measureReplay();
  await measureCommands();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
