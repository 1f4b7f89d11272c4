import type { Event, Turn } from '../../engine/event.ts';
import { questionAt, recordOf, type TurnRecord, unheardIn } from '../../engine/session.ts';
import { Interrupted, isInterruption } from '../../terminal/interruption.ts';
import { type Recordings, NO_SPEECH, type Words } from '../../voice/recordings.ts';
import { refusalOf } from '../recorder.ts';
import { save } from '../saving.ts';
import type { RoundTools } from '../interviewer.ts';

/** Waits for the words of the recorded answers. They come while the candidate answers what follows, if nothing is slow. */
export async function transcribe(tools: RoundTools, q: number): Promise<void> {
  const { recorder, recordings } = tools;
  for (const record of unheardIn(questionAt(recorder.session(), q))) {
    await (recordings?.transcriber == null ? goWithout(tools, record) : write(tools, recordings, record));
  }
}

async function goWithout(tools: RoundTools, { turn, correcting }: TurnRecord): Promise<void> {
  const none: Words = { type: 'transcribed', turn, by: '', text: null };
  // Another process has recorded it.
  if (tools.recordings === null) return withoutWords(tools, { ...none, problem: 'nothing records here.' });
  const words: Words = { ...none, problem: 'no recognizer is named.' };
  // The plan has said so, and a note was asked for, unless a recognizer was named before.
  return correcting === null ? save(tools, words) : withoutWords(tools, words);
}

async function write(tools: RoundTools, recordings: Recordings, record: TurnRecord): Promise<void> {
  const { interviewer, recorder } = tools;
  const about = `${recordings.transcriber?.name ?? ''} is writing down your answer`;
  const words = await interviewer.waitFor(recordings.words(record), about);
  if (words.text === null) return withoutWords(tools, words);
  const { text, by, turn } = words;
  const play = recordings.player === null ? null : () => recordings.play(record);
  const heard = { text, by, correcting: record.correcting, play };
  const correction = await interviewer.correct(recorder.session(), turn, heard);
  if (!isInterruption(correction)) return accept(tools, recordings, words, correction.text);
  // The words are shown again: they are the answer once the candidate accepts them.
  const begun = correction.text;
  if (begun !== null && begun !== (record.correcting ?? text)) {
    const event: Event = { type: 'corrected', turn, text: begun, unfinished: true };
    if (correction.interrupt === 'pause') await save(tools, event);
    // After a hang-up no one can be asked what to do if the disk refuses it.
    else refusalOf(() => recorder.record(event));
  }
  throw new Interrupted(correction.interrupt);
}

/** Records the words, and what the candidate has made of them. */
async function accept(
  tools: RoundTools,
  recordings: Recordings,
  words: Words,
  corrected: string | null,
): Promise<undefined> {
  const { turn, text } = words;
  await save(tools, words);
  if (corrected !== null && corrected !== text)
    await save(tools, { type: 'corrected', turn, text: corrected });
  recordings.release(turn);
}

/** Records all words that have come, as they are: the candidate has ended the round before accepting them. */
export async function acceptAll(tools: RoundTools): Promise<void> {
  const { recorder, recordings, interviewer } = tools;
  if (recordings?.transcriber == null) return;
  const unheard = (): TurnRecord[] => recorder.session().questions.flatMap(unheardIn);
  for (const record of unheard()) {
    const words = recordings.wordsSoFar(record);
    if (words === null) continue;
    // Half of a correction is no answer, but it shows that the words are wrong: their sound stays.
    if (record.correcting === null) await accept(tools, recordings, words, null);
    else await save(tools, words);
  }
  if (unheard().length > 0) interviewer.say(`Not all of your answers were written down. ${keptAudio(tools)}`);
}

async function withoutWords(tools: RoundTools, words: Words): Promise<void> {
  const { turn } = words;
  const { correcting = null } = recordOf(tools.recorder.session(), turn) ?? {};
  await save(tools, words);
  const { problem = '' } = words;
  // Trying again finds no words in silence.
  const kept = problem === NO_SPEECH ? 'The recording is kept.' : keptAudio(tools);
  tools.interviewer.say(`Your words were not written down: ${problem} ${kept}`);
  if (correcting === null) return note(tools, turn);
  await save(tools, { type: 'corrected', turn, text: correcting });
  tools.interviewer.say('Your earlier correction is your answer.');
}

/** Asks for a note where an answer has no words and no note. */
async function note(tools: RoundTools, turn: Turn): Promise<void> {
  const session = tools.recorder.session();
  if (recordOf(session, turn)?.text.trim() !== '') return;
  const noted = await tools.interviewer.note(session, turn);
  const { text } = noted;
  if (text !== null && text.trim() !== '') await save(tools, { type: 'corrected', turn, text });
  if (isInterruption(noted)) throw new Interrupted(noted.interrupt);
}

function keptAudio({ recorder }: RoundTools): string {
  return `The recording is kept: \`hotseat sessions transcribe ${recorder.session().id}\` tries again.`;
}
