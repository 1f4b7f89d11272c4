import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Event, SpeechSpan, Turn } from '../engine/event.ts';
import { MOST_NAMES } from '../engine/guards.ts';
import type { TurnRecord } from '../engine/session.ts';
import { reasonOf } from '../platform/errors.ts';
import { speechIn } from '../speech/sound.ts';
import {
  listAudio,
  listFiles,
  newAudioName,
  readSound,
  removeAudio,
  repairLength,
  type Sound,
} from './audio-files.ts';
import type { Player, Playing } from './playback.ts';
import type { VoiceRecorder, Take } from './recorder.ts';
import { NoWordsError, type Transcriber, TranscriberError, withTimeLimit } from './transcriber.ts';

/** The words of a recorded answer, or why there are none, as they are recorded. */
export type Words = Extract<Event, { type: 'transcribed' }>;

/** What a candidate's voice is recorded and written down with. */
export interface Hearing {
  recorder: VoiceRecorder | null;
  transcriber: Transcriber | null;
  /** Plays what was recorded; null: nothing does. */
  player: Player | null;
  /** The audio stays when its words are on the disk. */
  keepsAudio: boolean;
}

/** The recordings of one session, and their words. */
export interface Recordings extends Hearing {
  /** Starts recording a turn; null if nothing records here. */
  record: (turn: Turn) => Take | null;
  /** Whether there is sound of a turn that has no words yet. */
  hasAudio: (record: TurnRecord) => boolean;
  /** Removes silent recordings of a turn that has words: the candidate went back to it and said nothing. */
  dropSilence: (record: TurnRecord) => void;
  /** Starts writing down an answer while the candidate does something else. */
  startWriting: (record: TurnRecord) => void;
  /** Its words. They always come: `skip` brings their absence at once. Words that have come are given again. */
  words: (record: TurnRecord) => { result: Promise<Words>; skip: () => void };
  /** Its words if they have come; null otherwise. */
  wordsSoFar: (record: TurnRecord) => Words | null;
  /** Plays the sound of a turn that has no words yet. */
  play: (record: TurnRecord) => Playing;
  /** Removes audio whose words are on the disk: a kill may have come between. */
  sweep: (records: readonly TurnRecord[]) => void;
  /** The turn is not going to be written down, or its words are on the disk. */
  release: (turn: Turn) => void;
  close: () => void;
}

/** An answer that is being written down. */
interface Running {
  files: string;
  stop: AbortController;
  result: Promise<Words>;
  /** The words, once they have come. */
  words: Words | null;
}

/** Why there are no words of a recording in which no one speaks. */
export const NO_SPEECH = 'the recording has no speech.';

/** A recognizer gets this long, and four times the length of the sound; milliseconds. */
const PATIENCE = 60_000;

export function openRecordings(hearing: Hearing, folder: string, now: () => number): Recordings {
  const { recorder, transcriber, player, keepsAudio } = hearing;
  const running = new Map<string, Running>();
  const keyOf = ({ q, followUp }: Turn): string => `${q}/${followUp ?? ''}`;
  /** A free name: two parts may begin in one millisecond. */
  const newFile = (turn: Turn): string => {
    for (let at = now(); ; at++) {
      const file = join(folder, newAudioName(turn, at));
      if (!existsSync(file)) return file;
    }
  };
  const writing = (record: TurnRecord): Running => {
    const { turn } = record;
    const files = listUnheard(folder, record);
    const before = running.get(keyOf(turn));
    if (before?.files === files.join()) return before;
    before?.stop.abort();
    const stop = new AbortController();
    const result = writeDown({ record, files, folder, transcriber, signal: stop.signal });
    const started: Running = { files: files.join(), stop, result, words: null };
    running.set(keyOf(turn), started);
    void result.then((words) => {
      if (words.text !== null) started.words = words;
    });
    return started;
  };
  return {
    ...hearing,
    record: (turn) => recorder?.record(() => newFile(turn)) ?? null,
    hasAudio: (record) => listUnheard(folder, record).length > 0,
    dropSilence(record) {
      if (record.heard == null) return;
      const files = listUnheard(folder, record);
      removeAudio(
        folder,
        files.filter((name) => isSilentFile(join(folder, name))),
      );
    },
    startWriting(record) {
      if (transcriber !== null) writing(record);
    },
    words(record) {
      const started = writing(record);
      return {
        result: started.result,
        skip() {
          if (started.words !== null) return;
          started.stop.abort();
          running.delete(keyOf(record.turn));
        },
      };
    },
    wordsSoFar: ({ turn }) => running.get(keyOf(turn))?.words ?? null,
    play(record) {
      const files = listUnheard(folder, record).map((name) => join(folder, name));
      return player === null
        ? { ended: Promise.resolve(null), stop: () => undefined }
        : playAll(player, files);
    },
    release(turn) {
      running.get(keyOf(turn))?.stop.abort();
      running.delete(keyOf(turn));
      if (!keepsAudio) removeAudio(folder, listFiles(folder, turn));
    },
    sweep(records) {
      if (keepsAudio) return;
      for (const { turn, heard, heardAudio } of records) {
        const isThere = new Set(listAudio(folder, turn));
        if (heard != null)
          removeAudio(
            folder,
            heardAudio.filter((name) => isThere.has(name)),
          );
      }
    },
    close() {
      for (const { stop } of running.values()) stop.abort();
    },
  };
}

/** The files with sound of a turn that has no words yet. */
export function listUnheard(folder: string, { turn, heardAudio }: TurnRecord): string[] {
  return listAudio(folder, turn).filter((name) => !heardAudio.includes(name));
}

/** Plays files one after the other. */
function playAll(player: Player, files: readonly string[]): Playing {
  let isStopped = false;
  let now: Playing | null = null;
  const run = async (): Promise<string | null> => {
    for (const file of files) {
      try {
        repairLength(file);
      } catch (error) {
        return `the recording cannot be read: ${reasonOf(error)}.`;
      }
      now = player.play(file);
      const problem = await now.ended;
      if (problem !== null || isStopped) return problem;
    }
    return null;
  };
  return {
    ended: run(),
    stop() {
      isStopped = true;
      now?.stop();
    },
  };
}

function isSilentFile(file: string): boolean {
  try {
    const sound = readSound(file);
    return isSilent(sound, speechOf(sound));
  } catch {
    return false;
  }
}

/** When someone speaks; null if that cannot be seen in the sound. */
function speechOf(sound: Sound | null): SpeechSpan[] | null {
  return sound === null || sound.samples.length === 0 ? null : speechIn(sound.samples, sound.format.rate);
}

function isSilent(sound: Sound | null, speech: SpeechSpan[] | null): boolean {
  return sound !== null && (sound.ms < SHORTEST || speech?.length === 0);
}

interface Task {
  record: TurnRecord;
  /** Names of files with sound that has no words yet. */
  files: readonly string[];
  folder: string;
  transcriber: Transcriber | null;
  signal: AbortSignal;
}

/** Never rejects. */
export async function writeDown({ record, files, folder, transcriber, signal }: Task): Promise<Words> {
  const { turn, text: before, heardAudio } = record;
  const by = transcriber?.name ?? '';
  const none = (problem: string): Words => ({ type: 'transcribed', turn, by, text: null, problem });
  if (transcriber === null) return none('no recognizer is named.');
  try {
    const parts: Part[] = [];
    const wordless: string[] = [];
    for (const name of files) {
      try {
        const part = await writePart(join(folder, name), transcriber, signal);
        if (part !== null) parts.push(part);
      } catch (error) {
        // Another part may have words.
        if (!(error instanceof NoWordsError)) throw error;
        wordless.push(error.message);
      }
    }
    const [reason] = wordless;
    if (parts.length === 0 && reason !== undefined) return none(reason);
    if (parts.length === 0) return none(files.length === 0 ? 'there is no recording.' : NO_SPEECH);
    // What was said before the candidate went back to the answer.
    const earlier = heardAudio.length === 0 ? [] : [before];
    const text = [...earlier, ...parts.map((part) => part.text)].join('\n');
    const spans = joined(parts);
    return { type: 'transcribed', turn, by, text, audio: [...files], ...(spans === null ? {} : { spans }) };
  } catch (error) {
    if (error instanceof TranscriberError) return none(error.message);
    return none(`the recording cannot be read: ${reasonOf(error)}.`);
  }
}

interface Part {
  text: string;
  spans: readonly SpeechSpan[] | null;
  ms: number;
}

/** Less is no word; milliseconds. */
const SHORTEST = 200;

/** The words of one file; null if no one speaks in it. */
async function writePart(file: string, transcriber: Transcriber, signal: AbortSignal): Promise<Part | null> {
  const sound = readSound(file);
  const speech = speechOf(sound);
  // A recognizer makes words of silence.
  if (isSilent(sound, speech)) return null;
  const { text, spans, isByWord } = await withTimeLimit(signal, PATIENCE + 4 * (sound?.ms ?? 0), (limited) =>
    transcriber.transcribe(file, limited),
  );
  // Sentences follow each other without a gap in most transcripts.
  return { text, spans: isByWord ? spans : (speech ?? spans), ms: sound?.ms ?? 0 };
}

/** The spans of all parts on one clock, the sound of one following that of another; null if those of a part are unknown. */
function joined(parts: readonly Part[]): SpeechSpan[] | null {
  let from = 0;
  const spans: SpeechSpan[] = [];
  for (const part of parts) {
    if (part.spans === null) return null;
    for (const { start, end } of part.spans) spans.push({ start: start + from, end: end + from });
    from += Math.round(part.ms);
  }
  // As many as an event holds.
  return spans.slice(0, MOST_NAMES);
}
