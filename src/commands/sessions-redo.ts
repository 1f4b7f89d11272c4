import { findSession, newestToChange } from '../store/find-session.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { lastUndone } from '../engine/undo.ts';
import { amend } from '../store/continue-session.ts';
import { judgmentText, sessionCall } from './shared/judgment.ts';
import { say } from '../terminal/say.ts';

/** `hotseat sessions redo`: redoes the rating or ticks that the last undo took away; run again, the ones before. */
export function sessionsRedo(env: Env, ref: string | undefined): ExitCode {
  const id = ref === undefined ? newestToChange(env) : findSession(env, ref);
  let told = '';
  amend(env, id, ({ session, events }) => {
    const event = lastUndone(events);
    if (event === null) {
      throw new UserError(`session ${id} has nothing to redo.`, {
        help: 'only what `hotseat sessions undo` undid can be redone, until you tick or rate again.',
      });
    }
    told = `Redone in ${sessionCall(session)}: ${judgmentText(session, event)}.`;
    return event;
  });
  // Printed after the write, which may fail.
  say(env, told);
  return EXIT.done;
}
