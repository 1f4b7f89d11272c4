import type { Listener } from '../model/listener.ts';
import type { Interruption } from '../terminal/interruption.ts';
import type { Ear } from '../voice/ear.ts';
import type { Interviewer } from './interviewer.ts';
import type { Recorder } from './recorder.ts';

/** What a round works with. */
export interface RoundTools {
  interviewer: Interviewer;
  recorder: Recorder;
  /** Judges answers and asks live follow-ups, in a round that was planned with it; null in any other. */
  listener: Listener | null;
  /** What is said once a round. */
  said: Set<string>;
  /** Records answers and writes them down; null: nothing hears the candidate. */
  ear: Ear | null;
  /** Saves a text outside the session; returns a sentence about the result. */
  saveAs: (name: string, text: string) => string;
  /** Removes a new session, and says so; false if the session is not new or cannot be removed. */
  leaveNothing: () => boolean;
}

/** How a step ends: undefined, or what interrupted it. */
export type Outcome = Interruption | undefined;
