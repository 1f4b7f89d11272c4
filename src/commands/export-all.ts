import { noSessions } from '../store/find-session.ts';
import { readSession, sessionIds, type StoredSession } from '../journal/sessions.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { nextTurn } from '../platform/steps.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';
import type { Share } from '../transcript/share.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { isNothing } from '../store/damage.ts';
import { fileIn, type Format, sharedTranscript } from './export-formats.ts';
import { isThere, makeOutputFolder, obstacleAt, writeOutput } from '../platform/output-file.ts';
import { say } from '../terminal/say.ts';

/** Where to write, whether to overwrite, and what to leave out. */
interface Target {
  folder: string;
  force: boolean;
  share: Share;
}

/** How many sessions were written, already there, not replaceable, or unreadable. */
interface Tally {
  written: number;
  there: number;
  refused: number;
  unreadable: number;
}

/**
 * Writes one file per session, oldest first. Existing files stay unless forced. A session that is unreadable, or whose
 * place holds something that is no file, does not stop the others, but the exit code is then 1.
 */
export async function exportAll(env: Env, format: Format, target: Target): Promise<ExitCode> {
  const { folder, share } = target;
  const ids = sessionIds(env.paths);
  if (ids.length === 0) throw noSessions();
  makeOutputFolder(env, folder);
  const tally: Tally = { written: 0, there: 0, refused: 0, unreadable: 0 };
  await whileWaiting(env, 'Writing the sessions', async (say) => {
    for (const [at, id] of ids.entries()) {
      say(`Writing session ${at + 1} of ${ids.length}`);
      await nextTurn();
      const stored = readSession(env.paths, id);
      if (isNothing(stored)) continue;
      const transcript = readable(env, stored, share);
      if (transcript === null) {
        tally.unreadable += 1;
        continue;
      }
      const text = await format.write(transcript);
      tally[write(env, fileIn(folder, format, id), text, target)] += 1;
    }
  });
  tell(env, folder, tally);
  return tally.unreadable + tally.refused > 0 ? EXIT.failed : EXIT.done;
}

/** Null, after a message, if nothing of the session can be read. */
function readable(env: Env, stored: StoredSession, share: Share): Transcript | null {
  try {
    return sharedTranscript(env, stored, share);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    say(env, `hotseat: ${cleanLine(error.message)}`);
    return null;
  }
}

/** A refused file is reported. A disk that fails would fail for every session, so its error is thrown. */
function write(env: Env, file: string, text: string, { force }: Target): 'written' | 'there' | 'refused' {
  const obstacle = obstacleAt(env, file);
  if (obstacle !== null) {
    say(env, `hotseat: cannot write ${cleanLine(file)}: it is ${obstacle}.`);
    return 'refused';
  }
  try {
    writeOutput(env, file, text, force);
    return 'written';
  } catch (error) {
    if (!force && isThere(env, file)) return 'there';
    throw error;
  }
}

function tell(env: Env, folder: string, { written, there, refused, unreadable }: Tally): void {
  const parts = [
    `${count(written, 'session')} written to ${cleanLine(folder)}`,
    ...(there === 0 ? [] : [`${there} already there (--force replaces)`]),
    ...(refused === 0 ? [] : [`${refused} not written`]),
    ...(unreadable === 0 ? [] : [`${unreadable} unreadable`]),
  ];
  say(env, `${parts.join('; ')}.`);
}
