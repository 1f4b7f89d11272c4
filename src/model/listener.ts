import type { JudgeVerdict } from '../engine/event.ts';
import { answersTo, questionAt, type Session } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { modelName } from '../transcript/by-model.ts';
import { type ChosenFact, chooseFact } from './choose-fact.ts';
import type { ModelClient } from './client.ts';
import { type Judged, judgeQuestion, maskingOf, sourceOf } from './judge.ts';
import { type Improvised, improvise } from './follow-up.ts';
import { isLasting, ModelError } from '../wire/problem.ts';
import { JUDGE_VERSION } from './prompts/judge.ts';

/** How long a round waits, in milliseconds, once there is nothing left to do but wait. */
type Patience = Readonly<Record<'verdicts' | 'followUp', number>>;

/** A follow-up gets three quarters of the time: nothing else can be done meanwhile. */
export function patienceOf(seconds: number): Patience {
  return { verdicts: seconds * 1000, followUp: seconds * 750 };
}

/** A result that a round waits for. It always comes: `skip` brings it at once, and so does the end of patience. */
export interface Coming<T> {
  result: Promise<T>;
  /** Ends the wait. */
  skip: () => void;
}

/** A live follow-up; or why there is none: null if the model has no more to ask. */
export type NextFollowUp = Improvised | { problem: string | null };

/** A model that judges answers and asks follow-ups in a round. */
export interface Listener {
  name: string;
  /** It had a problem that every call would meet again, and nothing more is sent. */
  isOut: () => boolean;
  /** Starts judging a question's answers while the candidate does something else. */
  startJudging: (session: Session, q: number) => void;
  /**
   * What it has said by now of a question's points, by their names. Later answers may have been added since: a missing point
   * may be covered by then.
   */
  known: (session: Session, q: number) => ReadonlyMap<string, JudgeVerdict>;
  /** The model's verdicts on a question's answers. A skip ends only the wait: the call goes on to the end of patience. */
  verdicts: (session: Session, q: number) => Coming<Judged>;
  /** Whether the verdicts on a question may still come, though they are not waited for. */
  isReading: (q: number) => boolean;
  /** What has come of such verdicts, each once. */
  late: () => readonly Judged[];
  /** The next follow-up to a question's answers. `leftOpen` are the names of points that they have not covered. */
  followUp: (session: Session, q: number, leftOpen: readonly string[]) => Coming<NextFollowUp>;
  /** The fact that a clarifying question asks for; null if the model had a problem. */
  chooseFact: (session: Session, q: number, asked: string) => Promise<ChosenFact | null>;
  /** Ends every call. */
  close: () => void;
}

/** A judgment that is being made of the answers in `of`. */
interface Running {
  of: string;
  stop: AbortController;
  result: Promise<Judged>;
  /** null until it comes. */
  came: Judged | null;
}

/** The answers to a question, a line each: what begins with the lines of earlier answers has them still. */
function linesOf(session: Session, q: number): string {
  const answers = answersTo(questionAt(session, q));
  return answers.map(({ turn, text }) => `${JSON.stringify([turn, text])}\n`).join('');
}

/** A server that is silent twice in a row is not waited for again. */
const MOST_SLOW = 2;

export function openListener(client: ModelClient, patience: Patience): Listener {
  const running = new Map<number, Running>();
  /** By question, what is not waited for any more. */
  const left = new Map<number, Running>();
  const known = new Map<number, Pick<Running, 'of'> & Pick<Judged, 'points'>>();
  const open = new Set<AbortController>();
  const name = modelName(client.source);
  let lasting: ModelError | null = null;
  let slow = 0;
  const note = (problem: ModelError | null): void => {
    if (problem?.kind !== 'stopped') slow = problem?.kind === 'slow' ? slow + 1 : 0;
    if (problem !== null && (isLasting(problem) || slow === MOST_SLOW)) lasting = problem;
  };

  /** Ends a judgment whose answers have changed; gives one that is of these. */
  const endStale = (session: Session, q: number): Running | undefined => {
    const before = running.get(q);
    if (before === undefined || before.of === linesOf(session, q)) return before;
    before.stop.abort();
    running.delete(q);
    return undefined;
  };
  const judging = (session: Session, q: number): Running => {
    const current = endStale(session, q);
    if (current !== undefined) return current;
    const of = linesOf(session, q);
    const stop = newStop();
    const given = { ...maskingOf(session), signal: stop.signal };
    const judge = async (): Promise<Judged> => {
      if (lasting !== null) return unjudged(q, lasting.message);
      const { judged, problem } = await judgeQuestion(client, questionAt(session, q), q, given);
      note(problem);
      if (problem === null) known.set(q, { of, points: judged.points });
      return judged;
    };
    const now: Running = { of, stop, result: judge(), came: null };
    running.set(q, now);
    now.result.then(
      (judged) => (now.came = judged),
      () => undefined,
    );
    return now;
  };
  const unjudged = (q: number, problem: string): Judged => ({
    type: 'judged',
    q,
    by: sourceOf(client, JUDGE_VERSION),
    points: [],
    problem,
  });
  const newStop = (): AbortController => {
    const stop = new AbortController();
    open.add(stop);
    return stop;
  };
  /** Ends a call that takes too long, and forgets it when it is done. */
  const within = <T>(result: Promise<T>, stop: AbortController, ms: number): Coming<T> => {
    const message = `${cleanLine(client.source.host)} did not answer in ${ms / 1000} s.`;
    const timer = setTimeout(() => stop.abort(new ModelError('slow', message)), ms);
    const done = result.finally(() => {
      clearTimeout(timer);
      open.delete(stop);
    });
    return { result: done, skip: () => stop.abort() };
  };

  return {
    name,
    isOut: () => lasting !== null,
    startJudging(session, q) {
      // What it says is read when the round waits for it.
      judging(session, q);
    },
    known(session, q) {
      const { of = '', points = [] } = known.get(q) ?? {};
      // What it said of an answer that is gone says nothing of the others.
      const isOfThese = linesOf(session, q).startsWith(of);
      return new Map(isOfThese ? points.map(({ name, verdict }) => [name, verdict]) : []);
    },
    verdicts(session, q) {
      const current = left.get(q) ?? judging(session, q);
      left.delete(q);
      running.delete(q);
      const { result } = within(current.result, current.stop, patience.verdicts);
      let skip = (): void => undefined;
      const skipped = new Promise<Judged>((resolve) => {
        skip = () => {
          if (current.came !== null) return;
          left.set(q, current);
          resolve(unjudged(q, `You went on before ${name} was done.`));
        };
      });
      return { result: Promise.race([result, skipped]), skip };
    },
    isReading: (q) => left.has(q),
    late: () =>
      [...left].flatMap(([q, { came }]) => {
        if (came === null) return [];
        left.delete(q);
        return [came];
      }),
    followUp(session, q, leftOpen) {
      // The candidate waits, and a server on this machine does one thing at a time.
      endStale(session, q);
      const stop = newStop();
      const given = { leftOpen, ...maskingOf(session), signal: stop.signal };
      const ask = async (): Promise<NextFollowUp> => {
        if (lasting !== null) return { problem: lasting.message };
        try {
          const next = await improvise(client, questionAt(session, q), q, given);
          note(null);
          return next ?? { problem: null };
        } catch (error) {
          if (!(error instanceof ModelError)) throw error;
          note(error);
          return { problem: error.message };
        }
      };
      return within(ask(), stop, patience.followUp);
    },
    async chooseFact(session, q, asked) {
      if (lasting !== null) return null;
      const stop = newStop();
      const given = { ...maskingOf(session), signal: stop.signal };
      const chosen = chooseFact(client, questionAt(session, q), asked, given).catch((error: unknown) => {
        if (error instanceof ModelError) return null;
        throw error;
      });
      // The candidate's clock runs.
      return within(chosen, stop, patience.followUp / 3).result;
    },
    close() {
      for (const stop of open) stop.abort();
    },
  };
}

/** Stands for a model that cannot be used: nothing is sent, and each step says why. */
export function absentListener(problem: string): Listener {
  const by = { name: 'the model', host: '', prompt: JUDGE_VERSION };
  const now = <T>(value: T): Coming<T> => ({ result: Promise.resolve(value), skip: () => undefined });
  return {
    name: by.name,
    isOut: () => true,
    startJudging: () => undefined,
    known: () => new Map(),
    verdicts: (_session, q) => now({ type: 'judged', q, by, points: [], problem }),
    isReading: () => false,
    late: () => [],
    followUp: () => now({ problem }),
    chooseFact: () => Promise.resolve(null),
    close: () => undefined,
  };
}
