import type { Turn } from '../../engine/event.ts';
import { type Session, placeOf } from '../../engine/session.ts';

/** As many follow-ups of its own an interviewer may add to a question. */
export const MOST_FOLLOW_UPS = 3;

/** `2` for the second question of a round, `2.1` for its first follow-up. */
export function nameOfTurn(session: Session, turn: Turn): string {
  const question = String(turn.q + 1);
  return turn.followUp === undefined ? question : `${question}.${placeOf(session, turn)}`;
}

/** The turn with this name; null if the session has none. */
export function turnNamed(session: Session, name: string): Turn | null {
  const match = /^(\d{1,4})(?:\.(\d{1,3}))?$/.exec(name.trim());
  if (match === null) return null;
  return session.questions[Number(match[1]) - 1]?.turns[Number(match[2] ?? 0)]?.turn ?? null;
}
