import envPaths from 'env-paths';
import {
  lstatSync,
  mkdirSync,
  readlinkSync,
  type Stats,
  statSync,
  closeSync,
  fsyncSync,
  openSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Paths } from './env.ts';
import { codeOf, failure, reasonOf, remedyFor, UserError } from './errors.ts';

/** Data, cache and settings in `HOTSEAT_HOME` or the platform's folders, and the bank beside the program. */
export function pathsOf(
  vars: Readonly<Record<string, string | undefined>>,
  cwd: string,
  programFolder: string,
): Paths {
  const home = vars['HOTSEAT_HOME'];
  const { data, cache, config } = home
    ? { data: resolve(cwd, home), cache: resolve(cwd, home, 'cache'), config: resolve(cwd, home) }
    : envPaths('hotseat', { suffix: '' });
  const named = vars['HOTSEAT_CONFIG'];
  return {
    data,
    cache,
    shippedBank: join(programFolder, '../questions'),
    config: named ? resolve(cwd, named) : join(config, 'config.yaml'),
  };
}

export function sessionsFolder(paths: Paths): string {
  return join(paths.data, 'sessions');
}

export function sessionFolder(paths: Paths, id: string): string {
  return join(sessionsFolder(paths), id);
}

/** The user's own bank, which loads along with the shipped one. */
export function ownBankFolder(paths: Paths): string {
  return join(paths.data, 'my-bank');
}

/**
 * Refuses a data folder that is a dangling link, or whose parent in HOTSEAT_HOME does not exist. If its disk is not
 * plugged in, "no sessions yet" would be wrong, and the disk would later hide new ones.
 */
export function requireHome({ data }: Paths, isNamed: boolean): void {
  if (!isMissing(data)) return;
  const isLink = seenAt(data)?.isSymbolicLink() === true;
  const missing = isLink ? resolve(dirname(data), readlinkSync(data)) : firstMissing(dirname(data));
  if (missing === null || !(isLink || isNamed)) return;
  const why = isLink ? `it is a link to ${missing}, which` : missing;
  throw new UserError(`cannot find ${data}: ${why} does not exist.`, {
    help: 'plug in its disk, create that folder, or set HOTSEAT_HOME to another one.',
  });
}

/** The file, folder or link at a path, without following the link; undefined if there is none. */
export function seenAt(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** The topmost missing folder on the way to this one; null if all exist. */
function firstMissing(folder: string): string | null {
  if (!isMissing(folder)) return null;
  return firstMissing(dirname(folder)) ?? folder;
}

/**
 * False for what the system refuses to look at. From Node 22 on, `throwIfNoEntry: false` also gives undefined for a path
 * below a file, which is not missing but wrong.
 */
function isMissing(path: string): boolean {
  try {
    statSync(path);
    return false;
  } catch (error) {
    return codeOf(error) === 'ENOENT';
  }
}

/** Creates a folder that only its owner can read; one that exists stays as it is. */
export function makePrivateFolder(folder: string): void {
  try {
    makeFolders(folder);
  } catch (error) {
    const { path = folder } = error as NodeJS.ErrnoException;
    throw failure(
      `cannot create the folder ${path}: ${reasonForNoFolder(error)}.`,
      remedyFor(error, dirname(path)) ?? 'set HOTSEAT_HOME to a folder that you can write to.',
      error,
    );
  }
}

export function reasonForNoFolder(error: unknown): string {
  return codeOf(error) === 'ENOENT' ? 'no folder can be created there' : reasonOf(error);
}

/**
 * Creates a private folder and those above it. Node's recursive mkdir never returns in /proc, where the parent exists but
 * creating a folder reports ENOENT.
 */
export function makeFolders(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code !== 'ENOENT') throw error;
    if (isMissing(dirname(folder))) makeFolders(dirname(folder));
    makeUnlessThere(folder);
  }
  syncFolder(dirname(folder));
}

/** Another process may create the folder first. */
function makeUnlessThere(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Makes new and renamed files in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Some platforms cannot sync a folder; the files in it still are.
  }
}
