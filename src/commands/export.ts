import { lstatSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf } from '../disk/paths.ts';
import { writeWhole } from '../disk/write-whole.ts';
import { findSession, lastSession } from '../disk/sessions.ts';
import type { Env } from '../env.ts';
import type { ExitCode } from '../errors.ts';
import { EXIT, failure, UserError } from '../errors.ts';
import { cleanLine } from '../text/clean.ts';
import { toJson } from '../transcript/json.ts';
import { toMarkdown } from '../transcript/markdown.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { transcriptOf } from '../transcript/transcript.ts';
import { tellDamage } from './damage.ts';
import { oneOf } from './values.ts';

/** Every format that a transcript can take: adding one is one file in transcript/ and one line here. */
const FORMATS = { md: toMarkdown, json: toJson } satisfies Record<string, (transcript: Transcript) => string>;
const FORMAT_NAMES = Object.keys(FORMATS) as (keyof typeof FORMATS)[];

export interface ExportOptions {
  format: string;
  output?: string;
  force?: boolean;
}

/** `hotseat export`: the transcript of the last session or the one named, to standard output or a file. */
export function exportSession(env: Env, ref: string | undefined, options: ExportOptions): ExitCode {
  const format = oneOf('--format', FORMAT_NAMES, options.format);
  const stored = ref === undefined ? lastSession(env.paths, 'any') : findSession(env.paths, ref);
  tellDamage(env, stored);
  if (stored.session === null)
    throw failure(`session ${stored.id} cannot be read.`, 'its first event is lost; see above.');
  const text = FORMATS[format](transcriptOf(stored.session, stored.draft));
  if (options.output === undefined) env.stdout.write(text);
  else writeExport(env, options.output, text, options.force === true);
  return EXIT.done;
}

/** Whole or not at all. An existing file only with --force, and never what is no file: a link is not followed either. */
function writeExport(env: Env, output: string, text: string, force: boolean): void {
  const file = resolve(env.cwd, output);
  try {
    const there = lstatSync(file, { throwIfNoEntry: false });
    if (there !== undefined) refuseToReplace(there, output, force);
    writeWhole(file, text);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw failure(
      `cannot write ${output}: ${reasonOf(error)}.`,
      'choose a folder that exists and that you may write to.',
      error,
    );
  }
  env.stderr.write(`Written to ${cleanLine(output)}.\n`);
}

function refuseToReplace(there: Stats, output: string, force: boolean): void {
  if (!force) {
    throw new UserError(`${output} exists already.`, {
      help: 'choose another name, or add --force to replace it.',
    });
  }
  if (there.isFile()) return;
  const what = there.isDirectory() ? 'a folder' : there.isSymbolicLink() ? 'a link' : 'a device or a pipe';
  throw failure(`cannot write ${output}: it is ${what}.`, 'name a file; standard output needs no -o.');
}
