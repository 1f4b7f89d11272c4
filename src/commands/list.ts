import { filterQuestions } from '../bank/filter.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import type { ListedQuestion } from '../bank/listed.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { type EntryGroup, questionRows } from '../renderer/question-list.ts';
import { createTheme } from '../renderer/theme.ts';
import { jsonText } from '../text/json.ts';
import type { ListOptions } from './shared/study-plan.ts';
import { requireKnown } from './shared/named-question.ts';
import { say } from './shared/say.ts';

/** `hotseat list`: the questions by number without their answers, what a search finds, or the study plan until an interview. */
export async function list(env: Env, options: ListOptions): Promise<ExitCode> {
  if (options.interviewOn !== undefined || options.dailyMinutes !== undefined)
    return (await import('./shared/study-plan.ts')).listPlan(env, options);
  if (options.search !== undefined)
    return (await import('./shared/list-found.ts')).listFound(env, options, options.search);
  const { banks, faults } = await whileWaiting(env, 'Reading the bank', () => listBanks(env, options.bank));
  reportUnloaded(env, faults, options.bank);
  const filters = requireKnown(banks, options);
  const groups = banks
    .map((bank) => ({ bank, questions: filterQuestions(bank.questions, filters) }))
    .filter(({ questions }) => questions.length > 0);
  if (options.json === true) {
    const questions = groups.flatMap((group) => group.questions.map(listed));
    env.stdout.write(jsonText({ version: 1, questions }));
  } else if (groups.length === 0) {
    say(env, 'No questions match. `hotseat list` without filters shows all of them.');
  } else {
    showQuestions(
      env,
      groups.map(({ bank, questions }) => ({ bank, entries: questions.map((question) => ({ question })) })),
    );
  }
  return EXIT.done;
}

/** A listed question as JSON; `review` adds to it. */
export function listed(question: Omit<ListedQuestion, 'followUps'>): object {
  const { bank, number, id, title, concepts = [], topic, kind, level, roles, minutes, file } = question;
  return { bank, number, id, title, concepts, topic, kind, level, roles, minutes, file };
}

/** A pipe has no width limit: each question is one line. */
export function showQuestions(env: Env, groups: readonly EntryGroup[]): void {
  const room = env.stdout.isTTY ? sizeOf(env.stdout).columns : Number.POSITIVE_INFINITY;
  env.stdout.write(createTheme(env, env.stdout).paintAll(questionRows(groups, room)));
}
