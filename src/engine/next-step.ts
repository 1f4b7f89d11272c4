import type { Turn } from './event.ts';
import type { Session, SessionQuestion, TurnRecord } from './session.ts';
import { answersTo, awaitsChoice, isAttempted, roundUsed } from './session.ts';

/** What comes next in a session. `q` is an index in the plan. */
export type Step =
  /** A turn not asked yet. */
  | { kind: 'ask'; turn: Turn }
  /** The open turn; in a resumed session its clock is stopped until the candidate is ready. */
  | { kind: 'answer'; turn: Turn }
  /** The main answer is in: choose the pressing follow-ups. */
  | { kind: 'press'; q: number }
  | { kind: 'predict'; q: number }
  /** The answers are in: look for the key points before the reveal. */
  | { kind: 'find'; q: number }
  | { kind: 'reveal'; q: number }
  | { kind: 'tick'; q: number }
  | { kind: 'rate'; q: number }
  | { kind: 'end'; reason: 'finished' | 'round time' }
  | { kind: 'done' };

/**
 * The next step, from the state alone, so that a live round and a resumed one behave the same.
 * After the round has ended nothing more is asked, but reveals postponed to its end still come.
 */
export function nextStep(session: Session): Step {
  if (session.ended?.isFinal === true) return { kind: 'done' };
  const asking = session.ended === null;
  for (const [q, question] of session.questions.entries()) {
    if (asking) {
      if (mustPress(session, question)) return { kind: 'press', q };
      const turn = pendingTurn(question);
      if (turn !== null) return askOrEnd(session, turn);
    }
    const judgement = judgementStep(q, question, session.options.reveal === 'question' || !asking);
    if (judgement !== null) return judgement;
  }
  for (const [q, question] of session.questions.entries()) {
    const judgement = judgementStep(q, question, true);
    if (judgement !== null) return judgement;
  }
  return asking ? { kind: 'end', reason: 'finished' } : { kind: 'done' };
}

/** Whether every question has had its turns. */
export function isAskingOver(session: Session): boolean {
  return session.questions.every(
    (question) => pendingTurn(question) === null && !mustPress(session, question),
  );
}

function mustPress(session: Session, question: SessionQuestion): boolean {
  return awaitsChoice(session, question) && isAttempted(question);
}

/** Finished, ended early, or paused with something left to do. */
export function stateOf(session: Session): 'finished' | 'ended' | 'paused' {
  if (nextStep(session).kind !== 'done') return 'paused';
  return session.ended?.reason === 'left early' ? 'ended' : 'finished';
}

function isRoundTimeUp(session: Session): boolean {
  const budget = session.options.roundBudget;
  return budget !== null && roundUsed(session, session.last.at) >= budget;
}

function askOrEnd(session: Session, record: TurnRecord): Step {
  if (record.asked) return { kind: 'answer', turn: record.turn };
  if (isRoundTimeUp(session)) return { kind: 'end', reason: 'round time' };
  return { kind: 'ask', turn: record.turn };
}

/** The first unanswered turn. A skipped question's follow-ups are not asked. */
function pendingTurn(question: SessionQuestion): TurnRecord | null {
  if (question.turns[0]?.state === 'skipped') return null;
  return question.turns.find((record) => record.state === null) ?? null;
}

/** A skipped question is revealed, since there is something to learn, but there is nothing to judge. */
function judgementStep(q: number, question: SessionQuestion, mayReveal: boolean): Step | null {
  const { certainty, found, revealed, ticked, isTicking, rating } = question.judgement;
  const attempted = isAttempted(question);
  if (!attempted && question.turns[0]?.state !== 'skipped') return null;
  const hasPoints = question.question.keyPoints.length > 0;
  if (attempted && hasPoints && certainty === undefined) return { kind: 'predict', q };
  if (!mayReveal) return null;
  if (!revealed)
    return found === undefined && canFind(question) ? { kind: 'find', q } : { kind: 'reveal', q };
  const isToTick = ticked === undefined || isTicking;
  if (attempted && isToTick && hasPoints) return { kind: 'tick', q };
  if (attempted && rating === undefined) return { kind: 'rate', q };
  return null;
}

/** Whether there is something to look for, and an answer to look in. */
function canFind(question: SessionQuestion): boolean {
  const { keyPoints, mistakes } = question.question;
  return keyPoints.length + mistakes.length > 0 && answersTo(question).length > 0;
}
