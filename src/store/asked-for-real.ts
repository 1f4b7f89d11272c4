import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { listOf, oneOf, shape } from '../engine/guards.ts';
import { keyOf } from '../engine/plan.ts';
import type { Env } from '../platform/env.ts';
import { codeOf, failure, reasonOf } from '../platform/errors.ts';
import { readPlainFile, writeWhole } from '../platform/files.ts';
import { makePrivateFolder } from '../platform/paths.ts';
import { type AskedForReal, isAskedForReal } from '../progress/asked-for-real.ts';
import { say } from '../terminal/say.ts';
import { jsonText } from '../text/data.ts';

const LARGEST = 1024 * 1024;
const isFile = shape({ version: oneOf(1), asked: listOf(isAskedForReal) });

/** What was asked in real interviews, in the order in which it was written down; nothing if the file is damaged. */
export function readAsked(env: Env): readonly AskedForReal[] {
  return read(env) ?? [];
}

/** Says on stderr if the file is damaged. */
export function reportUnreadAsked(env: Env): void {
  if (read(env) !== null) return;
  say(env, `hotseat: ${fileIn(env)} cannot be read, so no question of a real interview comes first`);
}

/** Keeps a question in place of what was known of it. Puts a damaged file aside. Throws a UserError if it cannot be written. */
export function keepAsked(env: Env, one: AskedForReal): void {
  const file = fileIn(env);
  const asked = read(env);
  const others = (asked ?? []).filter((other) => keyOf(other) !== keyOf(one));
  makePrivateFolder(env.paths.data);
  try {
    if (asked === null) renameSync(file, `${file}.damaged`);
    writeWhole(file, jsonText({ version: 1, asked: [...others, one] }));
  } catch (error) {
    throw failure(`cannot write ${file}: ${reasonOf(error)}.`, 'make it possible and try again.', error);
  }
}

function fileIn({ paths }: Env): string {
  return join(paths.data, 'after.json');
}

/** null: it is damaged. */
function read(env: Env): readonly AskedForReal[] | null {
  try {
    const content: unknown = JSON.parse(readPlainFile(fileIn(env), LARGEST).toString());
    return isFile(content) ? content.asked : null;
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? [] : null;
  }
}
