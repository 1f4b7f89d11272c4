import type { Certainty, Rating, ReadUpTo, Turn } from '../engine/event.ts';
import type { Session, Ticks } from '../engine/session.ts';
import type { Coming, Listener } from '../model/listener.ts';
import type { BoxRequest, BoxResult, Reply, Saving } from '../terminal/box-request.ts';
import type { Interruption } from '../terminal/interruption.ts';
import type { Take } from '../voice/recorder.ts';
import type { Playing, Speaker } from '../voice/playback.ts';
import type { Recordings } from '../voice/recordings.ts';
import type { Recorder } from './recorder.ts';

/** Work that may take long: it is loaded, then done in steps. */
export type LongWork<T> = () => Promise<Generator<unknown, T>>;

/** What an answer starts from: its text and its clocks. */
export interface Opening extends Pick<BoxRequest, 'draft' | 'clock' | 'onChange'> {
  session: Session;
  turn: Turn;
  saving: Pick<Saving, 'problem' | 'now'>;
  /** The session with what was asked and told by now. */
  current: () => Session;
  /** Asks a clarifying question. Its reply is recorded before it is returned. */
  clarify: (question: string) => Promise<Reply>;
  /** The answer is recorded from here on; null: it is not. */
  recording: Recording | null;
}

/** The recording of an answer. */
export interface Recording {
  take: Take;
  /** Once it has ended: whether its words are going to be written down, so that no note is needed. */
  isEnough: () => boolean;
}

/** What a recognizer heard. */
export interface HeardWords {
  text: string;
  by: string;
  /** The candidate's correction of it before an interruption; null: none. */
  correcting: string | null;
  /** Plays the recording; null: nothing plays here. */
  play: (() => Playing) | null;
}

/** A correction of words, or a note; a null text changes nothing. An interrupted one is not finished. */
export type Correction = { text: string | null } & Partial<Interruption>;

/** A save that the disk refused. */
export interface Unsaved {
  /** Why, in words: `the disk is full`. */
  reason: string;
  /** The open answer; empty if there is none. */
  text: string;
  /** Retries so far. */
  tries: number;
  /** Retried every second if the candidate continues; otherwise once, now. */
  isTriedEachSecond: boolean;
  /** Saves the answer under another name; returns a sentence about the result. */
  saveAs: (name: string) => string;
}

/** How a round presents itself. */
export interface Manner {
  /** The folders named for the round; null if another process started it. */
  banks: readonly string[] | null;
  /** The clocks ring at the last minute and at time-up. */
  notify: boolean;
  /** What leaves this program, and where it goes; null: nothing does. */
  sends: { text: string; isFar: boolean } | null;
  /** What happens to the candidate's voice; null: nothing. */
  hears: { text: string; isFar: boolean } | null;
  /** Reads the questions aloud; null: no voice does. */
  speaker: Speaker | null;
}

/** What to do with a paused round. */
export type PauseChoice = 'continue' | 'skip' | 'end' | 'leave';

/**
 * Shows and asks, on a full screen or line by line; the loop decides what comes next. An interrupted answer, correction or
 * note returns its text so far and the interruption; anything else throws an `Interrupted`.
 */
export interface Interviewer {
  plan: (session: Session) => void;
  /** Waits until the candidate is ready for this turn's clock. `back` reopens the last rating, if `canGoBack`. */
  ready: (session: Session, turn: Turn, canGoBack: boolean) => Promise<'ready' | 'back'>;
  /** Reads a turn's question aloud, until its end or until the candidate stops it. No clock runs meanwhile. */
  readAloud: (session: Session, turn: Turn) => Promise<void>;
  /** With `speakAloud` the answer is spoken, and the draft is an optional note. */
  answer: (opening: Opening) => Promise<BoxResult>;
  /** Shows the words that were written down, and lets the candidate hear and correct them. No clock runs. */
  correct: (session: Session, turn: Turn, heard: HeardWords) => Promise<Correction>;
  /** Asks for a note in place of words that could not be written down. No clock runs. */
  note: (session: Session, turn: Turn) => Promise<Correction>;
  /**
   * `written` is the text of the open box; null if none is open and nothing can be skipped. A skip may lose a recording. An
   * interruption here is final: a second Ctrl+C quits at once.
   */
  paused: (written: string | null, losesRecording: boolean) => Promise<PauseChoice>;
  /** `reopen` goes back to the last answer; offered only if `canReopen`. */
  predict: (session: Session, q: number, canReopen: boolean) => Promise<Certainty | null | 'reopen'>;
  /** Shows everything at once if there is nothing to judge; otherwise `tick` and `rate` show it. */
  reveal: (session: Session, q: number) => Promise<void>;
  /** Shows the verdict, and lets the candidate decide. Calls `keep` with the ticks so far after each change. */
  tick: (session: Session, q: number, keep: (ticks: Ticks) => void) => Promise<Ticks | null>;
  /** Asks for a name of the story that was told; `known` are those told before. null: none. */
  story: (known: readonly string[]) => Promise<string | null>;
  /**
   * Shows what is left to read first, and calls `keep` with each section that was shown. `back` goes back to the ticks;
   * offered only if there are points to tick.
   */
  rate: (session: Session, q: number, keep: (upTo: ReadUpTo) => void) => Promise<Rating | null | 'back'>;
  /** Waits for long work, which can be done again if it is interrupted. */
  wait: <T>(work: LongWork<T>) => Promise<T>;
  /**
   * Waits for what comes by itself. `about` says what, and the candidate may skip the wait. An interruption skips it too.
   */
  waitFor: <T>(coming: Coming<T>, about: string) => Promise<T>;
  /** Says something in a sentence. */
  say: (text: string) => void;
  /** Says what could not be saved, and asks whether to continue or quit. */
  askAboutUnsaved: (unsaved: Unsaved) => Promise<'on' | 'leave'>;
  debrief: (session: Session) => void;
  /** Whether the answers came through a pipe that has ended. */
  hasReadPipe: () => boolean;
  /** Printed when the candidate quits a round that is not over. */
  farewell: (session: Session) => void;
  close: () => void;
}

/** What a round works with. */
export interface RoundTools {
  interviewer: Interviewer;
  recorder: Recorder;
  /** Judges answers and asks live follow-ups, in a round that was planned with it; null in any other. */
  listener: Listener | null;
  /** The names of the stories told in any session. */
  stories: () => string[];
  /** What is said once a round. */
  said: Set<string>;
  /** Records answers and writes them down; null: nothing hears the candidate. */
  recordings: Recordings | null;
  /** Saves a text outside the session; returns a sentence about the result. */
  saveAs: (name: string, text: string) => string;
  /** Removes a new session, and says so; false if the session is not new or cannot be removed. */
  leaveNothing: () => boolean;
}
