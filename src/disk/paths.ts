import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import type { Paths } from '../env.ts';
import { failure } from '../errors.ts';

/** All in `HOTSEAT_HOME`, or in the platform's folders for data and for caches; and the bank beside the folder of the program. */
export function pathsOf(vars: Readonly<Record<string, string | undefined>>, program: string): Paths {
  const home = vars['HOTSEAT_HOME'];
  const { data, cache } = home
    ? { data: resolve(home), cache: resolve(home, 'cache') }
    : envPaths('hotseat', { suffix: '' });
  return {
    data,
    cache,
    shippedBank: join(program, '../questions'),
  };
}

export function sessionsFolder(paths: Paths): string {
  return join(paths.data, 'sessions');
}

/** The user's own bank, which always loads beside the shipped one. */
export function ownBankFolder(paths: Paths): string {
  return join(paths.data, 'my-bank');
}

/** Makes a folder that only its owner can look into. */
export function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw failure(
      `cannot make the folder ${folder}: ${reasonOf(error)}.`,
      'set HOTSEAT_HOME to a folder that you may write to.',
      error,
    );
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EFBIG: 'the file would grow past its limit',
  EIO: 'the disk failed',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder',
  EEXIST: 'it exists already',
  ENOENT: 'it does not exist',
};

/** EDQUOT on Linux and on macOS: Node.js has no name for it. */
const OVER_QUOTA = [-122, -69];

/** A system error in words. */
export function reasonOf(error: unknown): string {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (errno !== undefined && OVER_QUOTA.includes(errno)) return 'the disk quota is used up';
  if (code !== undefined) return REASONS[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}
