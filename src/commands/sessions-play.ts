import { join } from 'node:path';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, failure, UserError } from '../platform/errors.ts';
import { sessionFolder } from '../platform/paths.ts';
import { clock } from '../text/format.ts';
import { listAudio, readSound } from '../voice/audio-files.ts';
import { requirePlayer } from '../voice/playback.ts';
import { findSession, readableSession, turnsToUse } from '../store/find-session.ts';
import { say } from '../terminal/say.ts';
import { stoppable } from '../terminal/spinner.ts';
import { voiceSettings } from '../options/config.ts';

/** `hotseat sessions play`: plays the recordings of a session, or of one turn. */
export async function sessionsPlay(env: Env, ref: string, { turn }: { turn?: number }): Promise<ExitCode> {
  const id = findSession(env, ref);
  const folder = sessionFolder(env.paths, id);
  const recorded = turnsToUse(readableSession(env, id), turn).flatMap(({ number, record }) =>
    listAudio(folder, record.turn).map((name, at, { length }) => ({
      what: `Turn ${number}${length > 1 ? `, part ${at + 1} of ${length}` : ''}`,
      file: join(folder, name),
    })),
  );
  if (recorded.length === 0) {
    throw new UserError(
      `there is no recording of ${turn === undefined ? `session ${id}` : `turn ${turn}`}.`,
      {
        help: 'recordings are kept with `hotseat practice --speak-aloud --keep-audio`, or with voice.keep in config.yaml.',
      },
    );
  }
  const player = requirePlayer(env, voiceSettings(env).play);
  for (const { what, file } of recorded) {
    // A recorder that was killed left a header that misleads players; reading corrects it.
    const sound = readSound(file);
    say(env, `${what}, ${clock(sound?.ms ?? 0)}. Ctrl+C stops.`);
    const { value: problem, isStopped } = await stoppable(env, null, (signal) => {
      const { ended, stop } = player.play(file);
      signal.addEventListener('abort', stop);
      return ended;
    });
    if (isStopped) return EXIT.interrupted;
    if (problem !== null)
      throw failure(`not played: ${problem}`, 'name another player with voice.play in config.yaml.');
  }
  return EXIT.done;
}
