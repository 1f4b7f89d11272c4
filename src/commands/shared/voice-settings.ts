import type { Env } from '../../platform/env.ts';
import { readConfig, sectionOf } from './config.ts';
import type { VoiceSettings } from './settings.ts';

/** The programs that the user named. Throws a UserError if something in config.yaml is wrong. */
export function voiceSettings(env: Pick<Env, 'paths' | 'vars'>): VoiceSettings {
  return sectionOf(readConfig(env), 'voice');
}
