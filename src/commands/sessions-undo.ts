import { findSession, lastSession } from '../journal/find-session.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { callOf, type Session } from '../engine/session.ts';
import { lastTakeBack, type TakeBack } from '../engine/undo.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';
import { amend } from './shared/continue-session.ts';

/** `hotseat sessions undo`: takes the last rating or ticks back; once more, those before them. */
export function sessionsUndo(env: Env, ref: string | undefined): ExitCode {
  const id = ref === undefined ? lastSession(env, 'any') : findSession(env, ref);
  let told = '';
  amend(env, id, ({ session, events }) => {
    const back = lastTakeBack(events);
    if (back === null) {
      throw new UserError(`session ${id} has no rating and no ticks to take back.`, {
        help: '`hotseat sessions` lists the others.',
      });
    }
    told = sentence(session, back);
    return back.event;
  });
  // Only now is it true: a disk may have refused it.
  env.stderr.write(`${told}\n`);
  return EXIT.done;
}

/** `Taken back: #4 Embeddings at scale, rated good. It is not rated now; its ticks stay.` */
function sentence(session: Session, { what, event }: TakeBack): string {
  const question = session.questions[what.q]?.question;
  const title =
    question === undefined ? 'a question' : cleanLine(`${callOf(session, question)} ${question.title}`);
  const now = valueOf(event);
  return `Taken back: ${title}, ${valueOf(what) ?? ''}. ${now === null ? NOW[event.type] : `It is ${now} again.`}`;
}

/** What is left without the last of its kind. */
const NOW = { rated: 'It is not rated now; its ticks stay.', ticked: 'Its points are not judged now.' };

function valueOf(event: TakeBack['what']): string | null {
  if (event.type === 'rated') return event.rating === null ? null : `rated ${event.rating}`;
  return event.names === null ? null : `ticked with ${count(event.names.length, 'point')}`;
}
