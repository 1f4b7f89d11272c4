import { fileURLToPath } from 'node:url';
import type { Question } from '../../src/bank/question.ts';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import { fakeEnv } from './env.ts';

export const SHIPPED_BANK = fileURLToPath(new URL('../../questions', import.meta.url));

/** The questions of the bank in this folder. */
export async function questionsOf(bank: string): Promise<Question[]> {
  const { banks } = await loadBanks(fakeEnv({ cwd: bank }).env, [bank]);
  return banks.flatMap(({ questions }) => questions);
}
