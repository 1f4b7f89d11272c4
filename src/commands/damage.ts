import { basename } from 'node:path';
import type { Diagnostic } from '../bank/diagnostic.ts';
import { README } from '../disk/bank-folders.ts';
import type { StoredSession } from '../disk/sessions.ts';
import type { Env } from '../env.ts';
import type { UserError } from '../errors.ts';
import { failure } from '../errors.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';

/** Says what of a session could not be read, on stderr: what is intact is used, what is not is named. */
export function tellDamage(env: Env, { id, damage }: Pick<StoredSession, 'id' | 'damage'>): void {
  if (damage.length === 0) return;
  env.stderr.write(
    `hotseat: ${count(damage.length, 'part')} of session ${cleanLine(id)} cannot be read; the rest is used.\n`,
  );
  for (const { file, line, problem } of damage) {
    const where = file === null ? 'its folder' : cleanLine(file);
    env.stderr.write(`  ${where}${line === null ? '' : `, line ${line}`}: ${problem}\n`);
  }
}

/** What there is to say where nothing of a session can be used. */
export function unusable({ id, damage }: StoredSession): UserError {
  return damage.length === 0
    ? failure(`session ${id} is empty.`, 'its program ended before the round began.')
    : failure(`session ${id} cannot be read.`, 'its first event is lost; see above.');
}

/** One line on stderr where something of a bank did not load. */
export function tellUnloaded(env: Env, diagnostics: readonly Diagnostic[]): void {
  const files = new Set(diagnostics.map(({ file }) => file));
  if (files.size === 0) return;
  const questions = [...files].filter((file) => basename(file) !== README);
  const what =
    questions.length === 0
      ? "a bank's README.md has errors"
      : `${count(questions.length, 'question')} did not load`;
  env.stderr.write(`${what}; hotseat bank lint says why.\n`);
}
