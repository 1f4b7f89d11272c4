import { setTimeout as wait } from 'node:timers/promises';
import { filterQuestions, type ListedQuestion } from '../bank/listed.ts';
import { findSession } from '../store/find-session.ts';
import { loadChosen, loadNamed } from '../store/load-questions.ts';
import { requireKnown } from '../store/named-question.ts';
import { readCounted, readHistory, readWanted } from '../store/summaries.ts';
import { MOST_IN_LIST } from '../engine/guards.ts';
import { keyOf } from '../engine/plan.ts';
import { stateOf } from '../engine/next-step.ts';
import { answersTo, isAttempted, questionAt, type Session, type SessionQuestion } from '../engine/session.ts';
import { lockToStart } from '../journal/journal.ts';
import { readSummaries } from '../store/session-index.ts';
import { readSession, type StoredSession } from '../journal/sessions.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import type { Lock } from '../platform/lock.ts';
import { attemptsIn, historiesOf, type SessionSummary } from '../progress/summary.ts';
import { scheduleOf } from '../progress/schedule.ts';
import { statsOf } from '../progress/stats.ts';
import { dayOf } from '../text/day.ts';
import { allLists, chosen, type NewRound, refuseShared, searched, type Wanted } from './choosing.ts';
import { isInProgress, tell } from './gate/gate.ts';
import { type Sealed, sealedBy } from './gate/sealed.ts';
import { openHeldRound } from './held-round.ts';

/** What a list tells of a session is in no question. */
const NONE_SEALED: Sealed = { asked: new Map(), unread: [] };

export type Desk = ReturnType<typeof openDesk>;

/**
 * The banks and sessions of one machine as an assistant may see and change them. Every method that tells something about
 * questions or sessions tells it through the gate. One round is held at a time, with its lock.
 */
export function openDesk(env: Env, banks: readonly string[]) {
  const held = openHeldRound(env);
  /** The questions whose form the candidate has seen here, filled in or not: no one is sent back to it. */
  const shown = new Set<string>();

  /** Rounds in progress as they were last read. What they have revealed since then only opens more. */
  const read = new Map<string, { touched: number; session: Session }>();
  const readAgain = ({ id, touched }: SessionSummary): Session[] => {
    const kept = read.get(id);
    if (kept?.touched === touched) return [kept.session];
    const { session } = readSession(env.paths, id);
    if (session === null) return [];
    read.set(id, { touched, session });
    return [session];
  };

  /** Rounds in progress, the held one as it is now. */
  const sealedNow = (): Sealed => {
    const current = held.session();
    const { summaries, damaged } = readSummaries(env);
    const isOther = ({ id }: { id: string }): boolean => id !== current?.id;
    const paused = summaries.filter((summary) => summary.state === 'paused' && isOther(summary));
    const unread = damaged.filter((one) => one.isLost && isOther(one));
    return sealedBy([...(current === null ? [] : [current]), ...paused.flatMap(readAgain)], unread);
  };

  const stored = (id: string): Pick<StoredSession, 'damage' | 'draft'> & { session: Session } => {
    const current = held.session();
    if (current?.id === id) return { session: current, draft: held.draft(), damage: [] };
    const { session, draft, damage } = readSession(env.paths, id);
    if (session === null)
      throw new UserError(`session ${id} cannot be read.`, { help: 'list_rounds shows the others.' });
    return { session, draft, damage };
  };

  /** The round that calls are about. Reading one that is over does not change it. */
  let latest: string | null = null;

  /** The session that is meant: the one named, or else the round that calls are about, or the newest in progress. */
  const idOf = (ref: string | undefined): string => {
    if (ref === undefined && latest !== null) return latest;
    const id = ref === undefined ? newest() : findSession(env, ref);
    if (isInProgress(stored(id).session)) latest = id;
    return id;
  };

  const isSummaryInProgress = (summary: SessionSummary): boolean => {
    const current = held.session();
    if (current?.id === summary.id) return isInProgress(current);
    return summary.state === 'paused' && readAgain(summary).some(isInProgress);
  };

  /** The newest round that is in progress now, the held one first; null without one. */
  const inProgress = (): string | null => {
    const current = held.session();
    if (current !== null && isInProgress(current)) return current.id;
    return readCounted(env).findLast(isSummaryInProgress)?.id ?? null;
  };

  /** Without a round in progress, the last one that is to tick, or else the last one. */
  const newest = (): string => {
    const all = readCounted(env);
    const last = inProgress() ?? (all.findLast(({ state }) => state === 'paused') ?? all.at(-1))?.id;
    if (last === undefined)
      throw new UserError('there is no round yet.', { help: 'call start_round to start one.' });
    return last;
  };

  const summaries = (): SessionSummary[] => readCounted(env);

  return {
    held,
    idOf,
    inProgress,
    sealedNow,

    /** Calls are no longer about this round, if it is over. */
    leave(id: string): void {
      if (latest === id && !isInProgress(stored(id).session)) latest = null;
    },

    /** The session itself, for the moves of a round. What is told of it comes from the other methods. */
    peek: (id: string): Session => stored(id).session,

    /** The round as it may be told now. */
    round: (id: string) => {
      const { session, draft } = stored(id);
      return tell('round', { session, now: held.now() ?? session.last.at, draft }, sealedNow());
    },
    revealed: (id: string, q: number) => tell('revealed', { session: stored(id).session, q }, sealedNow()),
    points: (id: string, q: number) => tell('points', { session: stored(id).session, q }, sealedNow()),
    sources: (id: string, q: number) => tell('sources', { session: stored(id).session, q }, sealedNow()),
    debrief: (id: string) => tell('debrief', stored(id).session, sealedNow()),
    transcript: (id: string, q: number | null, answersOnly = false) => {
      const { session, draft, damage } = stored(id);
      if (q !== null) questionIn(session, q);
      return tell('transcript', { session, draft, damage, q, answersOnly }, sealedNow());
    },

    /** The state of a session as far as its own events tell, for a tool's next step. */
    stateOf: (id: string) => stateOf(stored(id).session),

    /** The first revealed question without verdicts of a judge, and the first one without ticks or a rating, from 1. */
    leftToJudge: (id: string, except: number | null): { judge: number | null; rate: number | null } => {
      if (except !== null) shown.add(`${id}/${except}`);
      const { questions } = stored(id).session;
      const first = (isLeft: (q: SessionQuestion, place: number) => boolean): number | null => {
        const place = questions.findIndex(
          (each, at) => each.judgement.revealed && isAttempted(each) && isLeft(each, at + 1),
        );
        return place === -1 ? null : place + 1;
      };
      return {
        judge: first(
          (each) =>
            each.question.keyPoints.length > 0 &&
            answersTo(each).length > 0 &&
            (each.judgement.judged?.points.length ?? 0) === 0,
        ),
        rate: first(
          ({ judgement, question }, place) =>
            !shown.has(`${id}/${place}`) &&
            (judgement.rating === undefined ||
              (judgement.ticked === undefined && question.keyPoints.length > 0)),
        ),
      };
    },

    /** Where a question of a round is: answered, revealed, judged by the candidate. */
    judgementOf: (id: string, q: number) => {
      const { judgement, turns } = questionIn(stored(id).session, q);
      const { revealed, ticked, rating } = judgement;
      const state = turns[0]?.state ?? null;
      return {
        revealed,
        isAnswered: state !== null && state !== 'skipped',
        isTicked: ticked !== undefined,
        isRated: rating !== undefined,
      };
    },

    /** Questions by their visible words, or the ones that are due; and how many there are in all. */
    async find(wanted: Wanted, query: string, isDueOnly: boolean, most: number) {
      const lists = await allLists(env, banks);
      const known = requireKnown(lists, wanted);
      const today = dayOf(env.now());
      const histories = historiesOf(summaries());
      const attempts = attemptsIn(histories);
      const dueDays = new Map(scheduleOf(histories).map((each) => [keyOf(each), each.due]));
      const isDue = (question: ListedQuestion): boolean => (dueDays.get(keyOf(question)) ?? '9999') <= today;
      const matching = filterQuestions(
        lists.flatMap((bank) => bank.questions),
        known,
      );
      const found = query.trim() === '' ? matching : searched(lists, matching, query);
      const shown = isDueOnly ? found.filter(isDue) : found;
      const sealed = sealedNow();
      return {
        total: shown.length,
        topics: [...new Set(lists.flatMap(({ questions }) => questions.map(({ topic }) => topic)))],
        questions: shown.slice(0, most).map((question) => {
          const key = keyOf(question);
          const source = { question, attempts: attempts.get(key) ?? 0, due: dueDays.get(key) ?? null };
          return tell('listed', source, sealed);
        }),
      };
    },

    /** Starts a round and holds it. Throws a UserError if a question is in another round in progress. */
    async start(round: NewRound): Promise<string> {
      const seed = env.entropy();
      const lock = await lockWhenFree(env);
      try {
        const sealed = sealedNow();
        const questions =
          round.questions.length > 0
            ? [...new Set(await loadNamed(env, banks, round.questions))]
            : await loadChosen(env, banks, (lists) => chosen(env, lists, round, sealed, seed));
        if (questions.length > MOST_IN_LIST)
          throw new UserError('a round holds at most 1,000 questions.', { help: 'name fewer.' });
        refuseShared(questions, sealed);
        latest = held.start(questions, round, seed);
        return latest;
      } finally {
        lock.release();
      }
    },

    /** The last sessions, newest first. */
    rounds(most: number) {
      const all = summaries().reverse();
      return {
        total: all.length,
        rounds: all.slice(0, most).map((summary) => ({
          ...tell('summary', { summary, isInProgress: isSummaryInProgress(summary) }, NONE_SEALED),
          ...(held.session()?.id === summary.id ? { open_here: true } : {}),
        })),
      };
    },

    async stats(topic: readonly string[], since: string | undefined) {
      const scope = await readWanted(env, { bank: banks, topic, ...(since === undefined ? {} : { since }) });
      const { summaries: all, wanted } = await readHistory(env, scope.banks, scope.wanted);
      return tell('stats', statsOf(all, wanted), sealedNow());
    },

    close: held.release,
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

/** A question of a round by its place, from 0. Throws a UserError if the round has none there. */
export function questionIn(session: Session, q: number): SessionQuestion {
  if (q < 0 || q >= session.questions.length)
    throw new UserError(`round ${session.id} has no question ${q + 1}.`, {
      help: `its questions run from 1 to ${session.questions.length}.`,
    });
  return questionAt(session, q);
}
