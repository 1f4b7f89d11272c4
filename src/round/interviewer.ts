import type { Certainty, Draft, Ms, Rating, Turn } from '../engine/event.ts';
import type { Session } from '../engine/session.ts';

/** What can come between the interviewer and the candidate. */
export type Interrupt = 'pause' | 'eof' | 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'broken-output';

export interface Interruption {
  interrupt: Interrupt;
}

export function isInterruption(value: unknown): value is Interruption {
  return typeof value === 'object' && value !== null && 'interrupt' in value;
}

/** The box as the loop hands it over: where its text and its clocks stand. */
export interface Opening {
  session: Session;
  turn: Turn;
  draft: Writing;
  /** Of the turn's clock, now. */
  used: () => Ms;
  /** Of the round's clock, now. */
  roundUsed: () => Ms;
  /** To be told after every change: what was told last is on disk within a second. */
  onChange: (draft: Writing) => void;
  /** The clocks stand from here: the answer is over, or the process is about to be stopped. */
  stand: () => void;
  /** The process was stopped for a while: that time does not count. */
  skipGap: () => void;
  /** Why what is written is not on disk, in words; null while it is. */
  unsaved: () => string | null;
  /** Saves what is written now, and says the same. */
  saveNow: () => string | null;
}

/** Something that the disk refused to take. */
export interface Unsaved {
  /** Why, in words: `the disk is full`. */
  reason: string;
  /** The open answer; empty where none is. */
  text: string;
  /** How often it was tried again. */
  tries: number;
  /** Whether to go on is to try it now, or to let each second try it. */
  isTriedEachSecond: boolean;
  /** Saves the answer under another name, and gives a sentence that says what came of it. */
  saveAs: (name: string) => string;
}

/** Text in a box, without its place in the session. */
export type Writing = Pick<Draft, 'text' | 'cursor' | 'firstKey'>;

/** `rescue`: the candidate wants to save the answer elsewhere, since the disk refuses it. */
export type AnswerEnd = 'submit' | 'skip' | 'timeout' | 'rescue' | Interrupt;

/** `late` is the whole text as an editor saved it after a strict clock had closed the answer. */
export interface Written {
  end: AnswerEnd;
  draft: Writing;
  late?: string;
}

/** What to do with a paused round. */
export type PauseChoice = 'go on' | 'skip' | 'end' | 'leave';

/**
 * Whoever sits across the table: a terminal, or lines of text. It shows and asks; what follows is the loop's business.
 * No method rejects for anything that the candidate does: that is an Interruption.
 */
export interface Interviewer {
  plan: (session: Session) => void;
  /** Waits until the candidate is ready for this turn's clock. `back` goes back to the last rating; offered where `canGoBack`. */
  ready: (session: Session, turn: Turn, canGoBack: boolean) => Promise<'ready' | 'back' | Interruption>;
  /** With `speakAloud` the answer is said, and the draft is an optional note about it. */
  answer: (opening: Opening) => Promise<Written>;
  /**
   * `written` is the text of the open box; null where none is open, and nothing can be skipped. An interruption here is
   * final: a second Ctrl+C leaves at once.
   */
  paused: (session: Session, written: string | null) => Promise<PauseChoice | Interruption>;
  /** `reopen` goes back to the last answer; offered only where `canReopen`. */
  predict: (
    session: Session,
    q: number,
    canReopen: boolean,
  ) => Promise<Certainty | null | 'reopen' | Interruption>;
  reveal: (session: Session, q: number) => Promise<Interruption | undefined>;
  /** `keep` takes what is ticked so far, at each change. */
  tick: (
    session: Session,
    q: number,
    keep: (names: readonly string[]) => void,
  ) => Promise<readonly string[] | null | Interruption>;
  /** `back` goes back to the ticks; offered only where there are points to tick. */
  rate: (session: Session, q: number) => Promise<Rating | null | 'back' | Interruption>;
  /** Tells that something could not be saved, and what can be done: go on, or leave. */
  askAboutUnsaved: (unsaved: Unsaved) => Promise<'on' | 'leave'>;
  debrief: (session: Session) => void;
  /** The last words when a round is left. */
  farewell: (session: Session) => void;
  close: () => void;
}
