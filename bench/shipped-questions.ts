import { join } from 'node:path';
import type { Question } from '../src/bank/question.ts';
import { loadBanks } from '../src/bank/loader/load-banks.ts';
import { fakeEnv } from '../test/support/env.ts';

/** The questions of the bank that ships with the program. */
export function shippedQuestions(): Promise<readonly Question[]> {
  return questionsIn('questions');
}

/** The questions of the judged answers, as they were when the answers were judged. */
export function judgedQuestions(): Promise<readonly Question[]> {
  return questionsIn('bench/answers/bank');
}

async function questionsIn(folder: string): Promise<readonly Question[]> {
  const { env } = fakeEnv({ cwd: join(import.meta.dirname, '..') });
  const { banks } = await loadBanks(env, [folder]);
  return banks.flatMap(({ questions }) => questions);
}
