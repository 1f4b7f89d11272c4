import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';

/** `hotseat config path`: prints where the settings file is, or would be. */
export function configPath(env: Env): ExitCode {
  env.stdout.write(`${cleanLine(env.paths.config)}\n`);
  return EXIT.done;
}
