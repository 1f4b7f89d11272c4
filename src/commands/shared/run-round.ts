import type { Interviewer } from '../../round/interviewer.ts';
import { conduct } from '../../round/loop.ts';
import type { Recorder } from '../../round/recorder.ts';
import { openRecorder, refusalOf } from '../../round/recorder.ts';
import type { Listener } from '../../model/listener.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Env } from '../../platform/env.ts';
import type { ExitCode } from '../../platform/errors.ts';
import { SaveError, UserError } from '../../platform/errors.ts';
import type { Draft, Event, Ms } from '../../engine/event.ts';
import type { Session } from '../../engine/session.ts';
import { sessionFolder } from '../../platform/paths.ts';
import type { Ear } from '../../voice/ear.ts';
import { clean } from '../../text/clean.ts';
import { say } from '../../terminal/say.ts';
import { writeOutput } from '../../platform/output-file.ts';

/** What a round starts from. */
interface Start {
  /** null: a new one. */
  session: Session | null;
  at: Ms;
  draft: Draft | null;
  /** The first event that this process writes. */
  opening: Event;
  /** The model of a round that was planned with one. */
  listener?: Listener | null;
  /** What the candidate's voice is recorded and written down with, in a spoken round. */
  openEar?: ((folder: string) => Ear) | null;
}

/**
 * Runs a round until it ends or is paused.
 * Closes the journal in every case.
 */
export async function runRound(
  env: Env,
  interviewer: Interviewer,
  journal: Journal,
  start: Start,
): Promise<ExitCode> {
  let recorder: Recorder | null = null;
  let ear: Ear | null = null;
  try {
    recorder = openRecorder(journal, env.monotonic, start);
    recorder.record(start.opening);
    interviewer.plan(recorder.session());
    ear = start.openEar?.(sessionFolder(env.paths, journal.id)) ?? null;
    ear?.sweep(recorder.session().questions.flatMap(({ turns }) => turns));
    const { discard } = recorder;
    return await conduct({
      interviewer,
      recorder,
      listener: start.listener ?? null,
      said: new Set(),
      ear,
      saveAs: (name, text) => saveAs(env, name, text),
      leaveNothing() {
        if (start.session !== null || refusalOf(discard) !== null) return false;
        say(env, 'Nothing saved: the input ended before any answer.');
        return true;
      },
    });
  } catch (error) {
    handBack(env, interviewer, recorder, error);
    throw error;
  } finally {
    ear?.close();
    if (recorder === null) journal.close();
    else recorder.close();
  }
}

/** Saves an answer that the session's disk refused to a file that the candidate names. Returns what to tell the candidate. */
function saveAs(env: Env, name: string, text: string): string {
  try {
    // No shell has expanded the tilde.
    writeOutput(env, name.replace(/^~(?=\/)/, env.vars['HOME'] ?? '~'), `${text}\n`, false);
    return `Answer saved in ${name}.`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** Prints text that could not be saved, so that it is not lost. */
function handBack(env: Env, interviewer: Interviewer, recorder: Recorder | null, error: unknown): void {
  const text = (error instanceof SaveError && error.text) || unsavedText(recorder);
  interviewer.close();
  if (text !== '') env.stderr.write(clean(`\nThis could not be saved:\n\n${text}\n\n`));
}

function unsavedText(recorder: Recorder | null): string {
  try {
    recorder?.saveNow();
    return '';
  } catch {
    return recorder?.kept()?.text ?? '';
  }
}
