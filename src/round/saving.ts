import { type Event, type Turn, sameTurn } from '../engine/event.ts';
import { recordOf } from '../engine/session.ts';
import type { SaveError } from '../platform/errors.ts';
import type { BoxText } from '../terminal/box-request.ts';
import { refusalOf } from './recorder.ts';
import type { RoundTools } from './interviewer.ts';

/** Records an event. If the disk refuses it, the candidate may retry, or quit, which throws the SaveError. */
export async function save(tools: RoundTools, event: Event): Promise<undefined> {
  for (let tries = 0; ; tries++) {
    const refusal = refusalOf(() => tools.recorder.record(event));
    if (refusal === null) return;
    const written = writtenIn(event) ?? textAtHand(tools);
    await askAbout(tools, refusal, written, tries);
  }
}

/** What the candidate wrote or said, if an event holds it. */
function writtenIn(event: Event): string | null {
  if (event.type === 'answered') return event.late ?? event.text;
  return event.type === 'transcribed' || event.type === 'corrected' ? event.text : null;
}

/** Saves the text of the open box. If the disk refuses it, the candidate may continue anyway, or quit. */
export async function saveText(tools: RoundTools): Promise<void> {
  const refusal = refusalOf(tools.recorder.saveNow);
  if (refusal !== null) await askAbout(tools, refusal, textAtHand(tools), null);
}

/** The text of the open box; empty if there is none. */
export function textAtHand({ recorder }: RoundTools): string {
  return recorder.kept()?.text ?? '';
}

/** What the box starts from: the draft, or the earlier answer if the candidate went back to it. */
export function writingOf({ recorder }: RoundTools, turn: Turn): BoxText {
  const kept = recorder.kept();
  if (kept !== null && sameTurn(kept.turn, turn)) return kept;
  const { text = '', firstKey = null } = recordOf(recorder.session(), turn) ?? {};
  return { text, cursor: text.length, firstKey };
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
