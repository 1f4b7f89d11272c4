import type { Journal } from '../journal/journal.ts';
import { SaveError } from '../platform/errors.ts';
import { type ActiveClock, advance, TICK } from '../engine/clock.ts';
import type { Draft, Event, Ms, Turn } from '../engine/event.ts';
import { begin, evolve } from '../engine/evolve.ts';
import type { Session } from '../engine/session.ts';
import type { Writing } from './interviewer.ts';

/** The live session: its state, clock and journal, always in agreement. */
export interface Recorder {
  session: () => Session;
  now: () => Ms;
  /** Writes to disk first, then updates the state. If the disk refuses, throws a SaveError and changes nothing. */
  record: (event: Event) => void;
  /** The text of the open box, saved at the next beat. */
  keep: (turn: Turn, writing: Writing) => void;
  /** Saves the kept text now. */
  saveNow: () => void;
  /** Why the kept text is not on disk, in words; null while it is. */
  unsaved: () => string | null;
  /** The last kept text, which a reopened box starts from. */
  kept: () => Draft | null;
  /** Stops the clock until the next event or `skipGap`. */
  stand: () => void;
  /** Starts the clock again after the process was suspended; the time between does not count. */
  skipGap: () => void;
  close: () => void;
}

/**
 * Starts the session's clock at `at` and its heartbeat, which saves the open box's text and the clock once a second.
 * If a save fails, `unsaved` gives the reason until a later one succeeds.
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
      // `unsaved` reports it, and the next beat retries. Anything else is a bug.
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
        // Skipped if nothing changed: on a disk that has filled up since, it would fail for no reason.
        if (!isSaved) saveNow();
      } finally {
        journal.close();
      }
    },
  };
}
