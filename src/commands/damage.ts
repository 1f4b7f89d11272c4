import type { StoredSession } from '../disk/sessions.ts';
import type { Env } from '../env.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';

/** Says what of a session could not be read, on stderr: what is intact is used, what is not is named. */
export function tellDamage(env: Env, { id, damage }: Pick<StoredSession, 'id' | 'damage'>): void {
  if (damage.length === 0) return;
  env.stderr.write(
    `hotseat: ${count(damage.length, 'part')} of session ${cleanLine(id)} cannot be read; the rest is used.\n`,
  );
  for (const { segment, line, problem } of damage) {
    env.stderr.write(`  ${cleanLine(segment)}.jsonl, line ${line}: ${problem}\n`);
  }
}
