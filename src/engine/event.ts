import type { Question } from '../bank/question.ts';

/** Milliseconds; in events and sessions, of the session's active clock unless said otherwise. */
export type Ms = number;

/** One thing to answer: a question of the plan by its place (from 0), or one of its follow-ups by its place. */
export interface Turn {
  q: number;
  followUp?: number;
}

export type AnswerState = 'submitted' | 'timed-out' | 'skipped';
/** How many of the key points the candidate thinks to have made: few, half, most, nearly all. */
export type Certainty = 1 | 2 | 3 | 4;
export type Rating = 'again' | 'hard' | 'good' | 'easy';

/** What a candidate may note of the interview that a round stands for. */
export const TAGS = ['company', 'position', 'round', 'interviewer'] as const;
export type Tags = Readonly<Record<(typeof TAGS)[number], string | null>>;

/** A question as it was planned, whole: a session needs no bank to be gone on with or read again. */
export interface PlannedQuestion {
  question: Question;
  /** For the main answer; null without a timer. */
  budget: Ms | null;
  /** How many of its follow-ups are asked, in the bank's order; with pressing ones, at most. */
  followUps: number;
  /** For each follow-up; null without a timer. */
  followUpBudget: Ms | null;
}

/** What was chosen for the whole round. */
export interface RoundOptions {
  /** At zero the answer is closed, keeping what is there. */
  strict: boolean;
  reveal: 'question' | 'end';
  /** Each answer opens in the candidate's own editor. */
  editor: boolean;
  /** The candidate answers by voice, to nobody: the clock runs, and the text is a note. */
  speakAloud: boolean;
  /** The clock over all answers together; null without one. */
  roundBudget: Ms | null;
  /** The follow-ups are chosen by what the main answer left out; absent: they come in the bank's order. */
  followUps?: 'pressing';
}

/** A piece of the answer to a turn, by its place in that text, in UTF-16 units. The words are never copied. */
export interface Passage {
  turn: Turn;
  start: number;
  end: number;
}

export type Verdict = 'found' | 'unsure' | 'missing';

/** What the program found of one key point. */
export interface PointFinding {
  name: string;
  /** From 0 to 1; higher is surer. */
  score: number;
  verdict: Verdict;
  /** The sentence that says it, or comes nearest; null where there is none. */
  evidence: Passage | null;
  /** The decisive words of the point that no answer holds. */
  missing: readonly string[];
}

/** A common mistake, by its place in the question, and the sentence that comes close to it. */
export interface MistakeFinding {
  index: number;
  evidence: Passage;
}

/** What the program found in the answers to a question and its follow-ups. */
export interface Findings {
  /** The version of the matcher: two versions may judge differently. */
  matcher: number;
  points: readonly PointFinding[];
  mistakes: readonly MistakeFinding[];
}

/** A follow-up that was chosen, by its place in the question, and the name of the point that was not found. */
export interface PressingFollowUp {
  followUp: number;
  /** null: it probes no point, and fills up the number. */
  because: string | null;
}

/** Text that stands in an open box. */
export interface Draft {
  turn: Turn;
  /** The session's clock when it was saved: the heartbeat that survives a kill. */
  at: Ms;
  text: string;
  /** Place of the cursor in `text`, in UTF-16 units. */
  cursor: number;
  /** Of the turn's own clock at the first key; null before it. */
  firstKey: Ms | null;
}

/**
 * What can happen in a session. The journal holds nothing else, and everything else is derived from it.
 * The last `ticked` and `rated` of a question win; null is "not judged". These, `named` and `tagged` may follow `ended`.
 */
export type Event =
  | {
      type: 'started';
      session: string;
      /** Local day, `YYYY-MM-DD`: a later change of zone does not move it. */
      day: string;
      program: string;
      seed: number;
      banks: readonly string[];
      options: RoundOptions;
      plan: readonly PlannedQuestion[];
    }
  /**
   * The first event of a later segment; `after` names the segments that its writer had read, and `lines` says how many
   * lines each had then.
   */
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
   * `spoken`: it was said aloud, and the text is a note about it. `late`: the whole text as an editor saved it at last
   * that was still open when a strict clock closed the answer.
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
  /** The candidate went back to an answer before anything was shown; its clock goes on. */
  | { type: 'reopened'; turn: Turn }
  /** Which follow-ups press, in this order: decided by the main answer, by this version of the matcher. */
  | { type: 'pressed'; q: number; matcher: number; followUps: readonly PressingFollowUp[] }
  | { type: 'predicted'; q: number; certainty: Certainty | null }
  /** What the program says, as it is shown beside the ticks, and apart from them. */
  | ({ type: 'found'; q: number } & Findings)
  | { type: 'revealed'; q: number }
  /**
   * `unfinished`: the candidate is still at it, and goes on from there. `takesBack`: the one before it was a slip, and the
   * value is the former one again. So with a rating.
   */
  | { type: 'ticked'; q: number; names: readonly string[] | null; unfinished?: true; takesBack?: true }
  | { type: 'rated'; q: number; rating: Rating | null; takesBack?: true }
  /** What the candidate calls the session; null: by its id. The last one wins. */
  | { type: 'named'; name: string | null }
  /** What changes of the tags; null takes one away. */
  | { type: 'tagged'; tags: Partial<Tags> }
  /** `draft` is what stood in the box that was open, if one was: it is not an answer, and it is not lost. */
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

export function sameTurn(a: Turn, b: Turn): boolean {
  return a.q === b.q && a.followUp === b.followUp;
}
