import { hostOf, isLoopback, sourceOf } from '../../wire/endpoint.ts';
import type { Env } from '../../platform/env.ts';
import type { Manner } from '../../round/interviewer.ts';
import { cleanLine } from '../../text/clean.ts';
import type { Hearing } from '../../voice/recordings.ts';
import { type VoiceRecorder, findRecorder } from '../../voice/recorder.ts';
import { NO_RECORDER } from '../../voice/recorders.ts';
import { commandTranscriber, NO_TRANSCRIBER, type Transcriber } from '../../voice/transcriber.ts';
import type { VoiceSettings } from '../../options/settings.ts';

interface Recording {
  recorder: VoiceRecorder | null;
  /** Why nothing records, in a sentence with what to do; null if something does, or nothing should. */
  problem: string | null;
}

/** What records here. Throws a UserError if the settings name what cannot be run. */
export function recorderFor(env: Env, { record }: VoiceSettings): Recording {
  if (record === 'none') return { recorder: null, problem: null };
  const recorder = findRecorder(env, record);
  return {
    recorder,
    problem:
      recorder === null ? `Your voice is not recorded: there is no recorder here. ${NO_RECORDER}` : null,
  };
}

/**
 * What writes words down, once the user has allowed its address; null if nothing is named. Throws a UserError if it cannot be
 * run, or may not be asked.
 */
export async function transcriberFor(env: Env, settings: VoiceSettings): Promise<Transcriber | null> {
  const { transcribe, transcribeUrl, transcribeModel = 'whisper-1', allow = [], language = 'en' } = settings;
  if (transcribe !== undefined) return commandTranscriber(env, transcribe, language);
  if (transcribeUrl === undefined) return null;
  const { requirePermission } = await import('./named-model.ts');
  await requirePermission(env, allow, {
    url: transcribeUrl,
    section: 'voice',
    what: 'recordings of your voice',
    gets: 'It gets the recording of each spoken answer, and nothing else.',
    key: sourceOf(settings),
  });
  const { readKey } = await import('../../wire/key.ts');
  const { remoteTranscriber } = await import('../../voice/remote-transcriber.ts');
  const key = await readKey(settings, env);
  const endpoint = { url: transcribeUrl, name: transcribeModel, key, keyFrom: sourceOf(settings) };
  return remoteTranscriber(endpoint, language, env.version);
}

/** What a round says of the candidate's voice before it starts. */
export function hearingNotice(
  { recorder, transcriber, keepsAudio }: Hearing,
  problem: string | null,
  url: string | undefined,
): Manner['hears'] {
  if (recorder === null) return problem === null ? null : { text: problem, isFar: false };
  const recorded = `Your voice is recorded with ${cleanLine(recorder.name)}`;
  if (transcriber === null) return { text: `${recorded}. ${NO_TRANSCRIBER}`, isFar: false };
  const stays = keepsAudio ? 'The audio is kept.' : 'The audio is removed once you accept the words.';
  if (transcriber.host === null || url === undefined)
    return {
      text: `${recorded} and written down by ${transcriber.name}, on this machine. ${stays}`,
      isFar: false,
    };
  if (isLoopback(url))
    return {
      text: `${recorded} and written down at ${hostOf(url)}, on this machine. ${stays}`,
      isFar: false,
    };
  const open = url.startsWith('http:') ? ', without encryption' : '';
  return { text: `${recorded} and leaves this machine${open}: it goes to ${url}. ${stays}`, isFar: true };
}
