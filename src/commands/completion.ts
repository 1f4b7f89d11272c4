import { SCRIPTS } from '../completion/scripts.ts';
import { SHELLS } from '../completion/shells.ts';
import type { Env } from '../env.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { oneOf } from './values.ts';

/** `hotseat completion <shell>`: prints the completion script for a shell. */
export function completion(env: Env, shell: string): ExitCode {
  env.stdout.write(SCRIPTS[oneOf('completion', SHELLS, shell)]);
  return EXIT.done;
}
