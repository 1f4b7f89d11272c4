import { findSession, newestToChange } from '../store/find-session.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import type { Session } from '../engine/session.ts';
import { lastTakeBack, type TakeBack } from '../engine/undo.ts';
import { amend } from '../store/continue-session.ts';
import { judgmentText, judgmentValue, sessionCall } from './shared/judgment.ts';
import { say } from '../terminal/say.ts';

/** `hotseat sessions undo`: undoes the last rating or ticks; run again, the ones before. */
export function sessionsUndo(env: Env, ref: string | undefined): ExitCode {
  const id = ref === undefined ? newestToChange(env) : findSession(env, ref);
  let told = '';
  amend(env, id, ({ session, events }) => {
    const back = lastTakeBack(events);
    if (back === null) {
      throw new UserError(`session ${id} has no rating or ticks to undo.`, {
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

const NOTHING_LEFT = { rated: 'Not rated now. Ticks unchanged.', ticked: 'Not ticked now.' };
