import type { Env } from '../../platform/env.ts';
import type { Manner } from '../../round/interviewer.ts';
import type { Ear } from '../../voice/ear.ts';
import type { Speaker } from '../../voice/speaker.ts';
import { say } from '../../terminal/say.ts';

/** The voice of a round that is read aloud. Where there is none it says so, and the round continues without. */
export async function speakerFor(
  env: Env,
  { readAloud = false }: { readAloud?: boolean },
): Promise<Speaker | null> {
  // Nothing of it is loaded otherwise.
  if (!readAloud) return null;
  const { voiceSettings } = await import('../../options/config.ts');
  const { NO_VOICE, openSpeaker } = await import('../../voice/speaker.ts');
  const speaker = openSpeaker(env, voiceSettings(env).speak);
  if (speaker === null) say(env, `There is no voice here to read the questions. ${NO_VOICE}`);
  return speaker;
}

/** What hears the candidate in a round, and what the candidate is told about it. */
interface Heard {
  openEar: ((folder: string) => Ear) | null;
  hears: Manner['hears'];
  /** Answers become words, so that what needs words works. */
  hasWords: boolean;
}

/** What records a spoken round and writes it down. Nothing of it is loaded for any other round. */
export async function hearingFor(
  env: Env,
  { speakAloud, keepAudio }: { speakAloud?: boolean; keepAudio?: boolean },
): Promise<Heard> {
  if (speakAloud !== true) return { openEar: null, hears: null, hasWords: false };
  const { voiceSettings } = await import('../../options/config.ts');
  const { hearingNotice, microphoneFor, transcriberFor } = await import('./hearing.ts');
  const { openEar } = await import('../../voice/ear.ts');
  const { findPlayer } = await import('../../voice/player.ts');
  const settings = voiceSettings(env);
  const { microphone, problem } = microphoneFor(env, settings);
  const transcriber = microphone === null ? null : await transcriberFor(env, settings);
  const hearing = {
    microphone,
    transcriber,
    // Only words are shown beside what was recorded.
    player: transcriber === null ? null : findPlayer(env, settings.play),
    keepsAudio: keepAudio === true || settings.keep === true,
  };
  return {
    openEar: microphone === null ? null : (folder) => openEar(hearing, folder, env.now),
    hears: hearingNotice(hearing, problem, settings.transcribeUrl),
    hasWords: transcriber !== null,
  };
}
