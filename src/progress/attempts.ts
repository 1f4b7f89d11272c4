import { localDay } from '../engine/clock.ts';
import type { AnswerState, Certainty, Draft, Ms, Rating } from '../engine/event.ts';
import { sameTurn } from '../engine/event.ts';
import { keyOf } from '../engine/plan.ts';
import type { Session, SessionQuestion, TurnRecord } from '../engine/session.ts';
import { isAttempted, isNote, usedBy } from '../engine/session.ts';
import { type Decision, decisionIn } from '../engine/tally.ts';
import { byUnits, words } from '../text/format.ts';

/** A session with the text of its open box and its unreadable parts. */
export interface AttemptedSession {
  session: Session;
  draft: Draft | null;
  damage: readonly unknown[];
}

/** One of the times that a question was asked and an answer begun. A plain value. */
export interface Attempt {
  /** From 1, in the order in which they were answered. */
  attempt: number;
  /** The session's id. */
  session: string;
  /** Local day of the answer; of the session's start if there is none. */
  day: string;
  /** `unknown`: there is no answer, or it is in an unreadable part of the session. */
  state: AnswerState | 'unanswered' | 'unknown';
  /** Answered aloud: the text is a note, unless its words were written down. */
  spoken: boolean;
  /** On the clock of the main answer, like the budget, which is null without a timer. */
  usedMs: Ms;
  /** An assistant handed it in, so `usedMs` was not measured at a keyboard; absent otherwise. */
  relayed?: true;
  budgetMs: Ms | null;
  /** Of the main answer; null if none was written. */
  words: number | null;
  certainty: Certainty | null;
  rating: Rating | null;
  /** The expected answer was shown. */
  revealed: boolean;
  /** The key points in the bank's order as the candidate decided; null before the reveal, or if not judged. */
  points: readonly JudgedPoint[] | null;
  /** What was submitted, in the order in which it was asked. */
  answers: readonly AttemptAnswer[];
}

export interface JudgedPoint {
  name: string;
  state: Decision;
  /** Covered, but only when a follow-up pressed on it. */
  whenPressed: boolean;
}

export interface AttemptAnswer {
  /** The follow-up's number within the question in the bank, from 1; null for the main answer. */
  followUp: number | null;
  /** The question: Markdown. */
  prompt: string;
  text: string;
}

/**
 * The attempts at one question: each time that it was asked, unless it was left without a word, in any order of the
 * sessions. An attempt holds nothing of the expected answer before its reveal.
 */
export function attemptsAt(
  question: { bank: string; id: string },
  sessions: readonly AttemptedSession[],
): Attempt[] {
  const asked = sessions.flatMap((attempted) =>
    attempted.session.questions.flatMap((planned) => {
      const [main] = planned.turns;
      const isOne = keyOf(planned.question) === keyOf(question);
      return isOne && main?.asked === true && isBegun(attempted, main) ? [{ attempted, planned, main }] : [];
    }),
  );
  return asked.sort(byTime).map(({ attempted, planned, main }, place) => ({
    attempt: place + 1,
    ...factsOf(attempted, planned, main),
    points: pointsOf(planned),
    answers: answersOf(planned),
  }));
}

/** What a damaged session lost may have been an answer. */
function isBegun({ draft, damage }: AttemptedSession, main: TurnRecord): boolean {
  if (main.state !== null || main.text.trim() !== '' || damage.length > 0) return true;
  return draft !== null && sameTurn(draft.turn, main.turn) && draft.text.trim() !== '';
}

interface Asked {
  attempted: AttemptedSession;
  main: TurnRecord;
}

function byTime(a: Asked, b: Asked): number {
  const wallOf = ({ attempted, main }: Asked): number => (main.answeredAt ?? attempted.session.started).wall;
  return wallOf(a) - wallOf(b) || byUnits(a.attempted.session.id, b.attempted.session.id);
}

function factsOf(
  { session, draft, damage }: AttemptedSession,
  { judgement }: SessionQuestion,
  main: TurnRecord,
): Omit<Attempt, 'attempt' | 'points' | 'answers'> {
  const isDrafted = main.state === null && draft !== null && sameTurn(draft.turn, main.turn);
  const isWritten = isHandedIn(main) && !isNote(main);
  return {
    session: session.id,
    day: localDay(main.answeredAt ?? session.started),
    state: main.state ?? (damage.length === 0 ? 'unanswered' : 'unknown'),
    spoken: main.spoken,
    usedMs: usedBy(session, main, Math.max(session.last.at, isDrafted ? draft.at : 0)),
    ...(main.relayed ? { relayed: true } : {}),
    budgetMs: main.budget,
    words: isWritten ? words(main.text) : null,
    certainty: judgement.certainty ?? null,
    rating: judgement.rating ?? null,
    revealed: judgement.revealed,
  };
}

function isHandedIn({ state }: TurnRecord): boolean {
  return state === 'submitted' || state === 'timed-out';
}

function pointsOf(planned: SessionQuestion): Attempt['points'] {
  const { ticked, revealed } = planned.judgement;
  if (!revealed || !isAttempted(planned) || ticked === undefined || ticked === null) return null;
  return planned.question.keyPoints.map(({ name }) => ({ name, ...decisionIn(ticked, name) }));
}

function answersOf({ question, turns }: SessionQuestion): AttemptAnswer[] {
  return turns.filter(isHandedIn).map(({ turn, text }) => {
    const followUp = turn.followUp === undefined ? undefined : question.followUps[turn.followUp];
    const prompt = followUp?.question ?? question.question;
    return { followUp: turn.followUp === undefined ? null : turn.followUp + 1, prompt, text };
  });
}
