import type { Question } from '../bank/question.ts';
import type {
  AnswerState,
  Certainty,
  Draft,
  Findings,
  Ms,
  PlannedQuestion,
  PressingFollowUp,
  Rating,
  RoundOptions,
  Stamp,
  Tags,
  Turn,
} from './event.ts';
import { sameTurn } from './event.ts';

/** One question or follow-up, as far as it has come. */
export interface TurnRecord {
  turn: Turn;
  budget: Ms | null;
  asked: boolean;
  /** null: unanswered, whether it was asked or not. */
  state: AnswerState | null;
  text: string;
  /** It was said aloud: the text is a note. */
  spoken: boolean;
  /** The whole text as an editor saved it at last, after a strict clock had closed the answer; empty where none did. */
  late: string;
  /** What was written to it on another machine and does not stand. */
  elsewhere: readonly string[];
  firstKey: Ms | null;
  /** When it was last submitted, skipped or cut off by the clock; null before that. */
  answeredAt: Stamp | null;
  /** Time that its clock has run, without the span that is running now. */
  used: Ms;
}

/** What was judged of one question, over its main answer and its follow-ups. */
export interface Judgement {
  /** undefined: not asked yet; null: left unjudged. */
  certainty: Certainty | null | undefined;
  /** What the program found in the answers as they stand; undefined: it has not looked. */
  found: Findings | undefined;
  revealed: boolean;
  ticked: readonly string[] | null | undefined;
  /** The candidate has begun to tick, and was not done with it. */
  isTicking: boolean;
  rating: Rating | null | undefined;
}

export interface SessionQuestion extends PlannedQuestion {
  /** The main turn, then its follow-ups in the order in which they are asked; pressing ones once they are chosen. */
  turns: readonly TurnRecord[];
  /** The pressing follow-ups and why they were chosen; undefined: none were yet, or they come in the bank's order. */
  pressed: readonly PressingFollowUp[] | undefined;
  judgement: Judgement;
}

/** A session as its events tell it. A plain value: never stored, always replayed. */
export interface Session {
  id: string;
  /** What the candidate calls it; null: by its id. */
  name: string | null;
  tags: Tags;
  day: string;
  program: string;
  seed: number;
  banks: readonly string[];
  options: RoundOptions;
  started: Stamp;
  /** Of the last event. */
  last: Stamp;
  questions: readonly SessionQuestion[];
  /** The turn whose box is open. */
  open: Turn | null;
  /** A process has come back to the session, and no clock has run since. */
  isBack: boolean;
  /** Since when its clock runs; null while it stands. */
  runningSince: Ms | null;
  ended: {
    reason: 'finished' | 'round time' | 'left early';
    stamp: Stamp;
    draft: Draft | null;
    /** What was answered and not yet revealed stays so. */
    isFinal: boolean;
  } | null;
  /** What a merge of two machines' segments left in doubt, for the reader. */
  conflicts: readonly string[];
}

/** The record of a turn; undefined where the plan has no such turn. */
export function recordOf(session: Session, turn: Turn): TurnRecord | undefined {
  return session.questions[turn.q]?.turns.find((record) => sameTurn(record.turn, turn));
}

/** The place of a turn among those of its question: 0 is the main one, and follow-ups count in the order in which they come. */
export function placeOf(session: Session, turn: Turn): number {
  return session.questions[turn.q]?.turns.findIndex((record) => sameTurn(record.turn, turn)) ?? -1;
}

/** Time on a turn's clock when the session's clock reads `at`. */
export function usedBy(session: Session, record: TurnRecord, at: Ms): Ms {
  const isRunning =
    session.runningSince !== null && session.open !== null && sameTurn(session.open, record.turn);
  return isRunning ? record.used + Math.max(0, at - (session.runningSince ?? at)) : record.used;
}

/** Time on the round's clock: all answers together. */
export function roundUsed(session: Session, at: Ms): Ms {
  return session.questions
    .flatMap((question) => question.turns)
    .reduce((sum, record) => sum + usedBy(session, record, at), 0);
}

/** The clock of the round, or what the clocks of its questions add up to; null without a timer. */
export function roundBudget(session: Session): Ms | null {
  return session.options.roundBudget ?? plannedBudget(session);
}

/** What the clocks of the questions add up to; null without a timer. */
export function plannedBudget(session: Session): Ms | null {
  return session.questions
    .flatMap((question) => [
      question.budget,
      ...Array.from({ length: followUpsOf(session, question) }, () => question.followUpBudget),
    ])
    .reduce<Ms | null>((sum, budget) => (sum === null || budget === null ? null : sum + budget), 0);
}

/** How many follow-ups a question has; while pressing ones are not chosen, at most. */
export function followUpsOf(session: Session, question: SessionQuestion): number {
  return awaitsChoice(session, question) ? question.followUps : question.turns.length - 1;
}

/** Whether its follow-ups depend on an answer that is not in, or was not looked at yet. */
export function awaitsChoice(session: Session, question: SessionQuestion): boolean {
  return session.options.followUps === 'pressing' && question.pressed === undefined && question.followUps > 0;
}

/** What was handed in to a question and its follow-ups, and is not blank. */
export function answersTo(question: SessionQuestion): TurnRecord[] {
  return question.turns.filter(
    ({ state, text }) => (state === 'submitted' || state === 'timed-out') && text.trim() !== '',
  );
}

/** Whether the main question was answered at all, in time or not. */
export function isAttempted(question: SessionQuestion): boolean {
  const state = question.turns[0]?.state ?? null;
  return state === 'submitted' || state === 'timed-out';
}

/** How a question is called within its session: `#5`, or `kitchen/5` where two banks of the session share the number. */
export function callOf({ questions }: Pick<Session, 'questions'>, { bank, number }: Question): string {
  const isShared = questions.some(({ question }) => question.number === number && question.bank !== bank);
  return isShared ? `${bank}/${number}` : `#${number}`;
}
