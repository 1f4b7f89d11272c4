import { readSession } from '../disk/sessions.ts';
import { findSession, lastSession } from '../disk/summaries.ts';
import type { Env } from '../env.ts';
import type { ExitCode } from '../errors.ts';
import { EXIT } from '../errors.ts';
import { cleanLine } from '../text/clean.ts';
import { toJson } from '../transcript/json.ts';
import { toMarkdown } from '../transcript/markdown.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { transcriptOf } from '../transcript/transcript.ts';
import { tellDamage, unusable } from './damage.ts';
import { writeOutput } from './output.ts';
import { oneOf } from './values.ts';

/** Every format that a transcript can take: adding one is one file in transcript/ and one line here. */
const FORMATS = {
  md: toMarkdown,
  json: toJson,
  html: async (transcript) => (await import('../transcript/html.ts')).toHtml(transcript),
} satisfies Record<string, (transcript: Transcript) => string | Promise<string>>;
const FORMAT_NAMES = Object.keys(FORMATS) as (keyof typeof FORMATS)[];

export interface ExportOptions {
  format: string;
  output?: string;
  force?: boolean;
}

/** `hotseat export`: the transcript of the last session or the one named, to standard output or a file. */
export async function exportSession(
  env: Env,
  ref: string | undefined,
  options: ExportOptions,
): Promise<ExitCode> {
  const format = oneOf('--format', FORMAT_NAMES, options.format);
  const id = ref === undefined ? lastSession(env, 'any') : findSession(env, ref);
  const stored = readSession(env.paths, id);
  tellDamage(env, stored);
  const session = stored.session ?? stored.remains;
  if (session === null) throw unusable(stored);
  const text = await FORMATS[format](transcriptOf(session, stored.draft));
  if (options.output === undefined) env.stdout.write(text);
  else {
    writeOutput(env, options.output, text, options.force === true);
    env.stderr.write(`Written to ${cleanLine(options.output)}.\n`);
  }
  return EXIT.done;
}
