import type { Session, TurnRecord } from '../engine/session.ts';
import { readSession } from '../journal/sessions.ts';
import type { Env } from '../platform/env.ts';
import { UserError } from '../platform/errors.ts';
import { unusable } from './damage.ts';

/** A turn by its number in the transcript, from 1. */
export interface NumberedTurn {
  number: number;
  record: TurnRecord;
}

export function readableSession(env: Env, id: string): Session {
  const stored = readSession(env.paths, id);
  if (stored.session === null) throw unusable(stored);
  return stored.session;
}

/** Every turn of a session as the transcript numbers them, or the one that is named. */
export function turnsToUse({ id, questions }: Session, only: number | undefined): NumberedTurn[] {
  const turns = questions
    .flatMap((question) => question.turns)
    .map((record, at): NumberedTurn => ({ number: at + 1, record }));
  if (only === undefined) return turns;
  const found = turns.filter(({ number }) => number === only);
  if (found.length === 0)
    throw new UserError(`session ${id} has no turn ${only}: it has ${turns.length}.`, {
      help: 'questions and follow-ups are counted in the order in which they are asked, as in `hotseat export`.',
    });
  return found;
}
