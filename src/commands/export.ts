import { findSession, newestSession } from '../store/find-session.ts';
import { readSession } from '../journal/sessions.ts';
import type { Env } from '../platform/env.ts';
import type { ExitCode } from '../platform/errors.ts';
import { EXIT, UserError } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { namesAnyone } from '../transcript/share.ts';
import { exportAll } from './export-all.ts';
import { fileIn, type Format, FORMATS, sharedTranscript } from './export-formats.ts';
import { makeOutputFolder, writeOutput } from '../platform/output-file.ts';
import { say } from '../terminal/say.ts';
import type { ExportOptions } from '../options/table.ts';

/** `hotseat export`: writes a transcript to standard output or a file, or all transcripts into a folder. */
export async function exportSession(
  env: Env,
  ref: string | undefined,
  options: ExportOptions,
): Promise<ExitCode> {
  const { format: name = 'md', output, force = false, all = false } = options;
  const format = formatOf(name, options);
  if (format.isWhole === true && (options.answersOnly === true || options.withoutBank === true)) {
    throw new UserError(`--answers-only and --without-bank do not work with -f ${name}.`, {
      help: 'leave them out; --redact works.',
    });
  }
  if (all) {
    if (ref !== undefined)
      throw new UserError('--all exports every session, but you named one.', {
        help: 'leave out --all or the session.',
      });
    if (output === undefined)
      throw new UserError('--all needs a folder to write into.', { help: 'add -o <folder>.' });
    return exportAll(env, format, { folder: output, force, share: options });
  }
  const id = ref === undefined ? newestSession(env) : findSession(env, ref);
  const transcript = sharedTranscript(env, readSession(env.paths, id), options);
  if (options.redact === true && !namesAnyone(transcript.session.tags)) {
    say(env, 'Nothing to redact: the session has no company, role or interviewer tag.');
  }
  const text = await format.write(transcript);
  if (output === undefined) env.stdout.write(text);
  else {
    if (output.endsWith('/')) makeOutputFolder(env, output);
    const file = output.endsWith('/') ? fileIn(output, format, id) : output;
    writeOutput(env, file, text, force);
    say(env, `Written to ${cleanLine(file)}.`);
  }
  return EXIT.done;
}

function formatOf(name: keyof typeof FORMATS, { html }: ExportOptions): Format {
  const format: Format = FORMATS[name];
  if (html !== true) return format;
  if (format.page === undefined)
    throw new UserError('--html works with -f sheet only.', {
      help: '-f html writes the transcript as a page.',
    });
  return format.page;
}
