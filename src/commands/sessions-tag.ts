import { findSession, newestSession } from '../store/find-session.ts';
import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { TAGS, type Tags } from '../engine/event.ts';
import { cleanLine } from '../text/clean.ts';
import { list } from '../text/format.ts';
import { amend } from '../store/continue-session.ts';
import { say } from '../terminal/say.ts';
import { shortLine } from '../store/short-line.ts';

export type SessionsTagOptions = Partial<Record<keyof Tags, string>>;

/** `hotseat sessions tag`: notes the interview that a round prepares for; an empty value removes a tag. */
export function sessionsTag(env: Env, ref: string | undefined, options: SessionsTagOptions): ExitCode {
  const tags: Partial<Record<keyof Tags, string | null>> = {};
  for (const tag of TAGS) {
    const value = options[tag];
    if (value !== undefined) tags[tag] = shortLine(`${tag} tag`, value) || null;
  }
  if (Object.keys(tags).length === 0) {
    throw new UserError('no tag given.', {
      help: `add ${list(
        TAGS.map((tag) => `--${tag}`),
        'or',
      )}.`,
    });
  }
  const id = ref === undefined ? newestSession(env) : findSession(env, ref);
  amend(env, id, { type: 'tagged', tags });
  const told = Object.entries(tags).map(([tag, value]) =>
    value === null ? `${tag} tag removed` : `${tag} ${value}`,
  );
  say(env, `${cleanLine(id)}: ${told.join(', ').replace(/\.$/, '')}.`);
  return EXIT.done;
}
