import type { Session } from '../engine/session.ts';
import { readSession } from '../journal/sessions.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import type { SessionSummary } from '../progress/summary.ts';
import { findSession } from '../store/find-session.ts';
import { readSummaries } from '../store/session-index.ts';
import { readCounted } from '../store/summaries.ts';
import { type ReadSession, type Sources, tell } from './gate/gate.ts';
import { isInProgress } from './gate/places.ts';
import { findUnrevealed, type Unrevealed } from './gate/unrevealed.ts';
import { keepRoundOpen } from './open-round.ts';

/** What the gate tells of one session. */
type OfSession = 'round' | 'reply' | 'revealed' | 'ticks' | 'sources' | 'debrief' | 'transcript';

export type Rounds = ReturnType<typeof openRounds>;

/** The rounds of one machine, finished ones too. One of them may be open here. */
export function openRounds(env: Env) {
  const open = keepRoundOpen(env);

  /** Rounds in progress as they were last read. What they have revealed since then only opens more. */
  const kept = new Map<string, { touched: number; session: Session }>();
  const readAgain = ({ id, touched }: SessionSummary): Session[] => {
    const last = kept.get(id);
    if (last?.touched === touched) return [last.session];
    const { session } = readSession(env.paths, id);
    if (session === null) return [];
    kept.set(id, { touched, session });
    return [session];
  };

  /** What rounds in progress have still to reveal, the open one as it is now. */
  const readUnrevealed = (): Unrevealed => {
    const current = open.session();
    const { summaries, damaged } = readSummaries(env);
    const isOther = ({ id }: { id: string }): boolean => id !== current?.id;
    const paused = summaries.filter((summary) => summary.state === 'paused' && isOther(summary));
    const unread = damaged.filter((one) => one.isLost && isOther(one));
    return findUnrevealed([...(current === null ? [] : [current]), ...paused.flatMap(readAgain)], unread);
  };

  /** A session itself, for the moves of a round. What is told of it comes through the gate. */
  const read = (id: string): ReadSession => {
    const current = open.session();
    if (current?.id === id)
      return { session: current, draft: open.draft(), damage: [], now: open.now() ?? current.last.at };
    const { session, draft, damage } = readSession(env.paths, id);
    if (session === null)
      throw new UserError(`session ${id} cannot be read.`, { help: 'get_history shows the others.' });
    return { session, draft, damage, now: session.last.at };
  };

  const isToContinue = (summary: SessionSummary): boolean => {
    const current = open.session();
    if (current?.id === summary.id) return isInProgress(current);
    return summary.state === 'paused' && readAgain(summary).some(isInProgress);
  };

  /** The newest round that is in progress now, the open one first; null without one. */
  const findInProgress = (): string | null => {
    const current = open.session();
    if (current !== null && isInProgress(current)) return current.id;
    return readCounted(env).findLast(isToContinue)?.id ?? null;
  };

  /** Without a round in progress, the last one that is to tick, or else the last one. */
  const findNewest = (): string => {
    const all = readCounted(env);
    const last = findInProgress() ?? (all.findLast(({ state }) => state === 'paused') ?? all.at(-1))?.id;
    if (last === undefined)
      throw new UserError('there is no round yet.', { help: 'call start_round to start one.' });
    return last;
  };

  /** The round that calls are about. Reading one that is over does not change it. */
  let latest: string | null = null;

  return {
    open,
    read,
    readUnrevealed,
    findInProgress,

    /** The session that is meant: the one named, or else the round that calls are about, or the newest in progress. */
    find(ref: string | undefined): string {
      if (ref === undefined && latest !== null) return latest;
      const id = ref === undefined ? findNewest() : findSession(env, ref);
      if (isInProgress(read(id).session)) latest = id;
      return id;
    },

    /** Starts a round. It is the open one, and calls are about it. */
    start(...round: Parameters<typeof open.start>): string {
      latest = open.start(...round);
      return latest;
    },

    /** Calls are no longer about this round, if it is over. */
    leave(id: string): void {
      if (latest === id && !isInProgress(read(id).session)) latest = null;
    },

    /** What may be told of a session now. */
    tell: <K extends OfSession>(kind: K, id: string, more: Omit<Sources[K], keyof ReadSession>) =>
      tell(kind, { ...read(id), ...more } as Sources[K], readUnrevealed()),

    /** The last sessions, newest first. */
    list(most: number) {
      const all = readCounted(env).reverse();
      // What a list tells of a session is in no question.
      const none: Unrevealed = { asked: new Map(), unread: [] };
      return {
        total: all.length,
        rounds: all.slice(0, most).map((summary) => ({
          ...tell('summary', { summary, isInProgress: isToContinue(summary) }, none),
          ...(open.session()?.id === summary.id ? { open_here: true } : {}),
        })),
      };
    },
  };
}
