import { filterQuestions } from '../bank/listed.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { jsonText } from '../text/data.ts';
import type { ListOptions } from '../options/table.ts';
import { listed, showQuestions } from './shared/listed-questions.ts';
import { requireKnown } from '../store/named-question.ts';
import { say } from '../terminal/say.ts';

/** `hotseat list`: the questions by number without their answers, what a search finds, or the study plan until an interview. */
export async function list(env: Env, options: ListOptions): Promise<ExitCode> {
  if (options.interviewOn !== undefined)
    return (await import('./shared/study-plan.ts')).listPlan(env, options, options.interviewOn);
  if (options.job !== undefined)
    return (await import('./list-found.ts')).listForJob(env, options, options.job);
  if (options.search !== undefined)
    return (await import('./list-found.ts')).listFound(env, options, options.search);
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
    await showQuestions(
      env,
      groups.map(({ bank, questions }) => ({ bank, entries: questions.map((question) => ({ question })) })),
    );
  }
  return EXIT.done;
}
