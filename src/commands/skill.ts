import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Env } from '../platform/env.ts';
import { EXIT, failure, reasonOf, type ExitCode } from '../platform/errors.ts';

/** `hotseat skill`: the skill file that ships with the program, for assistants that run commands. */
export function skill(env: Env): ExitCode {
  const file = join(dirname(env.paths.shippedBank), 'skills/hotseat/SKILL.md');
  try {
    env.stdout.write(readFileSync(file, 'utf8'));
  } catch (error) {
    throw failure(`cannot read ${file}: ${reasonOf(error)}.`, 'install hotseat again.', error);
  }
  return EXIT.done;
}
