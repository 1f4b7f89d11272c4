import { describe, expect } from 'vitest';
import { asks, SHORT, test, turns } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { planned, practiced } from '../support/progress.ts';

describe('practice --weakest', () => {
  test('asks only questions that missed points last time, most missed first', async ({ desk }) => {
    const POINTS = ['Cool', 'Dry', 'Turned', 'A diary of'];
    await practiced(desk, [
      [1, 5, { made: [] }],
      [1, 2, { made: POINTS.map((point) => `${point} bread`) }],
      [2, 5, { made: POINTS.slice(0, 3).map((point) => `${point} seeds`) }],
      [3, 5, { made: ['Cool apples'] }],
    ]);
    expect(await planned(desk, '--weakest', '-n', '3')).toEqual(['3', '2']);
  });
});

describe('the start page', () => {
  test('says what is due and why, and starts with it', async ({ desk }) => {
    await practiced(desk, [
      [3, 9, { rating: 'hard' }],
      [1, 30, { rating: 'again' }],
      [2, 0, { rating: 'good' }],
    ]);
    const pty = desk.open(SHORT);
    const { rows } = await pty.waitFor(asks('Due today'));
    expect(rows.join('\n')).toMatch(/Due today +2 questions · first #1, rated again 30 days ago/);
    expect(rows.join('\n')).toContain('❯ Due today');
    pty.type(KEY.enter);
    await pty.waitFor('2 interviews');
    expect((await turns(desk)).filter(({ kind }) => kind === 'question').map(({ number }) => number)).toEqual(
      [1, 3],
    );
  });
});
