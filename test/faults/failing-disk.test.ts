import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { failing, failingOptions, NO_STRACE } from '../support/faults.ts';
import type { Desk } from '../support/program.ts';
import {
  answer,
  asks,
  box,
  PREDICTION,
  RATING,
  SHORT,
  test as base,
  VERDICT,
  turns,
  unwrapped,
  covers,
} from '../support/program.ts';
import type { Pty } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';

const test = base.extend<{ needsStrace: undefined }>({
  needsStrace: [
    async ({ skip }, use) => {
      skip(NO_STRACE !== null, NO_STRACE ?? '');
      await use(undefined);
    },
    { auto: true },
  ],
});

const ROUND = ['practice', '1', '--follow-ups', 'none', ...SHORT];
const WRITING = ['write', 'fdatasync'];

/** Makes calls on the running session's journal fail until the returned function is called. */
async function failingJournal(
  desk: Desk,
  calls: readonly string[],
  error: string,
): Promise<() => Promise<void>> {
  return failing(await desk.livePid(), calls, error, await desk.sessionFiles('.jsonl'));
}

async function openBox(desk: Desk): Promise<Pty> {
  const pty = desk.open(ROUND);
  await pty.waitFor(box('Question 1 of 1'));
  return pty;
}

/** The session is complete: every event exactly once, and nothing else. */
async function checkWhole(desk: Desk): Promise<void> {
  const { code, stderr } = await desk.run(['export']);
  expect([code, stderr]).toEqual([0, '']);
}

describe('a disk that fails', () => {
  for (const [calls, error, reason] of [
    [WRITING, 'ENOSPC', 'the disk is full'],
    [['fdatasync'], 'EIO', 'the disk failed'],
    // What was written but not synced cannot be undone either.
    [['fdatasync', 'ftruncate'], 'EIO', 'the disk failed'],
    [WRITING, 'EDQUOT', 'the disk quota is used up'],
    [WRITING, 'EROFS', 'the disk is read-only'],
  ] as const) {
    test(`${error} in ${calls.join(' and ')} at each step of a round: the round waits until it is saved`, async ({
      desk,
    }) => {
      const pty = await openBox(desk);
      /** Acts while the disk fails, expects the report, then restores the disk. */
      const failAt = async (act: () => void): Promise<void> => {
        const mend = await failingJournal(desk, calls, error);
        act();
        await pty.waitFor(asks(`Not saved: ${reason}. Clock stopped.`));
        await mend();
        pty.type(KEY.enter);
      };
      pty.type('Cool.');
      await pty.waitFor('Cool.');
      await failAt(() => {
        pty.type(KEY.ctrlD);
      });
      await pty.waitFor(PREDICTION);
      await failAt(() => {
        pty.type('3');
      });
      await pty.waitFor(VERDICT);
      pty.type(`${KEY.down}y`);
      await pty.waitFor(covers(1));
      await failAt(() => {
        pty.type('d');
      });
      await pty.waitFor(RATING);
      await failAt(() => {
        pty.type('2');
      });
      expect(await pty.exit()).toBe(0);
      await checkWhole(desk);
      expect(await turns(desk)).toMatchObject([
        {
          state: 'submitted',
          answer: 'Cool.',
          certainty: 3,
          rating: 'hard',
          points: ['to decide', 'covered', 'to decide', 'to decide'].map((state) => ({ state })),
        },
      ]);
    });
  }

  test('under a draft: reported in the box at once, until it works again', async ({ desk }) => {
    const pty = await openBox(desk);
    const mend = await failing(await desk.livePid(), ['fsync', 'rename'], 'EIO', []);
    pty.type('Cool.');
    await pty.waitFor('Not saved: the disk failed.');
    expect(pty.screen().rows.join('\n')).toContain('Cool.');
    await mend();
    await pty.waitFor(({ rows }) => !rows.join().includes('Not saved'), 'no warning any more');
    await desk.untilSaved(/Cool\./);
  });

  test('for good: quitting prints the answer, and what was saved stays', async ({ desk }) => {
    const pty = await openBox(desk);
    const [segment = ''] = await desk.sessionFiles('.jsonl');
    const [lock = ''] = await desk.sessionFiles('.lock');
    const folder = dirname(segment);
    const mend = await failing(
      await desk.livePid(),
      ['write', 'fdatasync', 'ftruncate', 'fsync', 'rename', 'unlink', 'rmdir'],
      'EROFS',
      [segment, lock, folder],
    );
    await answer(pty, 'Question 1 of 1', 'Cool.');
    await pty.waitFor(asks('Not saved: the disk is read-only.'));
    pty.type('q');
    expect(await pty.exit()).toBe(1);
    await mend();
    const text = unwrapped(pty.screen().all);
    expect(text).toMatch(/cannot save the session in [^:]*: the disk is read-only\./);
    expect(text).not.toContain('our fault');
    await checkWhole(desk);
  });

  test('under one session being read: it is named, and the others are listed', async ({ desk }) => {
    await desk.run(ROUND, { input: 'Cool.\n---\n' });
    await desk.run(ROUND, { input: 'Colder.\n---\n' });
    const [file = '', other = ''] = await desk.sessionFiles('.jsonl');
    const [id = '', otherId] = [file, other].map((path) => dirname(path).split('/').at(-1));
    for (const [calls, path, told] of [
      [['read', 'pread64'], file, /\.jsonl: the disk failed\nhelp: .*\n$/],
      [['getdents64'], dirname(file), /its folder: the disk failed\nhelp: .*\n$/],
    ] as const) {
      const { code, stdout, stderr } = await desk.run(['sessions'], {
        under: ['strace', '-f', '-qq', '-o', '/dev/null', ...failingOptions(calls, 'EIO', [path])],
      });
      expect(stderr).toMatch(told);
      expect(stderr).toContain(`1 part of session ${id} cannot be read`);
      expect(stdout).toContain(otherId);
      expect(code).toBe(0);
    }
  });
});

test('new and renamed files are synced in their folder before the program relies on them', async ({
  desk,
}) => {
  const trace = join(desk.folder, 'trace');
  const calls = 'trace=mkdir,openat,rename,fsync,fdatasync';
  await desk.run(ROUND, {
    input: 'Half an answer',
    under: ['strace', '-f', '-y', '-qq', '-o', trace, '-e', calls],
  });
  const done = (await readFile(trace, 'utf8')).split('\n').filter((call) => call.includes(desk.folder));
  // Locks need not survive; temporary files get their name later.
  const isNew = /(?:mkdir\(|O_CREAT|rename\(.*, )/;
  const names = done.flatMap((call, place) => {
    const path = isNew.test(call) && /= \d/.test(call) ? /.*"(\/[^"]*)"/.exec(call)?.[1] : undefined;
    return path === undefined || /\.(?:lock|tmp)$|\/cache\b/.test(path) ? [] : [{ path, place }];
  });
  expect(
    names.map(({ path }) => path.slice(desk.home.length).replace(/[^/]{15,}?(?=$|\/|\.)/g, '*')),
  ).toEqual(['', '/sessions', '/sessions/*', '/sessions/*/*.jsonl', '/sessions/*/*.draft.json']);
  const isSynced = ({ path, place }: { path: string; place: number }): boolean =>
    done.slice(place).some((call) => /fsync\(\d/.test(call) && call.includes(`<${dirname(path)}>`));
  expect(names.filter((one) => !isSynced(one)).map(({ path }) => path)).toEqual([]);
});
