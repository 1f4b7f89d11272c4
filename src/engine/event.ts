import type { Question } from '../bank/question.ts';

/** Milliseconds; in events and sessions, on the session's active clock unless noted. */
export type Ms = number;

/** One thing to answer: a question by its index in the plan, or one of its follow-ups by index. */
export interface Turn {
  q: number;
  followUp?: number;
}

export type AnswerState = 'submitted' | 'timed-out' | 'skipped';
/** How many key points the candidate expects to have covered: few, half, most, nearly all. */
export type Certainty = 1 | 2 | 3 | 4;
export type Rating = 'again' | 'hard' | 'good' | 'easy';

/** What a candidate can note about the interview that a round prepares for. */
export const TAGS = ['company', 'position', 'round', 'interviewer'] as const;
export type Tags = Readonly<Record<(typeof TAGS)[number], string | null>>;
export const NO_TAGS: Tags = { company: null, position: null, round: null, interviewer: null };

/** The full question as planned: resuming or reading a session needs no bank. */
export interface PlannedQuestion {
  question: Question;
  /** For the main answer; null without a timer. */
  budget: Ms | null;
  /** How many follow-ups are asked, in the bank's order; with pressing ones, the most. */
  followUps: number;
  /** For each follow-up; null without a timer. */
  followUpBudget: Ms | null;
}

/** The options of a round. */
export interface RoundOptions {
  /** The answer closes at zero and keeps its text. */
  strict: boolean;
  reveal: 'question' | 'end';
  /** Each answer opens in the candidate's own editor. */
  editor: boolean;
  /** The candidate answers aloud: the clock runs, and the text is a note. */
  speakAloud: boolean;
  /** One clock over all answers; null without one. */
  roundBudget: Ms | null;
  /** Follow-ups are chosen by what the main answer left out; absent: the bank's order. */
  followUps?: 'pressing';
}

/** A piece of a turn's answer, as offsets in UTF-16 units. The words are never copied. */
export interface Passage {
  turn: Turn;
  start: number;
  end: number;
}

export type Verdict = 'found' | 'unsure' | 'missing';

/** The program's finding for one key point. */
export interface PointFinding {
  name: string;
  /** From 0 to 1; higher is surer. */
  score: number;
  verdict: Verdict;
  /** The sentence that says it, or comes nearest; null if there is none. */
  evidence: Passage | null;
  /** The point's decisive words that no answer contains. */
  missing: readonly string[];
}

/** A common mistake, by its index in the question, and the sentence that comes close to it. */
export interface MistakeFinding {
  index: number;
  evidence: Passage;
}

/** What the program found in the answers to a question and its follow-ups. */
export interface Findings {
  /** Two versions of the matcher may judge differently. */
  matcher: number;
  points: readonly PointFinding[];
  mistakes: readonly MistakeFinding[];
}

/** A chosen follow-up, by its index in the question, and the name of the point that was not found. */
export interface PressingFollowUp {
  followUp: number;
  /** null: it probes no point and only fills the number. */
  because: string | null;
}

/** The text of an open box. */
export interface Draft {
  turn: Turn;
  /** The session's clock when it was saved: the heartbeat that survives a kill. */
  at: Ms;
  text: string;
  /** The cursor's offset in `text`, in UTF-16 units. */
  cursor: number;
  /** The turn's clock at the first key; null before it. */
  firstKey: Ms | null;
}

/**
 * What can happen in a session. The journal holds only these, and everything else is derived from them.
 * The last `ticked` and `rated` of a question win; null means skipped. These, `named` and `tagged` may follow `ended`.
 */
export type Event =
  | {
      type: 'started';
      session: string;
      /** Local day, `YYYY-MM-DD`, so that a later change of time zone does not move it. */
      day: string;
      program: string;
      seed: number;
      banks: readonly string[];
      options: RoundOptions;
      plan: readonly PlannedQuestion[];
    }
  /** The first event of a later segment: the segments its writer had read, and how many `lines` each had. */
  | {
      type: 'continued';
      session: string;
      program: string;
      after: readonly string[];
      lines?: readonly number[];
    }
  | { type: 'paused'; by: 'key' | 'signal' | 'end of input' }
  | { type: 'resumed' }
  | { type: 'asked'; turn: Turn; budget: Ms | null }
  /**
   * `spoken`: answered aloud; the text is a note. `late`: the full text last saved by an editor that was still open when
   * a strict clock closed the answer.
   */
  | {
      type: 'answered';
      turn: Turn;
      state: AnswerState;
      text: string;
      firstKey: Ms | null;
      spoken?: true;
      late?: string;
    }
  /** The candidate went back to an answer before the reveal; its clock continues. */
  | { type: 'reopened'; turn: Turn }
  /** The pressing follow-ups in order, chosen from the main answer by this version of the matcher. */
  | { type: 'pressed'; q: number; matcher: number; followUps: readonly PressingFollowUp[] }
  | { type: 'predicted'; q: number; certainty: Certainty | null }
  /** The program's findings, shown beside the ticks and kept apart from them. */
  | ({ type: 'found'; q: number } & Findings)
  | { type: 'revealed'; q: number }
  /**
   * `unfinished`: the candidate is still ticking and continues from here. `takesBack`: an undo that restores the value
   * before the last one; the same for a rating.
   */
  | { type: 'ticked'; q: number; names: readonly string[] | null; unfinished?: true; takesBack?: true }
  | { type: 'rated'; q: number; rating: Rating | null; takesBack?: true }
  /** The candidate's name for the session; null: its id. The last one wins. */
  | { type: 'named'; name: string | null }
  /** The tags that change; null removes one. */
  | { type: 'tagged'; tags: Partial<Tags> }
  /** `draft`: the text of the open box, if any. It is not an answer, but it is kept. */
  | { type: 'ended'; reason: 'finished' | 'round time' | 'left early'; draft: Draft | null };

/** When an event happened. */
export interface Stamp {
  at: Ms;
  /** Milliseconds since 1970. */
  wall: number;
  /** Offset of local time from UTC, `+01:00`. */
  zone: string;
}

export type Recorded = Event & Stamp;

export function stampOf({ at, wall, zone }: Stamp): Stamp {
  return { at, wall, zone };
}

export function sameTurn(a: Turn, b: Turn): boolean {
  return a.q === b.q && a.followUp === b.followUp;
}
