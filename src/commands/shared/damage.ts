import { sessionFolder } from '../../platform/paths.ts';
import type { StoredSession } from '../../journal/sessions.ts';
import type { Env } from '../../platform/env.ts';
import type { UserError } from '../../platform/errors.ts';
import { failure } from '../../platform/errors.ts';
import { cleanLine } from '../../text/clean.ts';
import { count } from '../../text/format.ts';
import { placeOfDamage } from '../../transcript/damage.ts';

/** Says what of a session could not be read, on stderr: what is intact is used, what is not is named. */
export function tellDamage(env: Env, { id, damage }: Pick<StoredSession, 'id' | 'damage'>): void {
  if (damage.length === 0) return;
  env.stderr.write(
    `hotseat: ${count(damage.length, 'part')} of session ${cleanLine(id)} cannot be read; the rest is used.\n`,
  );
  for (const one of damage) env.stderr.write(`  ${placeOfDamage(one)}: ${one.problem}\n`);
  const folder = cleanLine(sessionFolder(env.paths, id));
  env.stderr.write(
    `help: nothing was rewritten, and words may still be read in the files there: ${folder}\n`,
  );
}

/** What there is to say where nothing of a session can be used. */
export function unusable({ id, damage }: StoredSession): UserError {
  return damage.length === 0
    ? failure(`session ${id} is empty.`, 'its program ended before the round began.')
    : failure(`session ${id} cannot be read.`, 'its first event is lost; see above.');
}
