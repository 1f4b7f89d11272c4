import type { StoredSession } from '../disk/sessions.ts';
import type { Env } from '../env.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';

/** Says what of a session could not be read, on stderr: what is intact is used, what is not is named. */
export function tellDamage(env: Env, { id, damage }: StoredSession): void {
  if (damage.length === 0) return;
  env.stderr.write(
    `hotseat: ${count(damage.length, 'part')} of session ${cleanLine(id)} cannot be read; the rest is used.\n`,
  );
  for (const { segment, line, problem } of damage) {
    const where = segment === null ? 'its folder' : `${cleanLine(segment)}.jsonl, line ${line}`;
    env.stderr.write(`  ${where}: ${problem}\n`);
  }
}
