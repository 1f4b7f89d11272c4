import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf } from '../disk/paths.ts';
import { writeWhole } from '../disk/write-whole.ts';
import type { Env } from '../env.ts';
import { failure, UserError } from '../errors.ts';

/** Writes a file that the user named, whole or not at all; one that exists only where that is forced. */
export function writeOutput(env: Env, output: string, text: string, force: boolean): void {
  const file = resolve(env.cwd, output);
  if (existsSync(file) && !force) {
    throw new UserError(`${output} exists already.`, {
      help: 'choose another name, or add --force to replace it.',
    });
  }
  try {
    writeWhole(file, text);
  } catch (error) {
    throw failure(
      `cannot write ${output}: ${reasonOf(error)}.`,
      'choose a folder that exists and that you may write to.',
      error,
    );
  }
}
