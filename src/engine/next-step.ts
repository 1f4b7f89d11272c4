import { BEHAVIORAL } from '../bank/kinds.ts';
import type { Turn } from './event.ts';
import type { Session, SessionQuestion, TurnRecord } from './session.ts';
import {
  answersTo,
  awaitsChoice,
  isAttempted,
  isOpener,
  questionAt,
  roundUsed,
  unheardIn,
} from './session.ts';

/** What comes next in a session. `q` is an index in the plan. */
export type Step =
  /** A turn not asked yet. */
  | { kind: 'ask'; turn: Turn }
  /** The open turn; in a resumed session its clock is stopped until the candidate is ready. */
  | { kind: 'answer'; turn: Turn }
  /** Choose the next follow-up by the answers so far; with live ones, ask a model for it. */
  | { kind: 'press'; q: number }
  /** Answers were spoken and recorded: write them down. */
  | { kind: 'transcribe'; q: number }
  | { kind: 'predict'; q: number }
  /** The answers are in: look for the key points before the reveal. */
  | { kind: 'find'; q: number }
  /** The same by the model that the round was started with. */
  | { kind: 'judge'; q: number }
  | { kind: 'reveal'; q: number }
  | { kind: 'tick'; q: number }
  /** Ask for the name of the story that was told. */
  | { kind: 'story'; q: number }
  | { kind: 'rate'; q: number }
  | { kind: 'end'; reason: 'finished' | 'round time' }
  | { kind: 'done' };

/** What a round may leave for later. */
interface Later {
  /** Ticks and ratings: no one is there to ask the candidate for them. */
  judgment: boolean;
}

/**
 * The next step, from the state alone, so that a live round and a resumed one behave the same.
 * After the round has ended nothing more is asked, but reveals postponed to its end still come.
 */
export function nextStep(session: Session, later: Later = { judgment: false }): Step {
  if (session.ended?.isFinal === true) return { kind: 'done' };
  const asking = session.ended === null;
  for (const [q, question] of session.questions.entries()) {
    if (asking) {
      if (mustPress(session, question)) {
        const kind = unheardIn(question).length > 0 ? 'transcribe' : 'press';
        return unlessTimeIsUp(session, { kind, q });
      }
      const turn = pendingTurn(question);
      if (turn !== null) return askOrEnd(session, turn);
    }
    const judgement = judgementStep(session, q, session.options.reveal === 'question' || !asking, later);
    if (judgement !== null) return judgement;
  }
  for (const q of session.questions.keys()) {
    const judgement = judgementStep(session, q, true, later);
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
  // A follow-up is chosen by all answers before it.
  return pendingTurn(question) === null && awaitsChoice(session, question) && isAttempted(question);
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
  return unlessTimeIsUp(session, { kind: 'ask', turn: record.turn });
}

function unlessTimeIsUp(session: Session, step: Step): Step {
  return isRoundTimeUp(session) ? { kind: 'end', reason: 'round time' } : step;
}

/** The first unanswered turn. A skipped question's follow-ups are not asked. */
function pendingTurn(question: SessionQuestion): TurnRecord | null {
  if (question.turns[0]?.state === 'skipped') return null;
  return question.turns.find((record) => record.state === null) ?? null;
}

/** What is left to judge once a question's answers are in. An opener waits for the question that it opens. */
function judgementStep(session: Session, q: number, mayReveal: boolean, later: Later): Step | null {
  if (isOpener(session, q)) return null;
  const step = ownJudgementStep(session, q, mayReveal, later);
  return step === null && isOpener(session, q - 1)
    ? ownJudgementStep(session, q - 1, mayReveal, later)
    : step;
}

/** A skipped question is revealed, since there is something to learn, but there is nothing to judge. */
function ownJudgementStep(session: Session, q: number, mayReveal: boolean, later: Later): Step | null {
  const question = questionAt(session, q);
  const { certainty, revealed, ticked, isTicking, story, rating } = question.judgement;
  const isStory = question.question.kind === BEHAVIORAL;
  const attempted = isAttempted(question);
  if (!attempted && question.turns[0]?.state !== 'skipped') return null;
  const hasPoints = question.question.keyPoints.length > 0;
  if (attempted && hasPoints && certainty === undefined && !isOpener(session, q) && !isStory)
    return { kind: 'predict', q };
  if (!mayReveal) return null;
  if (!revealed) return { kind: revealStep(session, question), q };
  if (later.judgment) return null;
  const isToTick = ticked === undefined || isTicking;
  if (attempted && isToTick && hasPoints) return { kind: 'tick', q };
  if (attempted && rating === undefined) return { kind: 'rate', q };
  if (attempted && isStory && story === undefined) return { kind: 'story', q };
  return null;
}

/** What comes before the reveal, if there is anything to look for. */
function revealStep(
  { options }: Session,
  question: SessionQuestion,
): 'transcribe' | 'find' | 'judge' | 'reveal' {
  if (unheardIn(question).length > 0) return 'transcribe';
  const { found, judged } = question.judgement;
  if (!canFind(question)) return 'reveal';
  if (found === undefined) return 'find';
  const isToJudge = options.judge === 'model' && question.question.keyPoints.length > 0;
  return isToJudge && judged === undefined ? 'judge' : 'reveal';
}

/** Whether there is something to look for, and an answer to look in. */
function canFind(question: SessionQuestion): boolean {
  const { keyPoints, mistakes } = question.question;
  return keyPoints.length + mistakes.length > 0 && answersTo(question).length > 0;
}
