import { basename, join } from 'node:path';
import type { Diagnostic } from '../bank/diagnostic.ts';
import { README } from '../disk/bank-folders.ts';
import { sessionsFolder } from '../disk/paths.ts';
import type { StoredSession } from '../disk/sessions.ts';
import type { Env } from '../env.ts';
import type { UserError } from '../errors.ts';
import { failure } from '../errors.ts';
import { cleanLine } from '../text/clean.ts';
import { count, shellWord } from '../text/format.ts';
import { placeOfDamage } from '../transcript/damage.ts';

/** Says what of a session could not be read, on stderr: what is intact is used, what is not is named. */
export function tellDamage(env: Env, { id, damage }: Pick<StoredSession, 'id' | 'damage'>): void {
  if (damage.length === 0) return;
  env.stderr.write(
    `hotseat: ${count(damage.length, 'part')} of session ${cleanLine(id)} cannot be read; the rest is used.\n`,
  );
  for (const one of damage) env.stderr.write(`  ${placeOfDamage(one)}: ${one.problem}\n`);
  const folder = cleanLine(join(sessionsFolder(env.paths), id));
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

/** One line on stderr where something of the banks in `folders` did not load. */
export function tellUnloaded(env: Env, diagnostics: readonly Diagnostic[], folders: readonly string[]): void {
  const files = new Set(diagnostics.map(({ file }) => file));
  if (files.size === 0) return;
  const questions = [...files].filter((file) => basename(file) !== README);
  const what =
    questions.length === 0
      ? "a bank's README.md has errors"
      : `${count(questions.length, 'question')} did not load`;
  const lint = ['hotseat bank lint', ...folders.map((folder) => `--bank ${shellWord(folder)}`)].join(' ');
  env.stderr.write(`${what}; ${lint} says why.\n`);
}
