import { join } from 'node:path';
import { noSessions } from '../../journal/find-session.ts';
import { sessionIds } from '../../journal/sessions.ts';
import type { Env } from '../../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../../platform/errors.ts';
import { nextTurn } from '../../platform/steps.ts';
import { whileWaiting } from '../../terminal/spinner.ts';
import { cleanLine } from '../../text/clean.ts';
import { count } from '../../text/format.ts';
import type { Share } from '../../transcript/share.ts';
import { fileIn } from './export-file.ts';
import { type Format, type SharedSession, sharedSession } from './export-formats.ts';
import { isThere, makeOutputFolder, writeOutput } from './output-file.ts';

/** Where to write, whether to overwrite, and what to leave out. */
interface Target {
  folder: string;
  force: boolean;
  share: Share;
}

/**
 * Writes one file per session, oldest first. Existing files stay unless forced. An unreadable session does not
 * stop the others, but the exit code is then 1.
 */
export async function exportAll(env: Env, format: Format, target: Target): Promise<ExitCode> {
  const { folder, force, share } = target;
  const ids = sessionIds(env.paths);
  if (ids.length === 0) throw noSessions();
  makeOutputFolder(env, folder);
  const tally = { written: 0, there: 0, unreadable: 0 };
  const taken = new Set<string>();
  const warnings = new Set<string>();
  await whileWaiting(env, 'Writing the sessions', async (say) => {
    for (const [at, id] of ids.entries()) {
      say(`Writing session ${at + 1} of ${ids.length}`);
      await nextTurn();
      const session = readable(env, id, share);
      if (session === null) {
        tally.unreadable += 1;
        continue;
      }
      const text = await format.write(session);
      const file = fileIn(env, join(folder, '/'), format, { transcript: session.transcript, text, taken });
      taken.add(file);
      if (!force && isThere(env, file)) {
        tally.there += 1;
        continue;
      }
      writeOutput(env, file, text, force);
      tally.written += 1;
      const warning = format.warning?.(session) ?? null;
      if (warning !== null) warnings.add(`${warning}\n`);
    }
  });
  env.stderr.write([...warnings].join(''));
  tell(env, folder, tally);
  return tally.unreadable > 0 ? EXIT.failed : EXIT.done;
}

/** null, after a message, if nothing of the session can be read. */
function readable(env: Env, id: string, share: Share): SharedSession | null {
  try {
    return sharedSession(env, id, share);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    env.stderr.write(`hotseat: ${cleanLine(error.message)}\n`);
    return null;
  }
}

function tell(env: Env, folder: string, tally: { written: number; there: number; unreadable: number }): void {
  const { written, there, unreadable } = tally;
  const parts = [
    `${count(written, 'session')} written to ${cleanLine(folder)}`,
    ...(there === 0 ? [] : [`${there} already there (--force replaces)`]),
    ...(unreadable === 0 ? [] : [`${unreadable} unreadable`]),
  ];
  env.stderr.write(`${parts.join('; ')}.\n`);
}
