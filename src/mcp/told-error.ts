import { reasonOf, UserError } from '../platform/errors.ts';
import { clean, cleanLine } from '../text/clean.ts';

/**
 * What is told of an error: a sentence, and how to fix it. Of an error that no one expected only that it happened, since its
 * message may quote what it was working on.
 */
export function toldOf(error: unknown): string {
  if (error instanceof UserError)
    return inTools(
      clean(`${sentence(error.message)}${error.help === undefined ? '' : ` Fix: ${error.help}`}`),
    );
  return 'A bug in hotseat stopped this call. Nothing that was saved is lost. Fix: call next_turn to see where the round is.';
}

/** For the log on standard error, where the client's user may read it. */
export function loggedOf(error: unknown): string {
  return cleanLine(
    error instanceof UserError ? error.message : `${(error as Error).name}: ${reasonOf(error)}`,
  );
}

/** Messages of the command line name commands and options; an assistant has tools. */
function inTools(text: string): string {
  return text
    .replaceAll('`hotseat sessions`', 'get_history')
    .replaceAll(/`hotseat list(?: --search)?`/g, 'find_questions')
    .replaceAll(/`--([a-z]+) ([^`]+)`/g, '$1 "$2"');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
