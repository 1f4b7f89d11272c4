import { sessionFolder } from '../platform/paths.ts';
import type { DamagedSession } from './session-index.ts';
import type { StoredSession } from '../journal/sessions.ts';
import type { Env } from '../platform/env.ts';
import type { UserError } from '../platform/errors.ts';
import { failure } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { inWords, partsOf, placeOfDamage } from '../transcript/damage.ts';
import { say } from '../terminal/say.ts';

/** As many places of a session are named; the others are counted. */
const MOST_PLACES = 20;

/** Reports on stderr the parts of a session that could not be read. */
export function reportDamage(env: Env, { id, damage }: Pick<StoredSession, 'id' | 'damage'>): void {
  if (damage.length === 0) return;
  const lines = [
    `hotseat: ${inWords(partsOf(damage), 'part')} of session ${cleanLine(id)} cannot be read; using the rest.`,
    ...damage.slice(0, MOST_PLACES).map((one) => `  ${placeOfDamage(one)}: ${one.problem}`),
  ];
  const others = partsOf(damage.slice(MOST_PLACES));
  if (others > 0) lines.push(`  and ${others.toLocaleString('en')} more`);
  const folder = cleanLine(sessionFolder(env.paths, id));
  lines.push(`help: no file was changed; your words may still be readable in ${folder}`);
  say(env, lines.join('\n'));
}

/** As many damaged sessions as are reported with all that is wrong; the others are counted. */
const MOST_SESSIONS = 5;

/** Reports on stderr all damaged sessions that a command read or passed over. */
export function reportDamaged(env: Env, damaged: readonly DamagedSession[]): void {
  for (const one of damaged.slice(-MOST_SESSIONS)) reportDamage(env, one);
  const others = damaged.length - MOST_SESSIONS;
  if (others <= 0) return;
  say(
    env,
    `hotseat: ${others} more ${others === 1 ? 'session is' : 'sessions are'} damaged\n` +
      'help: `hotseat export <session>` says what is wrong with it, and prints what is left',
  );
}

/** Reports on stderr, in a line, the sessions that do not count in what a command works out. */
export function reportUncounted(env: Env, damaged: readonly DamagedSession[]): void {
  const lost = damaged.filter(({ isLost }) => isLost);
  const [one] = lost;
  if (one === undefined) return;
  const what =
    lost.length === 1
      ? `session ${cleanLine(one.id)} cannot be read, so it does not count`
      : `${lost.length} sessions cannot be read, so they do not count`;
  say(env, `hotseat: ${what}; \`hotseat sessions\` shows what is wrong`);
}

/** Whether it is only the folder of a program that was killed before its round began. */
export function isNothing({ session, remains, damage }: StoredSession): boolean {
  return session === null && remains === null && damage.length === 0;
}

/** The error for a session of which nothing can be used. */
export function unusable(stored: StoredSession): UserError {
  const { id } = stored;
  return isNothing(stored)
    ? failure(`session ${id} is empty.`, 'hotseat ended before the round began.')
    : failure(`session ${id} cannot be read.`, 'its first event is missing; see above.');
}
