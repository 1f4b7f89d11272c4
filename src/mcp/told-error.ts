import { reasonOf, UserError } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { HeldBack } from './gate/gate.ts';

/**
 * What is told of an error: a sentence, and how to fix it. Of an error that no one expected only that it happened, since its
 * message may quote what it was working on.
 */
export function toldOf(error: unknown): string {
  if (error instanceof HeldBack) return error.message;
  if (error instanceof UserError)
    return cleanLine(`${sentence(error.message)}${error.help === undefined ? '' : ` Fix: ${error.help}`}`);
  return 'A bug in hotseat stopped this call. Nothing that was saved is lost. Fix: call next_turn to see where the round is.';
}

/** For the log on standard error, where the client's user may read it. */
export function loggedOf(error: unknown): string {
  return cleanLine(
    error instanceof UserError || error instanceof HeldBack
      ? error.message
      : `${(error as Error).name}: ${reasonOf(error)}`,
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
