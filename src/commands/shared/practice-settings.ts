import { existsSync } from 'node:fs';
import type { Env } from '../../platform/env.ts';
import type { PracticeOptions } from './practice-options.ts';
import type { PracticeSettings } from './settings.ts';

/** The user's own defaults for a round. Without a settings file nothing is loaded to read it. */
export async function practiceSettings(env: Env): Promise<PracticeSettings> {
  if (!existsSync(env.paths.config)) return {};
  const { readConfig, sectionOf } = await import('./config.ts');
  return sectionOf(readConfig(env), 'practice');
}

/** Settings that a typed option rules out. The command line wins, so they do not apply and nothing is refused. */
const RULED_OUT: readonly [
  when: (typed: PracticeOptions) => boolean,
  keys: readonly (keyof PracticeSettings)[],
][] = [
  [({ timer }) => !timer, ['minutes', 'pace', 'roundMinutes', 'strict']],
  [({ minutes }) => minutes !== undefined, ['pace']],
  [({ pace }) => pace !== undefined, ['minutes']],
  [({ quick }) => quick === true, ['count', 'minutes', 'roundMinutes', 'followUps']],
  [({ weakest }) => weakest === true, ['order']],
  [
    ({ interviewOn, dailyMinutes }) => interviewOn !== undefined || dailyMinutes !== undefined,
    ['count', 'order'],
  ],
  [({ speakAloud }) => speakAloud === true, ['editor']],
];

/**
 * What was typed, and the user's defaults for the rest. `areNamed`: the questions were typed, so nothing chooses them.
 * `hasWords`: spoken answers are written down.
 */
export function withSettings(
  typed: PracticeOptions,
  settings: PracticeSettings,
  { areNamed, hasWords = false }: { areNamed: boolean; hasWords?: boolean },
): PracticeOptions {
  const ruledOut = new Set<string>(RULED_OUT.flatMap(([when, keys]) => (when(typed) ? keys : [])));
  if (areNamed) for (const key of ['count', 'order', 'role', 'topic', 'level']) ruledOut.add(key);
  // These have no words to press on or to judge.
  if (typed.speakAloud === true && !hasWords) {
    ruledOut.add('judge');
    if (settings.followUps === 'pressing' || settings.followUps === 'live') ruledOut.add('followUps');
  }
  const own = Object.fromEntries(Object.entries(settings).filter(([key]) => !ruledOut.has(key)));
  const given = Object.fromEntries(
    Object.entries(typed).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
  const { role = [], topic = [], level = [] }: PracticeSettings = own;
  return {
    ...typed,
    role,
    topic,
    level,
    ...own,
    ...given,
    filtersSet: (['role', 'topic', 'level'] as const).filter((key) => key in own && !(key in given)),
    notify: typed.notify !== false && settings.notify !== false,
  };
}
