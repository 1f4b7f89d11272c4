import type { Question } from '../bank/question.ts';
import { readToContinue } from '../store/continue-session.ts';
import type { Draft, Event, Ms, RoundOptions } from '../engine/event.ts';
import { openText } from '../engine/drafts.ts';
import { stateOf } from '../engine/next-step.ts';
import { PACE, startedEvent } from '../engine/plan.ts';
import type { Session } from '../engine/session.ts';
import { continueJournal, createJournal } from '../journal/journal.ts';
import type { Env } from '../platform/env.ts';
import { openRecorder, type Recorder } from '../round/recorder.ts';

interface NewRound {
  minutes: number | null;
  timer: boolean;
  followUps: 'live' | number;
  /** hotseat chose the questions. */
  interview: boolean;
}

/** Keeps one round of this process open, if any: its journal, lock and running clock. */
export function keepRoundOpen(env: Env) {
  let recorder: Recorder | null = null;

  const close = (): void => {
    const open = recorder;
    recorder = null;
    open?.close();
  };

  /** Pauses the round and lets it go: another process may continue it. */
  const release = (by: 'key' | 'end of input' | 'signal' = 'key'): void => {
    if (recorder === null) return;
    try {
      if (stateOf(recorder.session()) === 'paused' && recorder.session().runningSince !== null)
        recorder.record({ type: 'paused', by });
    } finally {
      close();
    }
  };

  /** Holds a session, in a new segment. Throws a UserError while another process has it, or if it cannot be continued. */
  const take = (id: string): Recorder => {
    if (recorder?.session().id === id) return recorder;
    release();
    const journal = continueJournal(env, id);
    try {
      const { session, at, draft, opening, drafts } = readToContinue(env, id);
      journal.takeOver(drafts);
      recorder = openRecorder(journal, env.monotonic, { session, at, draft });
      recorder.record(opening);
      return recorder;
    } catch (error) {
      if (recorder === null) journal.close();
      else close();
      throw error;
    }
  };

  return {
    session: (): Session | null => recorder?.session() ?? null,
    draft: (): Draft | null => recorder?.kept() ?? null,
    now: (): Ms | null => recorder?.now() ?? null,
    take,
    release,

    /** Records events in order: each is on disk when this returns. A round whose asking is over is let go. */
    record(id: string, ...events: readonly Event[]): Session {
      const open = take(id);
      for (const event of events) {
        open.record(event);
        const turn = open.session().open;
        // The clock's heartbeat survives a kill in the draft.
        if (turn !== null && open.kept() === null) {
          const text = openText(open.session(), null);
          open.keep(turn, { text, cursor: text.length, firstKey: null });
        }
      }
      const session = open.session();
      if (session.ended !== null) release();
      return session;
    },

    start(questions: readonly Question[], round: NewRound, seed: number): string {
      release();
      const journal = createJournal(env);
      try {
        recorder = openRecorder(journal, env.monotonic, { session: null, at: 0, draft: null });
        const opening = { session: journal.id, program: env.version, seed, options: optionsOf(round) };
        recorder.record(startedEvent(opening, questions, { ...round, pace: PACE.typed }));
        return journal.id;
      } catch (error) {
        recorder = null;
        journal.close();
        throw error;
      }
    },
  };
}

function optionsOf({ minutes, timer, followUps, interview }: NewRound): RoundOptions {
  return {
    strict: false,
    reveal: 'question',
    editor: false,
    speakAloud: false,
    roundBudget: null,
    assistant: true,
    ...(followUps === 'live' ? { followUps } : {}),
    ...(interview ? { interview } : {}),
    ...(timer && minutes === null ? { pace: PACE.typed } : {}),
  };
}
