import { questionsToAsk, type ListedBank, type ListedQuestion } from '../bank/listed.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import type { Question } from '../bank/question.ts';
import { search, type SearchedBank } from '../bank/search/search.ts';
import { searchableBank } from '../bank/search/searchable.ts';
import { requireKnown } from '../store/named-question.ts';
import { readCounted } from '../store/summaries.ts';
import { choose, keyOf, type Order } from '../engine/plan.ts';
import { randomFrom } from '../engine/random.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { historiesOf } from '../progress/summary.ts';
import { ranksFor } from '../progress/schedule.ts';
import { dayOf } from '../text/day.ts';
import { list } from '../text/format.ts';
import { othersWith, type Sealed } from './gate/sealed.ts';

/** Which questions are meant. Empty lists allow everything. */
export interface Wanted {
  topic: readonly string[];
  role: readonly string[];
  level: readonly string[];
  kind: readonly string[];
}

/** What a new round is made of. */
export interface NewRound extends Wanted {
  /** Questions by number or id; empty: chosen. */
  questions: readonly string[];
  count: number;
  order: Order;
  /** For each question; null: its own. */
  minutes: number | null;
  timer: boolean;
  followUps: 'live' | number;
}

/** The lists of the banks; what cannot be loaded is reported. */
export async function allLists(env: Env, folders: readonly string[]): Promise<readonly ListedBank[]> {
  const { banks, faults } = await listBanks(env, folders);
  reportUnloaded(env, faults, folders);
  return banks;
}

/** A search of titles, concepts and topics: what it finds and corrects must not depend on what is sealed. */
export function searched(
  lists: readonly ListedBank[],
  matching: readonly ListedQuestion[],
  query: string,
): ListedQuestion[] {
  const byKey = new Map(matching.map((question) => [keyOf(question), question]));
  const banks = lists.map((bank): SearchedBank => {
    const builder = searchableBank();
    for (const question of bank.questions.filter((each) => byKey.has(keyOf(each))))
      builder.add({ ...NO_TEXT, ...question, followUps: [] });
    return { ...builder.done(), name: bank.name };
  });
  const { hits, nearest } = search(banks, query);
  return (hits.length > 0 ? hits : nearest).flatMap((hit) => byKey.get(keyOf(hit)) ?? []);
}

const NO_TEXT: Omit<Question, Exclude<keyof ListedQuestion, 'followUps'>> = {
  reviewed: '',
  references: [],
  question: '',
  why: '',
  expected: '',
  keyPoints: [],
  mistakes: [],
  followUps: [],
  notes: '',
  takeaway: '',
};

/** What filters, history and chance choose. A question of a round in progress is not among them. */
export function chosen(
  env: Env,
  lists: readonly ListedBank[],
  round: NewRound,
  sealed: Sealed,
  seed: number,
): ListedQuestion[] {
  const matching = questionsToAsk(
    lists.flatMap((bank) => bank.questions),
    requireKnown(lists, round),
  ).filter((question) => othersWith(sealed, question).length === 0);
  const ranks = ranksFor(round.order, historiesOf(readCounted(env)), dayOf(env.now()));
  const eligible =
    round.order === 'weakest' ? matching.filter((question) => ranks.has(keyOf(question))) : matching;
  if (eligible.length === 0) {
    throw new UserError('no question matches, besides those of rounds in progress.', {
      help: 'name fewer filters, or see list_rounds.',
    });
  }
  return choose(eligible, ranks, round, randomFrom(seed));
}

/** Throws a UserError if a question is in another round in progress. */
export function refuseShared(questions: readonly Question[], sealed: Sealed): void {
  const shared = questions.filter((question) => othersWith(sealed, question).length > 0);
  const rounds = [...new Set(shared.flatMap((question) => othersWith(sealed, question)))];
  const [first] = shared;
  if (first === undefined) return;
  throw new UserError(
    `${list(shared.map(({ bank, number }) => `${bank}/${number}`))}: in progress in round ${list(rounds)}.`,
    {
      help:
        `continue it with next_turn (session: ${rounds[0] ?? ''}), or end it if the candidate agrees: finish_round ends one ` +
        `that start_round began, and \`hotseat resume ${rounds[0] ?? ''}\`, Ctrl+C, e ends any. Then start again.`,
    },
  );
}
