import type { Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolders, reasonForNoFolder, seenAt } from './paths.ts';
import { writeNewWhole, writeWhole } from './files.ts';
import type { Env } from './env.ts';
import { codeOf, failure, reasonOf, UserError } from './errors.ts';

/**
 * Writes a file that the user named, whole or not at all. Replaces a file only if forced, and never anything else:
 * links are not followed.
 */
export function writeOutput(env: Env, output: string, text: string, force: boolean): void {
  const file = resolve(env.cwd, output);
  try {
    const obstacle = obstacleAt(env, output);
    if (obstacle !== null) {
      throw failure(
        `cannot write ${output}: it is ${obstacle}.`,
        'choose a file, or leave out -o for standard output.',
      );
    }
    if (!force && isThere(env, output)) throw existsAlready(output);
    if (force) writeWhole(file, text);
    else writeNewWhole(file, text);
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (codeOf(error) === 'EEXIST') throw existsAlready(output);
    throw cannotWrite(file, output, error);
  }
}

/** The kind of thing that has this name and is no file, and so is never replaced; null if there is none. */
export function obstacleAt(env: Env, output: string): string | null {
  const there = lookAt(env, output);
  if (there === undefined || there.isFile()) return null;
  return there.isDirectory() ? 'a folder' : there.isSymbolicLink() ? 'a link' : 'a device or a pipe';
}

/** Whether anything has that name, even a dangling link. */
export function isThere(env: Env, output: string): boolean {
  return lookAt(env, output) !== undefined;
}

function lookAt(env: Env, output: string): Stats | undefined {
  const file = resolve(env.cwd, output);
  try {
    return seenAt(file);
  } catch (error) {
    throw cannotWrite(file, output, error);
  }
}

function cannotWrite(file: string, output: string, error: unknown): UserError {
  const reason = codeOf(error) === 'ENOENT' ? `the folder ${dirname(file)} does not exist` : reasonOf(error);
  const help = 'choose an existing folder that you can write to.';
  return failure(`cannot write ${output}: ${reason}.`, help, error);
}

/** Creates a folder that the user named, private to its owner; an existing one stays as it is. */
export function makeOutputFolder(env: Env, output: string): void {
  try {
    makeFolders(resolve(env.cwd, output));
  } catch (error) {
    throw failure(
      `cannot create the folder ${output}: ${reasonForNoFolder(error)}.`,
      'choose a place that you can write to.',
      error,
    );
  }
}

function existsAlready(output: string): UserError {
  return new UserError(`${output} already exists.`, {
    help: 'choose another name, or add --force to replace it.',
  });
}
