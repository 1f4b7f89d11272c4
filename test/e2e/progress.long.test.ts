import { describe, expect } from 'vitest';
import { roundOf, writeRounds } from '../support/history.ts';
import { asks, inDays, SHORT, test } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { planned, practiced } from '../support/progress.ts';

const DAY = 86_400_000;

describe('practice --order due', () => {
  test('asks what is due, then what was never rated, then the rest by due date', async ({ desk }) => {
    await practiced(desk, [
      [1, 1, { rating: 'easy' }],
      [3, 9, { rating: 'hard' }],
    ]);
    expect(await planned(desk, '--order', 'due', '-n', '3')).toEqual(['3', '2', '1']);
    await practiced(desk, [[2, 2, { rating: null }]]);
    expect(await planned(desk, '--order', 'due', '-n', '3')).toEqual(['3', '2', '1']);
  });
});

test('practice --order due says if nothing is due', async ({ desk }) => {
  await practiced(desk, [[1, 1, { rating: 'easy' }]]);
  const run = (...args: string[]) =>
    desk.run(['practice', '--order', 'due', ...args, ...SHORT], { input: '' });
  expect((await run()).stderr).toContain('Nothing is due. Here are the ones you have answered least.');
  await practiced(desk, [[3, 9, { rating: 'hard' }]]);
  expect((await run()).stderr).not.toContain('Nothing is due');
});

describe('practice --weakest', () => {
  test('says why there is nothing to ask', async ({ desk }) => {
    const { stderr } = await desk.run(['practice', '--weakest', ...SHORT]);
    expect(stderr).toContain("you haven't marked a point of these questions as not covered yet.");
  });
});

describe('practice --interview-on', () => {
  test("asks today's share of the listed plan, then says that it is done", async ({ desk }) => {
    await practiced(desk, [
      [1, 9, { rating: 'again', made: null }],
      [2, 4, { rating: 'hard', made: null }],
    ]);
    const plan = ['--interview-on', inDays(20)];
    const share = async (): Promise<number[]> => {
      const { days } = (await desk.json(['list', ...plan, '--json', ...SHORT])) as {
        days: { questions: { number: number }[] }[];
      };
      return days[0]?.questions.map(({ number }) => number) ?? [];
    };
    const today = await share();
    expect(today.toSorted()).toEqual([1, 2, 3]);
    expect(await planned(desk, ...plan)).toEqual(today.map(String));
    expect(await planned(desk, ...plan, '-n', '1')).toEqual([String(today[0])]);
    const words = ['practice', ...plan, '--follow-ups', 'none', ...SHORT];
    const one = await desk.run([...words, '-n', '1'], { input: 'Words.\n---\n' });
    expect(one.code).toBe(0);
    expect(await share()).toEqual(today.slice(1));
    const rest = await desk.run(words, { input: 'Words.\n---\nWords.\n---\n' });
    expect(rest.stdout).toContain('2 interviews');
    const done = await desk.run(words);
    expect([done.code, done.stdout]).toEqual([0, '']);
    expect(done.stderr).toMatch(/^Done for today: 3 questions, \d min\. Next: \w+ \d+ \w+, /);
    const pty = desk.open(words, { columns: 60 });
    expect(await pty.exit()).toBe(0);
    expect(pty.screen().all.join('\n')).toContain('Done for today: 3 questions');
  });
});

describe('history', () => {
  test('lists the attempts at a question', async ({ desk }) => {
    await practiced(desk, [[2, 5, { text: 'Keep seeds in a tin.', made: [], rating: 'hard' }]]);
    await desk.run(['practice', '2', '--follow-ups', 'none', ...SHORT], {
      input: 'Keep seeds in a jar.\n---\n',
    });
    const pty = desk.open(['history', '2', ...SHORT], { columns: 40, rows: 40 });
    expect(await pty.exit()).toBe(0);
    const shown = pty.screen().all.join('\n');
    expect(shown).toMatch(/^ {2}#2 · Keeping seeds\n {2}garden · 2 attempts$/m);
    expect(shown).toMatch(
      /^ {2}#: 1\n[^]* {2}time: 4:00 of 2:00\n {2}words: 5\n {2}points: 0 of 4\n {2}expected: most$/m,
    );
  });
});

describe('the start page', () => {
  test('leads to the statistics', async ({ desk }) => {
    await practiced(desk, [[2, 0, { rating: 'good' }]]);
    const pty = desk.open(SHORT, { rows: 100 });
    await pty.waitFor(asks('Past sessions'));
    pty.type(KEY.down + KEY.down + KEY.down);
    await pty.waitFor('❯ Progress');
    pty.type(KEY.enter);
    const { all } = await pty.waitFor('Time used');
    expect(all.join('\n')).toContain('1 session · 4 min answering · 1 answer');
    expect(await pty.exit()).toBe(0);
  });

  test('does not mention it if nothing is due, or what is due is in no bank', async ({ desk }) => {
    const [question] = await practiced(desk, [[2, 0, { rating: 'good' }]]);
    writeRounds(desk.home, [roundOf({ ...question!, bank: 'gone' }, { wall: Date.now() - 90 * DAY })]);
    const pty = desk.open(SHORT);
    const { all } = await pty.waitFor(asks('Past sessions'));
    expect(all.join('\n')).not.toContain('due');
  });
});
