import type { Event } from '../../engine/event.ts';
import { callOf, type Session } from '../../engine/session.ts';
import { cleanLine } from '../../text/clean.ts';
import { count } from '../../text/format.ts';

type Judged = Extract<Event, { type: 'ticked' | 'rated' }>;

/** `2026-11-24-1932-684`, or `Onsite (2026-11-24-1932-684)` for a session with a name. */
export function sessionCall({ id, name }: Pick<Session, 'id' | 'name'>): string {
  return cleanLine(name === null ? id : `${name} (${id})`);
}

/** `#4 Embeddings at scale, rated good`. */
export function judgmentText(session: Session, event: Judged): string {
  const question = session.questions[event.q]?.question;
  const title = question === undefined ? 'a question' : `${callOf(session, question)} ${question.title}`;
  return cleanLine(`${title}, ${judgmentValue(event) ?? 'nothing'}`);
}

/** `rated good`, `2 points ticked, 1 undecided`; null for none. */
export function judgmentValue(event: Judged): string | null {
  if (event.type === 'rated') return event.rating === null ? null : `rated ${event.rating}`;
  const { names, undecided = [] } = event;
  if (names === null) return null;
  return `${count(names.length, 'point')} ticked${undecided.length === 0 ? '' : `, ${undecided.length} undecided`}`;
}
