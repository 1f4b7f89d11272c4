import { dirname, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/bank/question.ts';
import { history } from '../../src/commands/history.ts';
import type { HistoryOptions } from '../../src/options/table.ts';
import { width } from '../../src/text/wrap.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { historyOf, roundOf, writeRounds } from '../support/history.ts';
import { SHORT_BANK } from '../support/program.ts';
import { questionsOf, SHIPPED_BANK } from '../support/questions.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 24, 12);

/** What `hotseat history` prints, on a terminal of this width or through a pipe. */
async function run(home: string, ref: string, options: Partial<HistoryOptions> = {}, columns?: number) {
  const { env, stdout, stderr } = fakeEnv({
    cwd: dirname(SHORT_BANK),
    data: home,
    vars: { NO_COLOR: '1', PAGER: 'cat' },
    ...(columns === undefined ? {} : { columns }),
  });
  const code = await history(env, ref, { bank: ['short'], ...options });
  return { code, out: stdout(), err: stderr() };
}

const ATTEMPTS = [
  { ago: 9, text: 'In a tin, dry.', made: ['Dry bread'], certainty: 4, rating: 'again' },
  { ago: 3, text: 'In a tin, cool and dry.', made: ['Cool bread', 'Dry bread'], rating: 'good' },
  { ago: 1, text: 'In a clay pot, cool.', made: ['Cool bread', 'A diary of bread'], rating: null },
] as const;

async function practiced(question?: Question): Promise<string> {
  const home = emptyFolder();
  const [bread] = await questionsOf(SHORT_BANK);
  const rounds = ATTEMPTS.map(({ ago, ...attempt }) =>
    roundOf(question ?? bread!, { wall: NOON - ago * DAY, ...attempt }),
  );
  writeRounds(home, rounds);
  return home;
}

describe('hotseat history', () => {
  it('shows one row per attempt, and each point across the attempts', async () => {
    const { out, code } = await run(await practiced(), '1');
    expect(code).toBe(0);
    expect(out.split('\n').slice(1, -2)).toEqual([
      '  #1 · Keeping bread',
      '  kitchen · 3 attempts',
      '',
      '  #  day          time          words  points  expected    rated',
      '  ─  ───────────  ────────────  ─────  ──────  ──────────  ─────',
      '  1  15 Nov 2026  4:00 of 2:00      4  1 of 4  nearly all  again',
      '  2  21 Nov 2026  4:00 of 2:00      6  2 of 4  most        good',
      '  3  23 Nov 2026  4:00 of 2:00      5  2 of 4  most',
      '',
      '  Key points, as you decided',
      '  ● covered · ○ not covered',
      '',
      '                     1 2 3',
      '  Cool bread         ○ ● ●',
      '  Dry bread          ● ● ○',
      '  Turned bread       ○ ○ ○',
      '  A diary of bread   ○ ○ ●',
    ]);
  });

  it('stacks what does not fit, without cutting', async () => {
    const home = await practiced();
    const { out } = await run(home, '1', {}, 40);
    expect(out.split('\n').slice(1, -2)).toEqual([
      '  #1 · Keeping bread',
      '  kitchen · 3 attempts',
      '',
      '  #: 1',
      '  day: 15 Nov 2026',
      '  time: 4:00 of 2:00',
      '  words: 4',
      '  points: 1 of 4',
      '  expected: nearly all',
      '  rated: again',
      '',
      '  #: 2',
      '  day: 21 Nov 2026',
      '  time: 4:00 of 2:00',
      '  words: 6',
      '  points: 2 of 4',
      '  expected: most',
      '  rated: good',
      '',
      '  #: 3',
      '  day: 23 Nov 2026',
      '  time: 4:00 of 2:00',
      '  words: 5',
      '  points: 2 of 4',
      '  expected: most',
      '',
      '  Key points, as you decided',
      '  ● covered · ○ not covered',
      '',
      '                     1 2 3',
      '  Cool bread         ○ ● ●',
      '  Dry bread          ● ● ○',
      '  Turned bread       ○ ○ ○',
      '  A diary of bread   ○ ○ ●',
    ]);
  });

  it('keeps thirty attempts readable at any width', { timeout: 60_000 }, async () => {
    const home = emptyFolder();
    const questions = (await questionsOf(SHIPPED_BANK)).slice(0, 5);
    writeRounds(home, historyOf(questions, { sessions: 90, days: 400, until: NOON }));
    // A hint names the folder whole, however long the path of this checkout is.
    const bank = relative(dirname(SHORT_BANK), SHIPPED_BANK);
    for (const columns of [40, 60, 80, 200]) {
      const { out } = await run(home, '4', { bank: [bank] }, columns);
      expect(Math.max(...out.split('\n').map(width))).toBeLessThanOrEqual(columns);
      // eslint-disable-next-line no-control-regex
      expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
    }
    const { out } = await run(home, '4', { bank: [bank] });
    const [, number] = /retrieval · (\d+) attempts/.exec(out) ?? [];
    expect(Number(number)).toBeGreaterThan(25);
    expect(out.match(/^ {2}[ \d]\d {2}\d+ \w+ 202\d {2}/gm)).toHaveLength(Number(number));
    expect(out).toMatch(/· last \d+ of \d+$/m);
    expect(out).toMatch(/^ {2}The pipeline +([●○] {2})+[●○]$/m);
  });

  it('gives the same as data', async () => {
    const data = JSON.parse((await run(await practiced(), '1', { json: true })).out) as {
      attempts: unknown[];
    };
    expect(data).toMatchObject({
      version: 1,
      question: { bank: 'short', number: 1, id: 'keeping-bread' },
    });
    expect(data.attempts).toHaveLength(3);
    expect(data.attempts[2]).toEqual({
      attempt: 3,
      session: '2026-11-23-1200-r1',
      day: '2026-11-23',
      state: 'submitted',
      spoken: false,
      usedMs: 240_000,
      budgetMs: 120_000,
      words: 5,
      certainty: 3,
      rating: null,
      revealed: true,
      points: [
        { name: 'Cool bread', state: 'covered', whenPressed: false },
        { name: 'Dry bread', state: 'not covered', whenPressed: false },
        { name: 'Turned bread', state: 'not covered', whenPressed: false },
        { name: 'A diary of bread', state: 'covered', whenPressed: false },
      ],
      answers: [
        { followUp: null, prompt: expect.stringContaining('bread') as string, text: 'In a clay pot, cool.' },
      ],
    });
  });

  it('shows nothing of the points before the reveal', async () => {
    const home = emptyFolder();
    const [bread] = await questionsOf(SHORT_BANK);
    const hidden = roundOf(bread!, { wall: NOON, made: ['Cool bread'] }).slice(0, 4);
    writeRounds(home, [hidden]);
    for (const options of [{}, { json: true }]) {
      const { out } = await run(home, '1', options);
      expect(out).toMatch(/1 {2}24 Nov 2026 {2}4:00 of 2:00|"attempt": 1/);
      expect(out).not.toMatch(/Cool bread|Key points|SECRET/);
      expect(out).toMatch(/The points of attempt 1 stay hidden until its reveal\.|"revealed": false/);
    }
  });

  it('says what exists if there is no such question', async () => {
    const home = await practiced();
    await expect(run(home, '412')).rejects.toThrow('there is no question 412.');
    await expect(run(home, 'attic/1')).rejects.toThrow('there is no bank "attic".');
    const { out, err, code } = await run(emptyFolder(), '2');
    expect([out, code]).toEqual(['', 0]);
    expect(err).toContain("You haven't answered #2 yet.");
    expect(JSON.parse((await run(home, '2', { json: true })).out)).toMatchObject({ attempts: [] });
  });
});
