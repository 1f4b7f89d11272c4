import type { Turn } from '../../engine/event.ts';
import { titleOf } from '../../engine/interview.ts';
import { nextStep } from '../../engine/next-step.ts';
import { type Session, type SessionQuestion, placeOf, questionAt } from '../../engine/session.ts';
import { UserError } from '../../platform/errors.ts';
import { cleanLine } from '../../text/clean.ts';

// The questions and turns of a round by the names that calls give them.

/** As many follow-ups of its own an interviewer may add to a question. */
export const MOST_FOLLOW_UPS = 3;

/** `2` for the second question of a round, `2.1` for its first follow-up. */
export function nameOfTurn(session: Session, turn: Turn): string {
  const question = String(turn.q + 1);
  return turn.followUp === undefined ? question : `${question}.${placeOf(session, turn)}`;
}

/** The turn with this name; null if the session has none. */
export function findTurn(session: Session, name: string): Turn | null {
  const match = /^(\d{1,4})(?:\.(\d{1,3}))?$/.exec(name.trim());
  if (match === null) return null;
  return session.questions[Number(match[1]) - 1]?.turns[Number(match[2] ?? 0)]?.turn ?? null;
}

/** A question's title, if it may be told. */
export function titleIn(session: Session, planned: SessionQuestion): { title?: string } {
  const title = titleOf(session, planned);
  return title === null ? {} : { title: cleanLine(title) };
}

/** Whether something is left to ask or to reveal. Ticks and ratings may follow the end of a round. */
export function isInProgress(session: Session): boolean {
  return nextStep(session, { judgment: true }).kind !== 'done';
}

/** A question of a round by its place, from 0. Throws a UserError if the round has none there. */
export function questionIn(session: Session, q: number): SessionQuestion {
  if (session.questions[q] === undefined)
    throw new UserError(`round ${session.id} has no question ${q + 1}.`, {
      help: `its questions run from 1 to ${session.questions.length}.`,
    });
  return questionAt(session, q);
}

/** The error of a question that is not revealed, with what to do. */
export function notRevealed(session: Session, q: number): UserError {
  if (isInProgress(session))
    return new UserError(`question ${q + 1} is not revealed yet.`, { help: 'call reveal.' });
  const { bank, number } = questionAt(session, q).question;
  return new UserError(`the round ended before question ${q + 1} was revealed.`, {
    help: `call start_round with questions ["${bank}/${number}"] to answer it in a new round.`,
  });
}
