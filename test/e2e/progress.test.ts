import { describe, expect } from 'vitest';
import { asks, READY, SHORT, test } from '../support/program.ts';
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
  test('starts with what is due', async ({ desk }) => {
    await practiced(desk, [
      [3, 9, { rating: 'hard' }],
      [1, 30, { rating: 'again' }],
      [2, 0, { rating: 'good' }],
    ]);
    const pty = desk.open(SHORT);
    const { rows } = await pty.waitFor(asks('An interview'));
    expect(rows.join('\n')).toContain('❯ An interview    8 min · due again: a case about kitchen');
    pty.type(KEY.enter);
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await pty.waitFor('How do you keep bread fresh?');
  });
});
