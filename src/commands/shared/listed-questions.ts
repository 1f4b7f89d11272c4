import type { ListedQuestion } from '../../bank/listed.ts';
import { type Env, sizeOf } from '../../platform/env.ts';
import { type EntryGroup, questionRows } from '../../renderer/question-list.ts';
import { createTheme } from '../../renderer/theme.ts';
import { show } from '../../terminal/say.ts';

/** A listed question as JSON; `review` adds to it. */
export function listed(question: Omit<ListedQuestion, 'followUps'>): object {
  const { bank, number, id, title, concepts = [], topic, kind, level, roles, minutes, file } = question;
  return { bank, number, id, title, concepts, topic, kind, level, roles, minutes, file };
}

/** A pipe has no width limit: each question is one line. `label` is before the words that led to a question. */
export async function showQuestions(
  env: Env,
  groups: readonly EntryGroup[],
  label = 'found in',
): Promise<void> {
  const room = env.stdout.isTTY ? sizeOf(env.stdout).columns : Number.POSITIVE_INFINITY;
  await show(env, createTheme(env, env.stdout).paintAll(questionRows(groups, room, label)));
}
