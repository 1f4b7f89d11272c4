import type { Journal } from '../journal/journal.ts';
import { SaveError } from '../platform/errors.ts';
import type { ActiveClock } from '../engine/clock.ts';
import { advance, TICK } from '../engine/clock.ts';
import type { Draft, Event, Ms, Turn } from '../engine/event.ts';
import { begin, evolve } from '../engine/evolve.ts';
import type { Session } from '../engine/session.ts';
import type { Writing } from './interviewer.ts';

/** The live session: its state, its clock and its journal, which always agree. */
export interface Recorder {
  session: () => Session;
  now: () => Ms;
  /** On disk first, then in the state. Throws a SaveError where the disk refuses it; then nothing has changed. */
  record: (event: Event) => void;
  /** The text of the open box, saved at the next beat. */
  keep: (turn: Turn, writing: Writing) => void;
  /** Saves the kept text now. */
  saveNow: () => void;
  /** Why the kept text is not on disk, in words; null while it is. */
  unsaved: () => string | null;
  /** The last kept text: what a box starts from. */
  kept: () => Draft | null;
  /** The clock stands from here, until the next event or `skipGap`. */
  stand: () => void;
  /** The process was stopped for a while: that time does not count, and the clock goes on from here. */
  skipGap: () => void;
  close: () => void;
}

/**
 * Starts the session's clock at `at` and its heartbeat: once a second the open box's text goes to disk, and with it
 * how far the clock is. A failed save at the beat is told by `unsaved`, until a later one succeeds.
 */
export function openRecorder(
  journal: Journal,
  monotonic: () => Ms,
  start: { session: Session | null; at: Ms; draft: Draft | null },
): Recorder {
  let session = start.session;
  let draft = start.draft;
  let clock: ActiveClock = { at: start.at, seen: monotonic() };
  let isStanding = false;
  let unsaved: string | null = null;
  let isSaved = true;

  const now = (): Ms => {
    clock = isStanding ? { at: clock.at, seen: monotonic() } : advance(clock, monotonic());
    return Math.round(clock.at);
  };
  const saveNow = (): void => {
    if (draft === null) return;
    draft = { ...draft, at: now() };
    try {
      journal.saveDraft(draft);
      unsaved = null;
      isSaved = true;
    } catch (error) {
      if (error instanceof SaveError) unsaved = error.reason;
      throw error;
    }
  };
  const beat = setInterval(() => {
    now();
    try {
      saveNow();
    } catch (error) {
      // It is told by `unsaved`, and tried again at the next beat; anything else is a bug.
      if (!(error instanceof SaveError)) throw error;
    }
  }, TICK);
  beat.unref();

  const current = (): Session => {
    if (session === null) throw new Error('the session has not started');
    return session;
  };
  return {
    session: current,
    now,
    record(event) {
      const recorded = journal.append(event, now());
      isStanding = event.type === 'paused';
      if (session !== null) session = evolve(session, recorded);
      else if (recorded.type === 'started') session = begin(recorded);
      if (current().open === null && draft !== null) {
        draft = null;
        journal.removeDrafts();
      }
    },
    keep(turn, writing) {
      draft = { turn, at: now(), ...writing };
      isSaved = false;
    },
    saveNow,
    unsaved: () => unsaved,
    kept: () => draft,
    stand() {
      now();
      isStanding = true;
    },
    skipGap() {
      clock = { at: clock.at, seen: monotonic() };
      isStanding = false;
    },
    close() {
      clearInterval(beat);
      try {
        // A disk that has filled up since takes nothing away from what is saved.
        if (!isSaved) saveNow();
      } finally {
        journal.close();
      }
    },
  };
}
