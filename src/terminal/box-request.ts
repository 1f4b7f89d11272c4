import type { Styles } from './answer-box/painter.ts';
import type { Row } from '../text/rows.ts';
import type { Edit } from './editor.ts';
import type { Departure } from './raw-terminal.ts';
import type { BoxClock } from './box-clock.ts';

/** A text being written. */
export interface BoxText {
  text: string;
  /** UTF-16 code units before the cursor. */
  cursor: number;
  /** Milliseconds of the turn's clock at the first change; null where nothing has been typed. */
  firstKey: number | null;
}

/** What a box shows and where it starts from. */
export interface BoxRequest {
  /** `Question 1 of 3 · #4 retrieval · senior` */
  header: Row;
  /** The question, broken to a number of columns. */
  prompt: (columns: number) => readonly Row[];
  draft: BoxText;
  clock: BoxClock;
  styles: Styles;
  /** After every change of the text or the cursor. */
  onChange: (draft: BoxText) => void;
  /** For Ctrl+X Ctrl+E; null where no editor is set. */
  edit: Edit | null;
  /** The editor opens at once. */
  opensEditor: boolean;
  /** The answer is said aloud: a large clock stands in place of the text. */
  spoken: boolean;
  saving: Saving;
}

/** How what was told by `onChange` fares on disk. */
export interface Saving {
  /** Why it is not there, in words; null while it is. */
  problem: () => string | null;
  /** Saves now, and says the same. */
  now: () => string | null;
  /** What is said where all is well. */
  allWell: string;
}

/** `rescue`: the disk refuses the answer, and the candidate asks what can be done. */
export type BoxEnd = 'submit' | 'skip' | 'timeout' | 'pause' | 'rescue' | 'SIGINT' | Departure;

/** `late` is the whole text as an editor saved it after a strict clock had closed the answer. */
export interface BoxResult {
  end: BoxEnd;
  draft: BoxText;
  late?: string;
}
