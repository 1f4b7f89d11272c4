import { describe, expect } from 'vitest';
import type { Question } from '../../src/bank/question.ts';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import { fakeEnv } from '../support/env.ts';
import { type Attempt, roundOf, writeRounds } from '../support/history.ts';
import { asks, box, type Desk, SHORT, SHORT_BANK, test } from '../support/program.ts';
import { KEY } from '../support/pty.ts';

const DAY = 86_400_000;

/** Writes rounds of the short bank's questions by number; `ago` is in days. */
async function practiced(
  desk: Desk,
  rounds: readonly (readonly [number: number, ago: number, attempt?: Omit<Attempt, 'wall'>])[],
): Promise<Question[]> {
  const { banks } = await loadBanks(fakeEnv({ cwd: SHORT_BANK }).env, [SHORT_BANK]);
  const questions = banks.flatMap((bank) => bank.questions);
  // Early in the day, so that an answer of some minutes ends on the day it began.
  const today = Math.floor(Date.now() / DAY) * DAY;
  writeRounds(
    desk.home,
    rounds.map(([number, ago, attempt]) => {
      const question = questions.find((other) => other.number === number);
      if (question === undefined) throw new Error(`no question ${number}`);
      return roundOf(question, { wall: today + 3_600_000 - ago * DAY, ...attempt });
    }),
  );
  return questions;
}

/** The numbers of the questions that these arguments plan. */
async function planned(desk: Desk, ...args: string[]): Promise<string[]> {
  const { stdout } = await desk.run(['practice', '--seed', '1', ...args, ...SHORT], { input: '' });
  return Array.from(stdout.matchAll(/^ {2}\d {2}#(\d)/gm), ([, number = '']) => number);
}

describe('practice --weakest', () => {
  test('asks only questions that missed points last time, most missed first', async ({ desk }) => {
    const POINTS = ['Cool', 'Dry', 'Turned', 'A diary of'];
    await practiced(desk, [
      [1, 5, { made: [] }],
      [1, 2, { made: POINTS.map((point) => `${point} bread`) }],
      [2, 5, { made: POINTS.slice(0, 3).map((point) => `${point} seeds`) }],
      [3, 5, { made: ['Cool apples'] }],
    ]);
    expect(await planned(desk, '--weakest')).toEqual(['3', '2']);
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
    const { all } = await pty.waitFor(box('Question 1 of 2'));
    expect(all.join('\n')).toMatch(/1 {2}#1 [^]*2 {2}#3 /);
  });
});
