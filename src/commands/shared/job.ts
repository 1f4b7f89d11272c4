import { resolve } from 'node:path';
import { type Filter, type ListedQuestion, questionsToAsk } from '../../bank/listed.ts';
import { reportUnloaded } from '../../bank/loader/bank-folders.ts';
import { searchableBanks } from '../../bank/loader/list-index.ts';
import { keyOf } from '../../engine/plan.ts';
import type { Env } from '../../platform/env.ts';
import { UserError } from '../../platform/errors.ts';
import { readGivenText } from '../../store/given-text.ts';
import { requireKnown } from '../../store/named-question.ts';
import { whileWaiting } from '../../terminal/spinner.ts';
import { clean, cleanLine } from '../../text/clean.ts';

interface ForJob {
  question: ListedQuestion;
  /** The terms of the ad that led there. */
  words: readonly string[];
}

/**
 * The questions that a job ad asks for, best first; `-` is standard input. Nothing of the ad is kept. Throws a UserError if
 * it cannot be read, or has no term that a question is about.
 */
export async function questionsForJob(
  env: Env,
  file: string,
  options: Filter & { bank: readonly string[] },
): Promise<ForJob[]> {
  const shown = file === '-' ? 'standard input' : cleanLine(file);
  const ad =
    file === '-'
      ? clean(await textOf(env.stdin.setEncoding('utf8')))
      : readGivenText(resolve(env.cwd, file), shown, 'a plain text file');
  const { listed, searched } = await whileWaiting(env, 'Reading the bank', () =>
    searchableBanks(env, options.bank),
  );
  reportUnloaded(env, listed.faults, options.bank);
  const matching = questionsToAsk(
    listed.banks.flatMap(({ questions }) => questions),
    requireKnown(listed.banks, options),
  );
  const byKey = new Map(matching.map((question) => [keyOf(question), question]));
  const banks = searched.map(({ name, questions }) => ({
    name,
    questions: questions.filter(({ id }) => byKey.has(keyOf({ bank: name, id }))),
  }));
  const { searchJob } = await import('../../bank/search/job.ts');
  const concepts = matching.flatMap((question) => question.concepts ?? []);
  const found = searchJob(banks, concepts, ad).flatMap(({ bank, id, words }) => {
    const question = byKey.get(keyOf({ bank, id }));
    return question === undefined ? [] : [{ question, words }];
  });
  if (found.length > 0) return found;
  throw new UserError(`${shown} names nothing that these questions are about.`, {
    help: '--job takes the text of a job ad; `hotseat list --search` takes words.',
  });
}

async function textOf(input: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of input) text += chunk;
  return text;
}
