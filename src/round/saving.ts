import { SaveError } from '../platform/errors.ts';
import type { Event } from '../engine/event.ts';
import type { Interviewer } from './interviewer.ts';
import type { Recorder } from './recorder.ts';

export interface RoundTools {
  interviewer: Interviewer;
  recorder: Recorder;
  /** Saves a text outside the session; returns a sentence about the result. */
  saveAs: (name: string, text: string) => string;
}

/** Records an event. If the disk refuses it, the candidate may retry, or quit, which throws the SaveError. */
export async function save(tools: RoundTools, event: Event): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      tools.recorder.record(event);
      return;
    } catch (error) {
      if (!(error instanceof SaveError)) throw error;
      const written = event.type === 'answered' ? (event.late ?? event.text) : null;
      await askAbout(tools, error, written ?? textAtHand(tools), tries);
    }
  }
}

/** Saves the text of the open box. If the disk refuses it, the candidate may continue anyway, or quit. */
export async function saveText(tools: RoundTools): Promise<void> {
  try {
    tools.recorder.saveNow();
  } catch (error) {
    if (!(error instanceof SaveError)) throw error;
    await askAbout(tools, error, textAtHand(tools), null);
  }
}

function textAtHand({ recorder }: RoundTools): string {
  return recorder.kept()?.text ?? '';
}

/** Stops the clock and asks. `tries` is null if saving is retried every second. */
async function askAbout(
  { interviewer, recorder, saveAs }: RoundTools,
  error: SaveError,
  text: string,
  tries: number | null,
): Promise<void> {
  recorder.stand();
  error.text = text;
  const choice = await interviewer.askAboutUnsaved({
    reason: error.reason,
    text,
    tries: tries ?? 0,
    isTriedEachSecond: tries === null,
    saveAs: (name) => saveAs(name, text),
  });
  if (choice === 'leave') throw error;
}

/** Saves the text of the open box; returns the reason if the disk refuses it. */
export function reasonNotToSave(recorder: Recorder): string | null {
  try {
    recorder.saveNow();
    return null;
  } catch (error) {
    if (error instanceof SaveError) return error.reason;
    throw error;
  }
}
