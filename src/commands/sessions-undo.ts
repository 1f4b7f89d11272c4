import { findSession, lastSession } from '../disk/summaries.ts';
import type { Env } from '../env.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';
import type { Session } from '../interview/session.ts';
import { lastTakeBack, type TakeBack } from '../interview/take-back.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';
import { amend } from './continued.ts';

/** `hotseat sessions undo`: takes the last rating or ticks back; once more, those before them. */
export function sessionsUndo(env: Env, ref: string | undefined): ExitCode {
  const id = ref === undefined ? lastSession(env, 'any') : findSession(env, ref);
  amend(env, id, ({ session, events }) => {
    const back = lastTakeBack(events);
    if (back === null) {
      throw new UserError(`session ${id} has no rating and no ticks to take back.`, {
        help: '`hotseat sessions` lists the others.',
      });
    }
    env.stderr.write(`${sentence(session, back)}\n`);
    return back.event;
  });
  return EXIT.done;
}

/** `Taken back: #4 Embeddings at scale, rated good. It is not judged now.` */
function sentence({ questions }: Session, { what, event }: TakeBack): string {
  const question = questions[what.q]?.question;
  const title = cleanLine(`#${question?.number ?? 0} ${question?.title ?? ''}`);
  const now = valueOf(event);
  return `Taken back: ${title}, ${valueOf(what) ?? ''}. ${now === null ? 'It is not judged now.' : `It is ${now} again.`}`;
}

function valueOf(event: TakeBack['what']): string | null {
  if (event.type === 'rated') return event.rating === null ? null : `rated ${event.rating}`;
  return event.names === null ? null : `ticked with ${count(event.names.length, 'point')}`;
}
