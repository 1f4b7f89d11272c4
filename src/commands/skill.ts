import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Env } from '../platform/env.ts';
import { EXIT, failure, reasonOf, type ExitCode } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { writeOutput } from '../platform/output-file.ts';
import { say } from '../terminal/say.ts';

/** `hotseat skill`: the skill file that ships with the program, for assistants that run commands. */
export function skill(env: Env, options: { output?: string; force?: boolean }): ExitCode {
  const text = read(join(dirname(env.paths.shippedBank), 'skills/hotseat/SKILL.md'));
  if (options.output === undefined) env.stdout.write(text);
  else {
    writeOutput(env, options.output, text, options.force === true);
    say(env, `Written to ${cleanLine(options.output)}.`);
  }
  return EXIT.done;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw failure(`cannot read ${file}: ${reasonOf(error)}.`, 'install hotseat again.', error);
  }
}
