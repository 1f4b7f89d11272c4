import { existsSync } from 'node:fs';
import type { Env } from '../platform/env.ts';
import { silencedBy } from './conflicts.ts';
import { isGiven, nameOf } from './option.ts';
import type { You } from './settings.ts';
import { NAMED, PRACTICE, type PracticeOptions } from './table.ts';

/** The options of a round as config.yaml sets them. */
export type PracticeSettings = Partial<PracticeOptions>;

/** The user's own defaults for a round. */
export const practiceSettings = (env: Env): Promise<PracticeSettings> => settingsIn(env, 'practice');

/** Who practices. */
export const yourself = (env: Env): Promise<You> => settingsIn(env, 'you');

/** A section of config.yaml. Without the file nothing is loaded to read it. */
async function settingsIn(env: Env, section: string): Promise<Record<string, unknown>> {
  if (!existsSync(env.paths.config)) return {};
  const { readConfig, sectionOf } = await import('./config.ts');
  return sectionOf(readConfig(env), section);
}

/** The options of a round, typed or set. */
export interface RoundRequest extends PracticeOptions {
  /** The filters that no one typed: config.yaml sets them. */
  filtersSet: readonly string[];
  /** Who practices. */
  you: You;
}

/**
 * What was typed, and the user's defaults for the rest. `areNamed`: the questions were typed, so nothing chooses them.
 * `hasWords`: spoken answers are written down.
 */
export function withSettings(
  typed: PracticeOptions,
  settings: PracticeSettings,
  { areNamed, hasWords = false, you = {} }: { areNamed: boolean; hasWords?: boolean; you?: You },
): RoundRequest {
  const silenced = [...silencedBy(PRACTICE, typed), ...(areNamed ? NAMED.flags : [])];
  // Without its words, an answer can be neither judged by a model nor pressed on.
  if (typed.speakAloud === true && !hasWords) {
    silenced.push('--judge');
    if (settings.followUps === 'pressing' || settings.followUps === 'live') silenced.push('--follow-ups');
  }
  const own = Object.fromEntries(
    Object.entries(PRACTICE).flatMap(([key, option]) => {
      const set = settings[key as keyof PracticeSettings];
      const isTyped = isGiven(option, typed[key as keyof PracticeOptions]);
      return set === undefined || isTyped || silenced.includes(nameOf(option)) ? [] : [[key, set]];
    }),
  );
  return { ...typed, ...own, filtersSet: ['role', 'topic', 'level'].filter((key) => key in own), you };
}
