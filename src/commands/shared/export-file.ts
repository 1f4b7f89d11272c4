import { resolve } from 'node:path';
import { readPlainFile } from '../../platform/plain-file.ts';
import type { Env } from '../../platform/env.ts';
import type { Transcript } from '../../transcript/transcript.ts';
import type { Format } from './export-formats.ts';
import { isThere } from './output-file.ts';

/**
 * The path of the file in a folder (that ends with `/`) that a session is written to. A name that the format gives may be
 * that of several sessions: it is this one's while nothing has it, or what has it holds this very text. Elsewhere, and where
 * another session of this run has it (`taken`), the last three letters of the session's id stand behind it.
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

/** What cannot be read holds something else. */
function holds(env: Env, file: string, text: string): boolean {
  const wanted = Buffer.from(text);
  try {
    const bytes = readPlainFile(resolve(env.cwd, file), wanted.length);
    return typeof bytes !== 'string' && wanted.equals(bytes);
  } catch {
    return false;
  }
}
