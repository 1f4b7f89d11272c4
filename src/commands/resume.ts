import { openInterviewer, listenerToResume, runRound, hearingFor, speakerFor } from './shared/play-round.ts';
import { continueJournal } from '../journal/journal.ts';
import { findSession, lastPaused } from '../store/find-session.ts';
import type { Env } from '../platform/env.ts';
import type { ExitCode } from '../platform/errors.ts';
import { UserError } from '../platform/errors.ts';
import { unjudgedIn } from '../engine/session.ts';
import { stateOf } from '../engine/next-step.ts';
import { readToContinue } from '../store/continue-session.ts';
import { practiceSettings } from '../options/practice-settings.ts';
import type { ResumeOptions } from '../options/table.ts';

/** `hotseat resume`: continues the last paused session, or the one named, at the same word and the same second. */
export async function resume(env: Env, ref: string | undefined, options: ResumeOptions): Promise<ExitCode> {
  const id = ref === undefined ? lastPaused(env) : findSession(env, ref);
  const journal = continueJournal(env, id);
  try {
    // Before the terminal is opened: a long journal is read in one go, and so Ctrl+C ends it like any program.
    const { session, draft, at, opening, drafts } = readToContinue(env, id);
    if (stateOf(session) !== 'paused') {
      const over = stateOf(session) === 'ended' ? 'was ended early and cannot be resumed' : 'is finished';
      const unjudged = unjudgedIn(session) === 0 ? '' : `\`hotseat judge ${id}\` adds a model's verdicts; `;
      throw new UserError(`session ${id} ${over}.`, {
        help: `${unjudged}\`hotseat export ${id}\` prints its transcript; \`hotseat practice\` starts a new round.`,
      });
    }
    const { plain, notify } = await practiceSettings(env);
    const { openRecordings, hears } = await hearingFor(env, session.options);
    const { listener, sends } = await listenerToResume(env, session.options);
    const interviewer = openInterviewer(env, options.plain === true || plain === true, {
      banks: null,
      notify: options.notify !== false && notify !== false,
      sends,
      hears,
      speaker: await speakerFor(env, session.options),
    });
    try {
      journal.takeOver(drafts);
      return await runRound(env, interviewer, journal, {
        session,
        at,
        draft,
        opening,
        listener,
        openRecordings,
      });
    } finally {
      interviewer.close();
      listener?.close();
    }
  } finally {
    journal.close();
  }
}
