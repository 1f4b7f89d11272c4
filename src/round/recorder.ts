import { type ActiveClock, TICK, advance } from '../engine/clock.ts';
import type { Draft, Event, Ms, Turn } from '../engine/event.ts';
import { begin } from '../engine/begin.ts';
import { evolve } from '../engine/evolve.ts';
import type { Session } from '../engine/session.ts';
import type { Journal } from '../journal/journal.ts';
import { SaveError } from '../platform/errors.ts';
import type { BoxText } from '../terminal/box-request.ts';

/** The live session: its state, clock and journal, always in agreement. */
export type Recorder = ReturnType<typeof openRecorder>;

/** Why the disk refused a save; null if it did not. */
export function refusalOf(save: () => void): SaveError | null {
  try {
    save();
    return null;
  } catch (error) {
    if (error instanceof SaveError) return error;
    throw error;
  }
}

/**
 * Starts the session's clock at `at` and its heartbeat, which saves the open box's text and the clock once a second.
 * If a save fails, `unsaved` gives the reason until a later one succeeds.
 */
export function openRecorder(
  journal: Journal,
  monotonic: () => Ms,
  start: { session: Session | null; at: Ms; draft: Draft | null },
) {
  let { session, draft } = start;
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
    // `unsaved` reports a refusal, and the next beat retries.
    refusalOf(saveNow);
  }, TICK);
  beat.unref();

  const current = (): Session => {
    if (session === null) throw new Error('the session has not started');
    return session;
  };
  return {
    session: current,
    now,
    /** Writes to disk first, then updates the state. If the disk refuses, throws a SaveError and changes nothing. */
    record: (event: Event): void => {
      const recorded = journal.append(event, now());
      isStanding = event.type === 'paused';
      if (session !== null) session = evolve(session, recorded);
      else if (recorded.type === 'started') session = begin(recorded);
      if (current().open === null && draft !== null) {
        draft = null;
        journal.removeDrafts();
      }
    },
    /** The text of the open box, saved at the next beat. */
    keep: (turn: Turn, writing: BoxText): void => {
      draft = { turn, at: now(), ...writing };
      isSaved = false;
    },
    /** Saves the kept text now. */
    saveNow,
    /** Why the kept text is not on disk, in words; null while it is. */
    unsaved: () => unsaved,
    /** The last kept text, which a reopened box starts from. */
    kept: () => draft,
    /** Stops the clock until the next event or `skipGap`. */
    stand: (): void => {
      now();
      isStanding = true;
    },
    /** Starts the clock again after the process was suspended; the time between does not count. */
    skipGap: (): void => {
      clock = { at: clock.at, seen: monotonic() };
      isStanding = false;
    },
    /** Removes what this process wrote of the session. Throws a SaveError if it cannot. */
    discard: (): void => {
      clearInterval(beat);
      draft = null;
      isSaved = true;
      journal.discard();
    },
    close: (): void => {
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
