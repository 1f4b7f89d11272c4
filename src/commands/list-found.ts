import { filterQuestions, type ListedQuestion } from '../bank/listed.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { searchableBanks } from '../bank/loader/list-index.ts';
import { search } from '../bank/search/search.ts';
import type { Searched } from '../bank/search/searchable.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { cleanLine } from '../text/clean.ts';
import { grouped, jsonText } from '../text/data.ts';
import { questionsForJob } from './shared/job.ts';
import { listed, showQuestions } from './shared/listed-questions.ts';
import { requireKnown } from '../store/named-question.ts';
import { say } from '../terminal/say.ts';
import type { ListOptions } from '../options/table.ts';

const SECTIONS: Readonly<Record<Searched, string>> = {
  title: 'title',
  concepts: 'concepts',
  topic: 'topic',
  question: 'question',
  keyPoints: 'key points',
  expected: 'expected answer',
  followUps: 'follow-ups',
};

interface Listed {
  question: ListedQuestion;
  foundIn: readonly Searched[];
  isNear: boolean;
}

/** `hotseat list --search`: the questions that are about something, best first. */
export async function listFound(env: Env, options: ListOptions, text: string): Promise<ExitCode> {
  const { listed: lists, searched } = await whileWaiting(env, 'Reading the bank', () =>
    searchableBanks(env, options.bank),
  );
  reportUnloaded(env, lists.faults, options.bank);
  const filters = requireKnown(lists.banks, options);
  const allowed = new Map(
    lists.banks.flatMap((bank) =>
      filterQuestions(bank.questions, filters).map((question) => [keyOf(question), question] as const),
    ),
  );
  const banks = searched.map((bank) => ({
    ...bank,
    questions: bank.questions.filter(({ id }) => allowed.has(keyOf({ bank: bank.name, id }))),
  }));
  const found = search(banks, text).flatMap((hit): Listed[] => {
    const question = allowed.get(keyOf(hit));
    return question === undefined ? [] : [{ question, foundIn: hit.foundIn, isNear: hit.isNear }];
  });
  if (options.json === true) env.stdout.write(jsonText(dataOf(found)));
  else if (found.length === 0) say(env, `No question matches "${cleanLine(text)}".`);
  else await showFound(env, found);
  return EXIT.done;
}

/** `hotseat list --job`: the questions that a job ad asks for, best first. */
export async function listForJob(env: Env, options: ListOptions, file: string): Promise<ExitCode> {
  const found = await questionsForJob(env, file, options);
  if (options.json === true) {
    const questions = found.map(({ question, words }) => ({ ...listed(question), words }));
    env.stdout.write(jsonText({ version: 1, questions }));
  } else {
    const entries = found.map(({ question, words }) => ({ question, foundIn: words.map(cleanLine) }));
    await showEntries(env, entries, 'the ad says');
  }
  return EXIT.done;
}

function keyOf({ bank, id }: { bank: string; id: string }): string {
  return `${bank}\n${id}`;
}

function dataOf(found: readonly Listed[]): object {
  const [questions, nearest] = [false, true].map((near) =>
    found
      .filter(({ isNear }) => isNear === near)
      .map(({ question, foundIn }) => ({ ...listed(question), foundIn })),
  );
  return { version: 1, questions, corrected: [], nearest };
}

function showFound(env: Env, found: readonly Listed[]): Promise<void> {
  const entries = found.map(({ foundIn, ...each }) => ({
    ...each,
    foundIn: foundIn.map((section) => SECTIONS[section]),
  }));
  return showEntries(env, entries);
}

function showEntries(
  env: Env,
  found: readonly { question: ListedQuestion; foundIn: readonly string[] }[],
  label?: string,
): Promise<void> {
  const byBank = grouped(found, ({ question }) => question.bank);
  const groups = [...byBank].map(([name, entries]) => ({ bank: { name }, entries }));
  return showQuestions(env, groups, label);
}
