import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { speechIn } from '../speech/sound.ts';
import { stoppable } from '../terminal/spinner.ts';
import { cleanLine } from '../text/clean.ts';
import { sentenceRows } from '../text/wrap.ts';
import { readSound, type Sound } from '../voice/audio-files.ts';
import type { VoiceRecorder } from '../voice/recorder.ts';
import { NO_RECORDER } from '../voice/recorders.ts';
import { NO_VOICE, findSpeaker } from '../voice/playback.ts';
import { NO_TRANSCRIBER, type Transcriber, TranscriberError } from '../voice/transcriber.ts';
import { recorderFor, transcriberFor } from './shared/hearing.ts';
import { say } from '../terminal/say.ts';
import { voiceSettings } from '../options/config.ts';

const SENTENCE = 'This is the voice that asks the questions. Now say a sentence yourself.';
/** How long it records, in milliseconds. */
const RECORDED = 3000;

/** What came of a step: what was used, and whether it works. */
interface Step {
  name: string;
  says: string;
  works: boolean;
}

/** `hotseat voice check`: speaks, records three seconds and writes them down. Fails if one of these does not work. */
export async function voiceCheck(env: Env): Promise<ExitCode> {
  const settings = voiceSettings(env);
  const folder = mkdtempSync(join(tmpdir(), 'hotseat-'));
  let exit: ExitCode = EXIT.done;
  const show = (what: string, { name, says, works }: Step): void => {
    const lines = sentenceRows(cleanLine(says), Math.max(20, sizeOf(env.stdout).columns - 13), '');
    env.stdout.write(`${what.padEnd(12)}${cleanLine(name)}\n`);
    for (const line of lines) env.stdout.write(`${''.padEnd(12)}${line}\n`);
    if (!works) exit = EXIT.failed;
  };
  try {
    const spoken = await speak(env, settings.speak);
    if (spoken === null) return EXIT.interrupted;
    show('voice', spoken);
    const { recorder, problem } = recorderFor(env, settings);
    if (recorder === null) {
      show('recorder', {
        name: 'none',
        says: problem === null ? 'voice.record is none.' : NO_RECORDER,
        works: problem === null,
      });
      return exit;
    }
    const recorded = await record(env, recorder, join(folder, 'check.wav'));
    if (recorded === null) return EXIT.interrupted;
    show('recorder', recorded.step);
    const transcriber = await transcriberFor(env, settings);
    if (transcriber === null) show('recognizer', { name: 'none', says: NO_TRANSCRIBER, works: true });
    else if (recorded.sound !== null) {
      const heard = await writeDown(env, transcriber, recorded.file);
      if (heard === null) return EXIT.interrupted;
      show('recognizer', heard);
    }
    return exit;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function secondsSince(env: Env, began: number): string {
  return `${((env.monotonic() - began) / 1000).toFixed(1)} s`;
}

/** null if the user stops it. */
async function speak(env: Env, command: string | undefined): Promise<Step | null> {
  const speaker = findSpeaker(env, command);
  if (speaker === null) return { name: 'none', says: NO_VOICE, works: false };
  const began = env.monotonic();
  const { value: problem, isStopped } = await stoppable(env, null, (signal) => {
    const { ended, stop } = speaker.speak(SENTENCE);
    signal.addEventListener('abort', stop);
    return ended;
  });
  if (isStopped) return null;
  const says = problem ?? `spoke a sentence in ${secondsSince(env, began)}`;
  return { name: speaker.name, says, works: problem === null };
}

interface Recorded {
  step: Step;
  file: string;
  sound: Sound | null;
}

/** Records for three seconds; null if the user stops it. */
async function record(env: Env, recorder: VoiceRecorder, file: string): Promise<Recorded | null> {
  say(env, 'Say a sentence. Recording for three seconds.');
  const began = env.monotonic();
  const take = recorder.record(() => file);
  const { isStopped } = await stoppable(env, null, (signal) =>
    pause(RECORDED, undefined, { signal }).catch(() => undefined),
  );
  const state = take.state();
  await take.stop();
  if (isStopped) return null;
  const sound = readdirSync(join(file, '..')).length === 0 ? null : readSound(file);
  const { name } = recorder;
  const took = secondsSince(env, began);
  if (sound === null || sound.ms === 0) {
    const says = state.kind === 'failed' ? state.problem : 'recorded nothing.';
    return { step: { name, says, works: false }, file, sound: null };
  }
  const isHeard = speechIn(sound.samples, sound.format.rate).length > 0;
  const heard = isHeard ? 'heard you' : 'heard nothing: is the microphone on?';
  const says = `recorded ${(sound.ms / 1000).toFixed(1)} s in ${took}, ${heard}`;
  return { step: { name, says, works: isHeard }, file, sound };
}

/** null if the user stops it. */
async function writeDown(env: Env, transcriber: Transcriber, file: string): Promise<Step | null> {
  const { name } = transcriber;
  const began = env.monotonic();
  const about = `${cleanLine(name)} is writing it down …`;
  const { value, isStopped } = await stoppable(env, about, (signal) =>
    transcriber.transcribe(file, signal).catch((error: unknown) => {
      if (error instanceof TranscriberError) return error;
      throw error;
    }),
  );
  if (isStopped) return null;
  if (value instanceof TranscriberError) return { name, says: value.message, works: false };
  return { name, says: `wrote down in ${secondsSince(env, began)}: “${value.text}”`, works: true };
}
