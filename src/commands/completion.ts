import { SCRIPTS } from '../completion/scripts.ts';
import { SHELLS } from '../completion/shells.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { wordFrom } from '../options/values.ts';

/** `hotseat completion <shell>`: prints the completion script for a shell. */
export function completion(env: Env, shell: string): ExitCode {
  env.stdout.write(SCRIPTS[wordFrom('shell', SHELLS, 'hotseat completion')(shell)]);
  return EXIT.done;
}
