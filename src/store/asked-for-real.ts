import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyOf } from '../engine/plan.ts';
import type { Env } from '../platform/env.ts';
import { codeOf, failure, reasonOf, remedyFor } from '../platform/errors.ts';
import { readPlainFile, writeWhole } from '../platform/files.ts';
import { makePrivateFolder } from '../platform/paths.ts';
import { type AskedForReal, isAskedForReal } from '../progress/asked-for-real.ts';
import { say } from '../terminal/say.ts';
import { fieldsOf, jsonText } from '../text/data.ts';

const LARGEST = 1024 * 1024;

/** What was asked in real interviews, in the order in which it was written down. */
export function readAsked(env: Env): AskedForReal[] {
  return read(env).asked;
}

/** The same; says on stderr if some of it cannot be read. */
export function readAskedAloud(env: Env): AskedForReal[] {
  const { asked, problem } = read(env);
  if (problem !== null)
    say(env, `hotseat: ${fileIn(env)} cannot be read (${problem}), so what it lacks does not come first`);
  return asked;
}

/** Keeps a question in place of what was known of it. Puts a damaged file aside. Throws a UserError if it cannot be written. */
export function keepAsked(env: Env, one: AskedForReal): void {
  const file = fileIn(env);
  const { asked, problem } = read(env);
  const others = asked.filter((other) => keyOf(other) !== keyOf(one));
  makePrivateFolder(dirname(file));
  try {
    if (problem !== null) renameSync(file, `${file}.damaged`);
    writeWhole(file, jsonText({ version: 1, asked: [...others, one] }));
  } catch (error) {
    const help = remedyFor(error, dirname(file)) ?? 'set HOTSEAT_HOME to a folder that you can write to.';
    throw failure(`cannot write ${file}: ${reasonOf(error)}.`, help, error);
  }
}

function fileIn({ paths }: Env): string {
  return join(paths.data, 'after.json');
}

function read(env: Env): { asked: AskedForReal[]; problem: string | null } {
  try {
    const bytes = readPlainFile(fileIn(env), LARGEST);
    if (bytes === 'no file') return { asked: [], problem: 'it is not a plain file' };
    if (bytes === 'too large') return { asked: [], problem: 'it is over 1 MiB' };
    const { version, asked } = fieldsOf(JSON.parse(bytes.toString()));
    const items: unknown[] = version === 1 && Array.isArray(asked) ? asked : [null];
    const known = items.filter(isAskedForReal);
    return { asked: known, problem: known.length < items.length ? 'it has something else in it' : null };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { asked: [], problem: null };
    return { asked: [], problem: error instanceof SyntaxError ? 'it is not JSON' : reasonOf(error) };
  }
}
