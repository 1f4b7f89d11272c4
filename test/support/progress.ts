import { type Desk, SHORT, SHORT_BANK, turns } from './program.ts';
import type { Question } from '../../src/bank/question.ts';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import { fakeEnv } from './env.ts';
import { type Attempt, roundOf, writeRounds } from './history.ts';

const DAY = 86_400_000;

/** The numbers of the questions that these arguments plan. */
export async function planned(desk: Desk, ...args: string[]): Promise<string[]> {
  // A draft, so that the session is kept.
  await desk.run(['practice', '--seed', '1', ...args, ...SHORT], { input: 'x' });
  return (await turns(desk)).filter(({ kind }) => kind === 'question').map(({ number }) => String(number));
}

/** Writes rounds of the short bank's questions by number; `ago` is in days. */
export async function practiced(
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
