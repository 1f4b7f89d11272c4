import { sessionFolder } from '../../platform/paths.ts';
import type { StoredSession } from '../../journal/sessions.ts';
import type { Env } from '../../platform/env.ts';
import type { UserError } from '../../platform/errors.ts';
import { failure } from '../../platform/errors.ts';
import { cleanLine } from '../../text/clean.ts';
import { count } from '../../text/format.ts';
import { placeOfDamage } from '../../transcript/damage.ts';

/** Reports on stderr the parts of a session that could not be read. */
export function reportDamage(env: Env, { id, damage }: Pick<StoredSession, 'id' | 'damage'>): void {
  if (damage.length === 0) return;
  env.stderr.write(
    `hotseat: ${count(damage.length, 'part')} of session ${cleanLine(id)} cannot be read; using the rest.\n`,
  );
  for (const one of damage) env.stderr.write(`  ${placeOfDamage(one)}: ${one.problem}\n`);
  const folder = cleanLine(sessionFolder(env.paths, id));
  env.stderr.write(`help: no file was changed; your words may still be readable in ${folder}\n`);
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
