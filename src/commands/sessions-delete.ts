import { interruptOf } from '../terminal/interruption.ts';
import { LEAVING } from '../round/loop.ts';
import { readSession, moveToTrash } from '../journal/sessions.ts';
import { findSession } from '../store/find-session.ts';
import { type Env, isInteractive } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { row } from '../text/rows.ts';
import { say } from '../terminal/say.ts';
import { askYes } from './shared/ask-yes.ts';
import type { SessionsDeleteOptions } from '../options/table.ts';

/** `hotseat sessions delete`: moves a session to the trash folder, after confirmation. */
export async function sessionsDelete(
  env: Env,
  ref: string,
  options: SessionsDeleteOptions,
): Promise<ExitCode> {
  const id = findSession(env, ref);
  try {
    if (options.yes !== true && !(await confirm(env, id))) {
      say(env, `Kept ${cleanLine(id)}.`);
      return EXIT.done;
    }
  } catch (error) {
    return LEAVING[interruptOf(error)].exit;
  }
  const to = moveToTrash(env, id);
  say(env, `Moved ${cleanLine(id)} to the trash: ${cleanLine(to)}`);
  return EXIT.done;
}

async function confirm(env: Env, id: string): Promise<boolean> {
  if (!isInteractive(env)) {
    throw new UserError('deleting a session needs confirmation, and there is no terminal.', {
      help: 'add --yes to confirm.',
    });
  }
  const { session, remains } = readSession(env.paths, id);
  const lost = remains === null ? 'It cannot be read.' : 'Its questions are lost, but not all its answers.';
  const titles = session?.questions.map(({ question }) => question.title).join(', ') ?? lost;
  return askYes(env, [
    row(`  Delete ${cleanLine(id)}?`, 'bold'),
    row(`  ${cleanLine(titles)}`),
    row('  It moves to the trash folder; you can move it back.'),
    row('  y delete   enter keep', 'dim'),
  ]);
}
