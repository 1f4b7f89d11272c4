import { join } from 'node:path';
import type { Question } from '../src/bank/question.ts';
import { loadBanks } from '../src/bank/loader/load-banks.ts';
import { fakeEnv } from '../test/support/env.ts';

/** The questions of the bank that ships with the program. */
export async function shippedQuestions(): Promise<readonly Question[]> {
  const { env } = fakeEnv({ cwd: join(import.meta.dirname, '..') });
  const { banks } = await loadBanks(env, ['questions']);
  return banks.flatMap(({ questions }) => questions);
}
