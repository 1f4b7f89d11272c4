import { resolve } from 'node:path';
import { readPlainFile } from '../platform/plain-file.ts';
import type { Env } from '../platform/env.ts';
import type { Transcript } from '../transcript/transcript.ts';
import type { Format } from './export-formats.ts';
import { isThere } from '../platform/output-file.ts';

/**
 * The path of a session's file in a folder (which ends with `/`). A name that the format chooses may fit several
 * sessions. This one gets it if no file has it, or if that file holds the same text. Otherwise, or if another session
 * of this run took the name (`taken`), the last three characters of the session's id are appended.
 */
export function fileIn(
  env: Env,
  folder: string,
  { ending, nameOf }: Format,
  { transcript, text, taken }: { transcript: Transcript; text: string; taken?: ReadonlySet<string> },
): string {
  const { id } = transcript.session;
  if (nameOf === undefined) return `${folder}${id}.${ending}`;
  const plain = `${folder}${nameOf(transcript)}.${ending}`;
  const own = `${folder}${nameOf(transcript)}-${id.slice(-3)}.${ending}`;
  if (taken?.has(plain) === true) return own;
  const isFree = !isThere(env, plain) && !isThere(env, own);
  return isFree || holds(env, plain, text) ? plain : own;
}

/** An unreadable file counts as different. */
function holds(env: Env, file: string, text: string): boolean {
  const wanted = Buffer.from(text);
  try {
    const bytes = readPlainFile(resolve(env.cwd, file), wanted.length);
    return typeof bytes !== 'string' && wanted.equals(bytes);
  } catch {
    return false;
  }
}
