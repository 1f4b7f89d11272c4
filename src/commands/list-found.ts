import { filterQuestions, type ListedQuestion } from '../bank/listed.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { searchableBanks } from '../bank/loader/list-index.ts';
import { type Found, type Hit, search } from '../bank/search/search.ts';
import type { Searched } from '../bank/search/searchable.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { cleanLine } from '../text/clean.ts';
import { list } from '../text/format.ts';
import { grouped, jsonText } from '../text/data.ts';
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
  const found = search(banks, text);
  const listedOf = (hits: readonly Hit[]): Listed[] =>
    hits.flatMap((hit) => {
      const question = allowed.get(keyOf(hit));
      return question === undefined ? [] : [{ question, foundIn: hit.foundIn }];
    });
  if (options.json === true) env.stdout.write(jsonText(dataOf(found, listedOf)));
  else await showFound(env, text, found, listedOf);
  return EXIT.done;
}

function keyOf({ bank, id }: { bank: string; id: string }): string {
  return `${bank}\n${id}`;
}

function dataOf({ hits, nearest, corrected }: Found, listedOf: (hits: readonly Hit[]) => Listed[]): object {
  const questions = (all: readonly Hit[]): object[] =>
    listedOf(all).map(({ question, foundIn }) => ({ ...listed(question), foundIn }));
  return { version: 1, questions: questions(hits), corrected, nearest: questions(nearest) };
}

async function showFound(
  env: Env,
  text: string,
  { hits, nearest, corrected, field }: Found,
  listedOf: (hits: readonly Hit[]) => Listed[],
): Promise<void> {
  if (hits.length === 0) {
    const near = listedOf(nearest).map(
      ({ question: { number, title } }) => `  ${number}  ${cleanLine(title)}\n`,
    );
    const how = near.length === 0 ? '.' : field === null ? '. Nearest:' : `. Nearest, for "${field}":`;
    say(env, `No question matches "${cleanLine(text)}"${how}`);
    env.stderr.write(near.join(''));
    return;
  }
  for (const { word, instead } of corrected) {
    const words = list(
      instead.map((each) => `"${cleanLine(each)}"`),
      'or',
    );
    say(env, `No question has "${cleanLine(word)}"; searched for ${words}.`);
  }
  const byBank = grouped(listedOf(hits), ({ question }) => question.bank);
  await showQuestions(
    env,
    [...byBank].map(([name, all]) => ({
      bank: { name },
      entries: all.map(({ question, foundIn }) => ({
        question,
        foundIn: foundIn.map((section) => SECTIONS[section]),
      })),
    })),
  );
}
