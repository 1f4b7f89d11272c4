import { describe, expect } from 'vitest';
import { contender } from '../support/contender.ts';
import { emptyFolder } from '../support/disk.ts';
import type { Desk, Ended } from '../support/program.ts';
import { box, READY, SHORT, test, turns } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { ROUNDS } from '../support/rounds.ts';

const ROUND = ['practice', '1', '2', '--follow-ups', 'none', ...SHORT];

/** The refusal: who has the session, and since when, to the minute. */
const REFUSED =
  /^hotseat: session \S+ is open in another hotseat, process (\d+), since (\d\d:\d\d)\.\nhelp: .*\n$/;

/** The current minute in the time zone of the tests, and the one before. */
function thisMinute(): string[] {
  const now = Date.now();
  return [now, now - 60_000].map((ms) => new Date(ms).toISOString().slice(11, 16));
}

describe('two processes and one session', { timeout: 600_000 }, () => {
  test('the second says who has it and since when, and works once the first is killed', async ({ desk }) => {
    const first = desk.open(ROUND);
    await first.waitFor(box('Question 1 of 2'));
    first.type('Mine');
    await desk.untilSaved(/Mine/);
    const { code, stdout, stderr } = await desk.run(['resume']);
    expect([code, stdout]).toEqual([1, '']);
    const [, pid, since] = REFUSED.exec(stderr) ?? [];
    expect(Number(pid)).toBe(first.pid);
    expect(thisMinute()).toContain(since);

    first.kill('SIGKILL');
    const second = desk.open(['resume']);
    await second.waitFor(READY);
    second.type(KEY.enter);
    await second.waitFor(box('Question 1 of 2'));
    await second.waitFor('Mine');
    await first.exit();
  });

  test('a suspended process keeps the session: no one writes behind its back', async ({ desk }) => {
    const first = desk.open(ROUND);
    await first.waitFor(box('Question 1 of 2'));
    first.kill('SIGSTOP');
    const { code, stderr } = await desk.run(['resume']);
    expect([code, REFUSED.test(stderr)]).toEqual([1, true]);
    first.kill('SIGCONT');
    first.type('Here I am');
    await first.waitFor('Here I am');
  });

  test('of those that start together at most one continues, and the others are refused', async ({ desk }) => {
    await desk.run(ROUND, { input: 'Half' });
    for (let race = 0; race < ROUNDS / 3; race++) {
      const before = await desk.sessionFiles('.jsonl');
      const ended = await startTogether(desk, 4);
      const winners = ended.filter(({ code }) => code === 0);
      expect(winners.length).toBeLessThanOrEqual(1);
      for (const { code, stdout, stderr } of ended) {
        if (code === 0) continue;
        expect([code, stdout]).toEqual([1, '']);
        expect(thisMinute()).toContain(REFUSED.exec(stderr)?.[2]);
      }
      const segments = await desk.sessionFiles('.jsonl');
      expect(segments.length - before.length).toBe(winners.length);
    }
    expect((await desk.run(['export'])).stderr).toBe('');
    expect((await turns(desk))[0]).toMatchObject({ state: 'unanswered', draft: 'Half' });
  });
});

/** Lets this many processes resume the session at once; the one that continues may end only after the others. */
async function startTogether(desk: Desk, processes: number): Promise<Ended[]> {
  let endInput = (): void => undefined;
  const isOver = new Promise<void>((resolve) => {
    endInput = resolve;
  });
  // eslint-disable-next-line require-yield -- An input without lines that ends when allowed.
  async function* input(): AsyncGenerator<string> {
    await isOver;
  }
  let running = processes;
  return Promise.all(
    Array.from({ length: processes }, async () => {
      const ended = await desk.run(['resume'], { input: input() });
      running -= 1;
      if (running <= 1) endInput();
      return ended;
    }),
  );
}

describe('the lock', { timeout: 600_000 }, () => {
  test('never goes to two, in many races', async () => {
    const folder = emptyFolder();
    const all = await Promise.all([1, 2, 3].map(() => contender(folder)));
    const races = 25 * ROUNDS;
    let taken = 0;
    for (let race = 0; race < races; race++) {
      const began = Date.now();
      const answers = await Promise.all(all.map(({ go }) => go()));
      const mine = answers.filter((answer) => answer === 'mine');
      expect(mine.length).toBeLessThanOrEqual(1);
      taken += mine.length;
      for (const answer of answers) {
        if (answer === 'mine') continue;
        expect(all.map(({ pid }) => pid)).toContain(answer.pid);
        // From this race, including what was on its way to the disk.
        expect(answer.since).toBeGreaterThanOrEqual(began - 1000);
      }
      await Promise.all(all.map(({ leave }) => leave()));
    }
    // Not every race ends with all of them refused.
    expect(taken).toBeGreaterThan(0);
  });
});
