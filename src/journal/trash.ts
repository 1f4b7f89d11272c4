import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../platform/env.ts';
import { failure, reasonOf } from '../platform/errors.ts';
import { lockOrRefuse } from './journal.ts';
import { makePrivateFolder, sessionFolder } from '../platform/paths.ts';

/**
 * Moves a session to the trash folder beside the sessions; gives its new path. Throws a UserError while another process
 * has it open.
 */
export function moveToTrash(env: Env, id: string): string {
  const folder = sessionFolder(env.paths, id);
  const trash = join(env.paths.data, 'trash');
  makePrivateFolder(trash);
  const lock = lockOrRefuse(env, id);
  const to = freeName(join(trash, id));
  try {
    renameSync(folder, to);
  } catch (error) {
    throw failure(`cannot move ${folder} to ${trash}: ${reasonOf(error)}.`, 'nothing was moved.', error);
  } finally {
    // If the session was moved, its lock went along; it is void when this process ends.
    lock.release();
  }
  return to;
}

/** A session that was restored and deleted again must not replace the earlier copy. */
function freeName(path: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? path : `${path}-${n}`;
    if (!existsSync(name)) return name;
  }
}
