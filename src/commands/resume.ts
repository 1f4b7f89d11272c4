import { openInterviewer } from '../conduct/open.ts';
import { continueJournal } from '../disk/journal.ts';
import { findSession, readSession } from '../disk/sessions.ts';
import { lastSession } from '../disk/summaries.ts';
import type { Env } from '../env.ts';
import type { ExitCode } from '../errors.ts';
import { failure, UserError } from '../errors.ts';
import { stateOf } from '../interview/next-step.ts';
import { tellDamage, unusable } from './damage.ts';
import { runRound } from './round.ts';

export interface ResumeOptions {
  plain?: boolean;
}

/** `hotseat resume`: goes on with the last paused session or the one named, at the same word and the same second. */
export async function resume(
  env: Env,
  ref: string | undefined,
  options: { plain?: boolean },
): Promise<ExitCode> {
  const interviewer = openInterviewer(env, options.plain === true, null);
  try {
    const id = ref === undefined ? lastSession(env, 'paused') : findSession(env.paths, ref);
    const journal = continueJournal(env, id);
    try {
      // Read under the lock: nobody appends between this look and our first event.
      const stored = readSession(env.paths, id);
      tellDamage(env, stored);
      const { session, draft, damage } = stored;
      if (session === null) throw unusable(stored);
      if (damage.some(({ isNewer }) => isNewer)) {
        throw failure(
          `session ${id} was written by a newer hotseat.`,
          `update this one to go on with it; \`hotseat export ${id}\` shows what it can read.`,
        );
      }
      if (stateOf(session) !== 'paused') {
        throw new UserError(`session ${id} is over: there is nothing left to ask.`, {
          help: `\`hotseat export ${id}\` gives its transcript, \`hotseat practice\` starts a new round.`,
        });
      }
      journal.takeOver(stored.drafts);
      return await runRound(env, interviewer, journal, {
        session,
        at: Math.max(session.last.at, draft?.at ?? 0),
        draft,
        opening: {
          type: 'continued',
          session: id,
          program: env.version,
          after: stored.segments,
          lines: stored.lines,
        },
      });
    } finally {
      journal.close();
    }
  } finally {
    interviewer.close();
  }
}
