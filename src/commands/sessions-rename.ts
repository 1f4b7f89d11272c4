import { findSession } from '../journal/find-session.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { amend } from './shared/continue-session.ts';

/** `hotseat sessions rename`: what a session is called; an empty name takes it away. */
export function sessionsRename(env: Env, ref: string, newName: string): ExitCode {
  const id = findSession(env, ref);
  const name = cleanLine(newName);
  amend(env, id, () => ({ type: 'named', name: name === '' ? null : name }));
  env.stderr.write(
    name === '' ? `${cleanLine(id)} has no name now.\n` : `${cleanLine(id)} is called ${name}.\n`,
  );
  return EXIT.done;
}
