import type { Interviewer } from '../conduct/interviewer.ts';
import { conduct } from '../conduct/loop.ts';
import type { Recorder } from '../conduct/recorder.ts';
import { openRecorder } from '../conduct/recorder.ts';
import type { Journal } from '../disk/journal.ts';
import type { Env } from '../env.ts';
import type { ExitCode } from '../errors.ts';
import type { Draft, Event, Ms } from '../interview/event.ts';
import type { Session } from '../interview/session.ts';

/**
 * Runs a round to its end or to its pause. `opening` is the event that this process begins with;
 * the journal is closed on every way out.
 */
export async function runRound(
  env: Env,
  interviewer: Interviewer,
  journal: Journal,
  start: { session: Session | null; at: Ms; draft: Draft | null; opening: Event },
): Promise<ExitCode> {
  let recorder: Recorder | null = null;
  try {
    recorder = openRecorder(journal, env.monotonic, start);
    recorder.record(start.opening);
    interviewer.plan(recorder.session());
    return await conduct({ interviewer, recorder });
  } finally {
    if (recorder === null) journal.close();
    else recorder.close();
  }
}
