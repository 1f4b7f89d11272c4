import type { Env } from '../../platform/env.ts';
import type { Speaker } from '../../voice/speaker.ts';
import { say } from './say.ts';

/** The voice of a round that is read aloud. Where there is none it says so, and the round goes on without. */
export async function speakerFor(
  env: Env,
  { readAloud = false }: { readAloud?: boolean },
): Promise<Speaker | null> {
  // Nothing of it is loaded otherwise.
  if (!readAloud) return null;
  const { voiceSettings } = await import('./voice-settings.ts');
  const { NO_VOICE, openSpeaker } = await import('../../voice/speaker.ts');
  const speaker = openSpeaker(env, voiceSettings(env).speak);
  if (speaker === null) say(env, `There is no voice here to read the questions. ${NO_VOICE}`);
  return speaker;
}
