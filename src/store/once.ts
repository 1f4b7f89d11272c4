import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../platform/env.ts';
import { writeWhole } from '../platform/files.ts';
import { makePrivateFolder } from '../platform/paths.ts';

/** Whether something was said or asked before. An empty file of this name in the cache folder remembers it. */
export function isDone({ paths }: Env, name: string): boolean {
  return existsSync(join(paths.cache, name));
}

/** Remembers it. If nothing can be written, it comes again, no more. */
export function markDone({ paths }: Env, name: string): void {
  try {
    makePrivateFolder(paths.cache);
    writeWhole(join(paths.cache, name), '');
  } catch {
    // See above.
  }
}
