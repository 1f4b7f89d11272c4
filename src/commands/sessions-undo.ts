import { findSession, newestSession } from '../store/find-session.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { callOf, type Session } from '../engine/session.ts';
import { type Judged, lastTakeBack, type TakeBack } from '../engine/undo.ts';
import { amend } from '../store/continue-session.ts';
import { say } from '../terminal/say.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';

/** `hotseat sessions undo`: undoes the last rating or decided points; run again, the ones before. */
export function sessionsUndo(env: Env, ref: string | undefined): ExitCode {
  const id = ref === undefined ? newestSession(env) : findSession(env, ref);
  let told = '';
  amend(env, id, ({ session, events, damage }) => {
    // The last rating or ticks may be among what is lost.
    if (ref === undefined && damage.length > 0) {
      throw new UserError(`the newest session, ${cleanLine(id)}, is damaged.`, {
        help: 'name the session to change; `hotseat sessions` lists them.',
      });
    }
    const back = lastTakeBack(events);
    if (back === null) {
      throw new UserError(`session ${id} has no rating or points to undo.`, {
        help: '`hotseat sessions` lists all sessions.',
      });
    }
    told = sentence(session, back);
    return back.event;
  });
  // Printed after the write, which may fail.
  say(env, told);
  return EXIT.done;
}

/** `Undone in 2026-11-24-1932-684: #4 Embeddings at scale, rated good. Not rated now. Ticks unchanged.` */
function sentence(session: Session, { what, event }: TakeBack): string {
  const now = judgmentValue(event);
  const result = now === null ? NOTHING_LEFT[event.type] : `Now: ${now}.`;
  return `Undone in ${sessionCall(session)}: ${judgmentText(session, what)}. ${result}`;
}

const NOTHING_LEFT = { rated: 'Not rated now. Points unchanged.', ticked: 'All points to decide now.' };

/** `2026-11-24-1932-684`, or `Onsite (2026-11-24-1932-684)` for a session with a name. */
function sessionCall({ id, name }: Pick<Session, 'id' | 'name'>): string {
  return cleanLine(name === null ? id : `${name} (${id})`);
}

/** `#4 Embeddings at scale, rated good`. */
function judgmentText(session: Session, event: Judged): string {
  const question = session.questions[event.q]?.question;
  const title = question === undefined ? 'a question' : `${callOf(session, question)} ${question.title}`;
  return cleanLine(`${title}, ${judgmentValue(event) ?? 'nothing'}`);
}

/** `rated good`, `2 points covered, 1 partly, 1 to decide`; null for none. */
function judgmentValue(event: Judged): string | null {
  if (event.type === 'rated') return event.rating === null ? null : `rated ${event.rating}`;
  const { names, partly = [], undecided = [] } = event;
  if (names === null) return null;
  return [
    `${count(names.length, 'point')} covered`,
    ...(partly.length === 0 ? [] : [`${partly.length} partly`]),
    ...(undecided.length === 0 ? [] : [`${undecided.length} to decide`]),
  ].join(', ');
}
