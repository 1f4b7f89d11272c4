import { setTimeout as wait } from 'node:timers/promises';
import { SCREEN } from '../bank/kinds.ts';
import { filterQuestions, questionsToAsk, type ListedBank, type ListedQuestion } from '../bank/listed.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import type { Question } from '../bank/question.ts';
import { search, type SearchedBank } from '../bank/search/search.ts';
import { searchableOf } from '../bank/search/searchable.ts';
import { MOST_IN_LIST } from '../engine/guards.ts';
import { choose, keyOf, type Order, withOpeners } from '../engine/plan.ts';
import { randomFrom } from '../engine/random.ts';
import { lockToStart } from '../journal/journal.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import type { Lock } from '../platform/lock.ts';
import { askedFirst } from '../progress/asked-for-real.ts';
import { ranksFor, scheduleOf } from '../progress/schedule.ts';
import { statsOf } from '../progress/stats.ts';
import { attemptsIn, historiesOf } from '../progress/summary.ts';
import { readAsked } from '../store/asked-for-real.ts';
import { loadChosen, loadNamed } from '../store/load-questions.ts';
import { requireKnown } from '../store/named-question.ts';
import { readCounted, readProgress } from '../store/summaries.ts';
import { dayOf } from '../text/day.ts';
import { list } from '../text/format.ts';
import { tell } from './gate/gate.ts';
import { findRoundsAsking, type Unrevealed } from './gate/unrevealed.ts';
import type { Rounds } from './rounds.ts';

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

/** The questions of these banks as an assistant chooses among them. */
export type Questions = ReturnType<typeof openQuestions>;

export function openQuestions(env: Env, banks: readonly string[], rounds: Rounds) {
  return {
    /** Whether questions of the candidate's own bank are asked. */
    asksOwn: banks.length === 0,

    /** Of the shipped bank, if it is asked: another may be a stranger's, who would speak to the assistant with them. */
    async topics(): Promise<string[]> {
      const { banks: lists } = await listBanks(env, banks);
      const shipped = lists.find(({ folder }) => folder === env.paths.shippedBank)?.questions ?? [];
      return [...new Set(shipped.map(({ topic }) => topic))];
    },

    /** Questions by their visible words, or the ones that are due; and how many there are in all. */
    async find(wanted: Wanted, query: string, isDueOnly: boolean, most: number) {
      const { banks: lists, faults } = await listBanks(env, banks);
      reportUnloaded(env, faults, banks);
      const all = lists.flatMap(({ questions }) => questions);
      const matching = filterQuestions(all, requireKnown(lists, wanted));
      const found = query.trim() === '' ? matching : searchTitles(lists, matching, query);
      const today = dayOf(env.now());
      const histories = historiesOf(readCounted(env));
      const attempts = attemptsIn(histories);
      const dueDays = new Map(scheduleOf(histories).map((each) => [keyOf(each), each.due]));
      const shown = found.filter(
        (question) => !isDueOnly || (dueDays.get(keyOf(question)) ?? '9999') <= today,
      );
      const unrevealed = rounds.readUnrevealed();
      return {
        total: shown.length,
        questions: shown.slice(0, most).map((question) => {
          const key = keyOf(question);
          const source = { question, attempts: attempts.get(key) ?? 0, due: dueDays.get(key) ?? null };
          return tell('listed', source, unrevealed);
        }),
      };
    },

    /** Starts a round, which is then the open one. Throws a UserError if a question is in another round in progress. */
    async start(round: NewRound): Promise<string> {
      const seed = env.entropy();
      const lock = await lockWhenFree(env);
      try {
        const unrevealed = rounds.readUnrevealed();
        const questions =
          round.questions.length > 0
            ? [...new Set(await loadNamed(env, banks, round.questions))]
            : await loadChosen(env, banks, (lists) => chooseFrom(env, lists, round, unrevealed, seed));
        if (questions.length > MOST_IN_LIST)
          throw new UserError('a round holds at most 1,000 questions.', { help: 'name fewer.' });
        refuseShared(questions, unrevealed);
        const interview = round.questions.length === 0 && !round.kind.includes(SCREEN);
        return rounds.start(questions, { ...round, interview }, seed);
      } finally {
        lock.release();
      }
    },

    async stats(topic: readonly string[], since: string | undefined) {
      const { summaries, wanted } = await readProgress(env, {
        bank: banks,
        topic,
        ...(since === undefined ? {} : { since }),
      });
      return tell('stats', statsOf(summaries, wanted), rounds.readUnrevealed());
    },
  };
}

/** How often the lock is tried, at some 60 ms each. */
const MOST_TRIES = 200;

/** Two servers that choose at the same moment would start the same question. The second waits, and then sees the first's. */
async function lockWhenFree(env: Env): Promise<Lock> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const lock = lockToStart(env);
    if (lock !== null) return lock;
    // Those that wait must not come back together.
    await wait(20 + (env.entropy() % 80));
  }
  throw new UserError('another hotseat is starting a round.', { help: 'call start_round again.' });
}

/** Searches titles, concepts and topics: what it finds must not depend on an answer. */
function searchTitles(
  lists: readonly ListedBank[],
  matching: readonly ListedQuestion[],
  query: string,
): ListedQuestion[] {
  const byKey = new Map(matching.map((question) => [keyOf(question), question]));
  const banks = lists.map(({ name, questions }): SearchedBank => {
    const wanted = questions.filter((each) => byKey.has(keyOf(each)));
    return { name, questions: wanted.map((each) => searchableOf({ ...NO_TEXT, ...each, followUps: [] })) };
  });
  return search(banks, query).flatMap((hit) => byKey.get(keyOf(hit)) ?? []);
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
function chooseFrom(
  env: Env,
  lists: readonly ListedBank[],
  round: NewRound,
  unrevealed: Unrevealed,
  seed: number,
): ListedQuestion[] {
  const free = lists
    .flatMap((bank) => bank.questions)
    .filter((question) => findRoundsAsking(unrevealed, question).length === 0);
  const matching = questionsToAsk(free, requireKnown(lists, round));
  const histories = historiesOf(readCounted(env));
  const first = askedFirst(readAsked(env), histories, free);
  const today = dayOf(env.now());
  const ranks = ranksFor(round.order, histories, today, first);
  const eligible =
    round.order === 'weakest' ? matching.filter((question) => ranks.has(keyOf(question))) : matching;
  if (eligible.length === 0) {
    throw new UserError('no question matches, besides those of rounds in progress.', {
      help: 'name fewer filters, or see get_history.',
    });
  }
  const cases = choose(eligible, ranks, round, randomFrom(seed));
  if (round.kind.includes(SCREEN)) return cases;
  return withOpeners(cases, free, ranksFor('fresh', histories, today, first), randomFrom(seed));
}

/** Throws a UserError if a question is in another round in progress. */
function refuseShared(questions: readonly Question[], unrevealed: Unrevealed): void {
  const shared = questions.filter((question) => findRoundsAsking(unrevealed, question).length > 0);
  const rounds = [...new Set(shared.flatMap((question) => findRoundsAsking(unrevealed, question)))];
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
