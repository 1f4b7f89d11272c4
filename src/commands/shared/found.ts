import { resolve } from 'node:path';
import { type Filter, filterQuestions, type ListedQuestion, questionsToAsk } from '../../bank/listed.ts';
import { reportUnloaded } from '../../bank/loader/bank-folders.ts';
import { searchableBanks } from '../../bank/loader/list-index.ts';
import { search, type SearchedBank } from '../../bank/search/search.ts';
import type { Searched } from '../../bank/search/searchable.ts';
import { keyOf } from '../../engine/plan.ts';
import type { Env } from '../../platform/env.ts';
import { UserError } from '../../platform/errors.ts';
import { readGivenText } from '../../store/given-text.ts';
import { requireKnown } from '../../store/named-question.ts';
import { whileWaiting } from '../../terminal/spinner.ts';
import { clean, cleanLine } from '../../text/clean.ts';

type Filters = Filter & { bank: readonly string[] };

/** A question that a search found. */
export interface Found {
  question: ListedQuestion;
  foundIn: readonly Searched[];
  /** It has only some of what was asked for. */
  isNear: boolean;
}

/** The questions that are about something, best first. `keep` says which of the banks' questions it may find. */
export async function questionsAbout(
  env: Env,
  text: string,
  options: Filters,
  keep: typeof questionsToAsk = filterQuestions,
): Promise<Found[]> {
  const { banks, byKey } = await searchedIn(env, options, keep);
  return search(banks, text).flatMap(({ foundIn, isNear, ...hit }) => {
    const question = byKey.get(keyOf(hit));
    return question === undefined ? [] : [{ question, foundIn, isNear }];
  });
}

interface ForJob {
  question: ListedQuestion;
  /** The terms of the ad that led there. */
  words: readonly string[];
}

/**
 * The questions that a job ad asks for, best first; `-` is standard input. Nothing of the ad is kept. Throws a UserError if
 * it cannot be read, or has no term that a question is about.
 */
export async function questionsForJob(env: Env, file: string, options: Filters): Promise<ForJob[]> {
  const shown = file === '-' ? 'standard input' : cleanLine(file);
  const ad =
    file === '-'
      ? clean(await textOf(env.stdin.setEncoding('utf8')))
      : readGivenText(resolve(env.cwd, file), shown, 'a plain text file');
  const { banks, byKey } = await searchedIn(env, options, questionsToAsk);
  const { searchJob } = await import('../../bank/search/job.ts');
  const concepts = [...byKey.values()].flatMap((question) => question.concepts ?? []);
  const found = searchJob(banks, concepts, ad).flatMap(({ words, ...hit }) => {
    const question = byKey.get(keyOf(hit));
    return question === undefined ? [] : [{ question, words }];
  });
  if (found.length > 0) return found;
  throw new UserError(`${shown} names nothing that these questions are about.`, {
    help: '--job takes the text of a job ad; --search takes words.',
  });
}

/** The questions that a search may find, and the banks with nothing else in them. */
async function searchedIn(
  env: Env,
  options: Filters,
  keep: typeof questionsToAsk,
): Promise<{ banks: SearchedBank[]; byKey: Map<string, ListedQuestion> }> {
  const { listed, searched } = await whileWaiting(env, 'Reading the bank', () =>
    searchableBanks(env, options.bank),
  );
  reportUnloaded(env, listed.faults, options.bank);
  const all = listed.banks.flatMap(({ questions }) => questions);
  const byKey = new Map(
    keep(all, requireKnown(listed.banks, options)).map((question) => [keyOf(question), question]),
  );
  const banks = searched.map(({ name, questions }) => ({
    name,
    questions: questions.filter(({ id }) => byKey.has(keyOf({ bank: name, id }))),
  }));
  return { banks, byKey };
}

async function textOf(input: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of input) text += chunk;
  return text;
}
