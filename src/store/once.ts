import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../platform/env.ts';
import { writeWhole } from '../platform/files.ts';
import { makePrivateFolder } from '../platform/paths.ts';

/** Whether something is said for the first time. A file of this name in the cache folder says that it was. */
export function isFirstTime({ paths }: Env, name: string): boolean {
  const mark = join(paths.cache, name);
  if (existsSync(mark)) return false;
  try {
    makePrivateFolder(paths.cache);
    writeWhole(mark, '');
  } catch {
    // It is said again, no more.
  }
  return true;
}
