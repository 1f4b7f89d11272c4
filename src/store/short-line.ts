import { UserError } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';

const LONGEST = 200;

/** A title, a name or a tag as one clean line. Throws a UserError if it is too long; `advice` follows the limit. */
export function shortLine(what: string, given: string, advice = ''): string {
  const line = cleanLine(given);
  if (line.length <= LONGEST) return line;
  throw new UserError(`the ${what} is ${line.length} characters long.`, {
    help: `keep it to ${LONGEST}${advice}.`,
  });
}
