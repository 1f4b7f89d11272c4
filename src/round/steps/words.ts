import type { Turn } from '../../engine/event.ts';
import { questionAt, recordOf, unheardIn } from '../../engine/session.ts';
import { isInterruption } from '../../terminal/interruption.ts';
import type { Playing } from '../interviewer.ts';
import { save } from '../saving.ts';
import type { Outcome, RoundTools } from '../tools.ts';

/** Waits for the words of the recorded answers. They come while the candidate answers what follows, if nothing is slow. */
export async function transcribe(tools: RoundTools, q: number): Promise<Outcome> {
  const { interviewer, recorder, ear } = tools;
  for (const record of unheardIn(questionAt(recorder.session(), q))) {
    const { turn } = record;
    const transcriber = ear?.transcriber ?? null;
    if (ear === null || transcriber === null) {
      await save(tools, {
        type: 'transcribed',
        turn,
        by: '',
        text: null,
        problem: ear === null ? 'nothing records here.' : 'no recognizer is named.',
      });
      continue;
    }
    const words = await interviewer.waitFor(
      ear.words(record),
      `${transcriber.name} is writing down your answer`,
    );
    if (isInterruption(words)) return words;
    const { text, by } = words;
    if (text === null) {
      await save(tools, words);
      interviewer.say(
        `Your words were not written down: ${words.problem ?? ''} ${keptAudio(recorder.session().id)}`,
      );
      const interruption = await note(tools, turn);
      if (interruption !== undefined) return interruption;
      continue;
    }
    const play = ear.player === null ? null : () => playing((signal) => ear.play(record, signal));
    const correction = await interviewer.correct(recorder.session(), turn, { text, by, play });
    // The words are shown again: they are the candidate's once the candidate has let them pass.
    if (isInterruption(correction) && correction.text === null) return correction;
    await save(tools, words);
    const corrected = correction.text ?? text;
    if (corrected !== text) await save(tools, { type: 'corrected', turn, text: corrected });
    ear.release(turn);
    if (isInterruption(correction)) return correction;
  }
}

function playing(play: (signal: AbortSignal) => Promise<string | null>): Playing {
  const stop = new AbortController();
  return { ended: play(stop.signal), stop: () => stop.abort() };
}

/** Asks for a note where an answer has no words and no note. */
async function note(tools: RoundTools, turn: Turn): Promise<Outcome> {
  const session = tools.recorder.session();
  if (recordOf(session, turn)?.text.trim() !== '') return;
  const noted = await tools.interviewer.note(session, turn);
  const { text } = noted;
  if (text !== null && text.trim() !== '') await save(tools, { type: 'corrected', turn, text });
  if (isInterruption(noted)) return noted;
}

const keptAudio = (id: string): string =>
  `The recording is kept: \`hotseat sessions transcribe ${id}\` tries again.`;
