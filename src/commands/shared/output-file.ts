import { lstatSync, mkdirSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { writeNewWhole, writeWhole } from '../../platform/write-whole.ts';
import type { Env } from '../../platform/env.ts';
import { codeOf, failure, reasonOf, UserError } from '../../platform/errors.ts';

/**
 * Writes a file that the user named, whole or not at all. Replaces a file only if forced, and never anything else:
 * links are not followed.
 */
export function writeOutput(env: Env, output: string, text: string, force: boolean): void {
  const file = resolve(env.cwd, output);
  try {
    const there = lstatSync(file, { throwIfNoEntry: false });
    if (there !== undefined) refuseToReplace(there, output, force);
    if (force) writeWhole(file, text);
    else writeNewWhole(file, text);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = codeOf(error);
    if (code === 'EEXIST') throw existsAlready(output);
    throw failure(
      `cannot write ${output}: ${code === 'ENOENT' ? `the folder ${dirname(file)} does not exist` : reasonOf(error)}.`,
      'choose an existing folder that you can write to.',
      error,
    );
  }
}

/** Whether anything has that name, even a dangling link. */
export function isThere(env: Env, output: string): boolean {
  return lstatSync(resolve(env.cwd, output), { throwIfNoEntry: false }) !== undefined;
}

/** Creates a folder that the user named, private to its owner; an existing one stays as it is. */
export function makeOutputFolder(env: Env, output: string): void {
  try {
    mkdirSync(resolve(env.cwd, output), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw failure(
      `cannot create the folder ${output}: ${reasonOf(error)}.`,
      'choose a place that you can write to.',
      error,
    );
  }
}

function refuseToReplace(there: Stats, output: string, force: boolean): void {
  if (there.isFile()) {
    if (!force) throw existsAlready(output);
    return;
  }
  const what = there.isDirectory() ? 'a folder' : there.isSymbolicLink() ? 'a link' : 'a device or a pipe';
  throw failure(
    `cannot write ${output}: it is ${what}.`,
    'choose a file, or leave out -o for standard output.',
  );
}

function existsAlready(output: string): UserError {
  return new UserError(`${output} already exists.`, {
    help: 'choose another name, or add --force to replace it.',
  });
}
