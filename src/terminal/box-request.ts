import type { Styles } from './answer-box/painter.ts';
import type { Exchange } from './answer-box/view.ts';
import type { Row } from '../text/rows.ts';
import type { Edit } from './editor.ts';
import type { Interrupt } from './interruption.ts';

/** A text being written. */
export interface BoxText {
  text: string;
  /** UTF-16 code units before the cursor. */
  cursor: number;
  /** Milliseconds on the turn's clock at the first change; null if nothing was typed. */
  firstKey: number | null;
  /** The text of the Ask line, which opens with it again; absent: none. */
  asking?: string;
}

/** The clocks of an open box, in milliseconds. */
export interface BoxClock {
  /** Used on this turn so far. */
  used: () => number;
  /** null without a timer. */
  budget: number | null;
  /** The box closes when the time is up. */
  strict: boolean;
  round: { used: () => number; budget: number } | null;
  /** Called to stop the clocks: the answer is over, or the process is about to be suspended. */
  stopped?: () => void;
  /** The process continues after a suspend; the time between does not count. */
  resumed?: () => void;
}

/** What a box shows and starts from. */
export interface BoxRequest {
  /** `Question 1 of 3 · #4 retrieval · senior` */
  header: Row;
  /** The question, broken to a number of columns. */
  prompt: (columns: number) => readonly Row[];
  /** What Ctrl+G shows, if that is more than the question. */
  whole?: (columns: number) => readonly Row[];
  draft: BoxText;
  clock: BoxClock;
  styles: Styles;
  /** After every change of the text or the cursor. */
  onChange: (draft: BoxText) => void;
  /** For Ctrl+X Ctrl+E; null if no editor is set. */
  edit: Edit | null;
  /** The editor opens at once. */
  opensEditor: boolean;
  /** The answer is spoken: a large clock is shown instead of the text. */
  spoken: boolean;
  /** A spoken answer is recorded: what shows that, and what the space bar does. */
  recording?: BoxRecording;
  saving: Saving;
  /** Clarifying questions; absent: none can be asked. */
  clarify?: Clarify;
  /** Tells a person who looks elsewhere that a clock is in its last minute, or at its end. */
  ring?: () => void;
}

/** Asks questions, and shows what was told. */
export interface Clarify extends Exchange {
  ask: (question: string) => Promise<Reply>;
}

/** What the interviewer said. If a question could not be asked, the problem says why. */
export interface Reply {
  /** Markdown. */
  reply: string;
  problem?: string;
}

/** The recording of a spoken answer. */
export interface BoxRecording {
  rows: (columns: number) => Row[];
  toggle: () => void;
  /** The process is about to be suspended: resolves once nothing records. */
  suspend: () => Promise<void>;
  resume: () => void;
}

/** Whether the text passed to `onChange` is on disk. */
export interface Saving {
  /** Why it is not there, in words; null while it is. */
  problem: () => string | null;
  /** Saves now; returns the same as `problem`. */
  now: () => string | null;
  /** The notice after a successful save. */
  allWell: string;
}

/** `rescue`: the disk refuses the answer and the candidate wants to save it elsewhere. */
export type BoxEnd = 'submit' | 'skip' | 'timeout' | 'rescue' | Interrupt;

export interface BoxResult {
  end: BoxEnd;
  draft: BoxText;
  /** The full text that an editor saved after a strict clock had closed the answer. */
  late?: string;
  /** Shows that the answer is submitted. For the caller, once it is on disk. */
  confirm?: () => void;
}
