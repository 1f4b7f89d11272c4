import { describe, expect } from 'vitest';
import {
  answer,
  asked,
  begin,
  debrief,
  PREDICTION,
  RATING,
  READING,
  READY,
  SHORT,
  skipWho,
  test,
  turns,
  unwrapped,
  VERDICT,
} from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { QUICK, lora } from '../support/quick.ts';

describe('practice --quick', () => {
  test('shows a section that is asked for, then Enter rates', async ({ desk }) => {
    const pty = desk.open([...QUICK.slice(0, -1), '1']);
    await answer(pty, 'Question 1 of 1', 'Low rank.');
    await pty.waitFor(PREDICTION);
    pty.type('2');
    await pty.waitFor(VERDICT);
    pty.type('m');
    const read = await pty.waitFor(READING);
    expect(read.all.join('\n')).toContain('"It makes the model smaller."');
    expect(read.rows.slice(-2).join(' ')).toContain('enter rate');
    pty.type(KEY.enter);
    const rating = await pty.waitFor(RATING);
    expect(rating.all.join('\n')).not.toContain('Expected answer');
    pty.type('3');
    await pty.waitFor(debrief('Round finished'));
    expect(await pty.exit()).toBe(0);
    expect(await turns(desk)).toMatchObject([{ number: 121, rating: 'good', budgetMs: 120_000 }]);
  });

  test('continues as a quick round after a break', async ({ desk }) => {
    const pty = desk.open(QUICK);
    await answer(pty, 'Question 1 of 2', 'Low rank.');
    await pty.waitFor(PREDICTION);
    pty.type('2');
    await pty.waitFor(VERDICT);
    pty.type(KEY.ctrlC);
    await pty.waitFor('quit, resume later');
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    const again = desk.open(['resume']);
    await again.waitFor(VERDICT);
    again.type(KEY.enter);
    await again.waitFor(RATING);
    again.type('2');
    await again.waitFor(READY);
  });

  test('line by line, Enter after the verdict leads to the rating', async ({ desk }) => {
    const pty = desk.open([...QUICK, '--plain']);
    const { asks, points, answer: expected } = await lora(desk);
    await pty.waitFor(asked(asks));
    pty.type('Low rank.\r---\r');
    await pty.waitFor('how many key points');
    pty.type('2\r');
    const verdict = await pty.waitFor('what you leave is to decide.');
    for (const point of points) expect(unwrapped(verdict.rows)).toContain(point);
    pty.type('\r');
    await pty.waitFor('Enter to rate. Or e expected answer');
    pty.type('\r');
    const rating = await pty.waitFor('How did it go? 1 again');
    expect(unwrapped(rating.all)).not.toContain(expected);
    pty.type('2\r');
    await pty.waitFor('Question 2 of 2, 2 minutes.');
  });

  test('spoken, a question takes a minute', async ({ desk }) => {
    const pty = desk.open([...QUICK, '--speak-aloud']);
    await begin(pty);
    const first = await pty.waitFor('Enter when done');
    expect(first.all.join('\n')).toMatch(/about 2 minutes · speaking: the spoken time/);
    expect(first.all.join('\n')).toMatch(/#121 {2}LoRA in a minute +1:00/);
  });

  test('takes what there is, by topic and level too; other rounds leave it out', async ({ desk }) => {
    const numbers = async (...args: string[]): Promise<number[]> => {
      const { stdout } = await desk.run(['practice', '--order', 'number', ...args]);
      return [...stdout.matchAll(/^ +\d+ +#(\d+)/gm)].map(([, number]) => Number(number));
    };
    expect(await numbers('--quick')).toEqual([121, 122, 123, 124, 125, 126, 127, 128, 129, 130]);
    const senior = await numbers('--quick', '--topic', 'adaptation', '--level', 'senior');
    expect(senior[0]).toBe(124);
    expect(senior).not.toContain(121);
    expect(await numbers('--kind', 'screen', '-n', '2')).toEqual([121, 122]);
    expect(await numbers('-n', '900')).not.toContain(121);
    expect(await desk.run(['practice', '121'])).toMatchObject({ code: 0 });
  });

  test('says that a bank has no question for it', async ({ desk }) => {
    const { code, stderr } = await desk.run(['practice', '--quick', ...SHORT]);
    expect(code).toBe(2);
    expect(stderr).toContain('no question of kind screen matches.');
  });
});

test('the start page offers a quick round if the bank has the questions', async ({ desk }) => {
  const pty = desk.open([]);
  await skipWho(pty);
  const page = await pty.waitFor('Look it up');
  expect(page.rows.join('\n')).toMatch(/Quick questions\s+10 short ones/);
  const without = desk.open([...SHORT]);
  expect((await without.waitFor('Look it up')).rows.join('\n')).not.toContain('Quick');
});
