import { findSession, requireUnusedName } from '../store/find-session.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { amend } from '../store/continue-session.ts';
import { say } from '../terminal/say.ts';
import { shortLine } from '../store/short-line.ts';

/** `hotseat sessions rename`: names a session; an empty name removes it. */
export function sessionsRename(env: Env, ref: string, newName: string): ExitCode {
  const id = findSession(env, ref);
  const name = shortLine('name', newName);
  if (name !== '') requireUnusedName(env, id, name);
  amend(env, id, { type: 'named', name: name === '' ? null : name });
  say(env, `${cleanLine(id)} ${name === '' ? 'no longer has a name' : `is now called ${name}`}.`);
  return EXIT.done;
}
