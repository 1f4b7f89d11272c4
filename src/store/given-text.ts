import { reasonOf, UserError } from '../platform/errors.ts';
import { readPlainFile } from '../platform/files.ts';
import { clean } from '../text/clean.ts';

/** No one writes longer lists or ads. */
const LARGEST = 4 * 1024 * 1024;

/** The text of a file that the user names. Throws a UserError if it cannot be read; `wanted` says what to use. */
export function readGivenText(file: string, shown: string, wanted: string): string {
  const help = `use ${wanted} of at most 4 MiB.`;
  try {
    const bytes = readPlainFile(file, LARGEST);
    if (bytes === 'too large') throw new UserError(`${shown} is over 4 MiB.`, { help });
    if (bytes === 'no file') throw new UserError(`cannot read ${shown}: it is not a plain file.`, { help });
    return clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = error instanceof TypeError ? 'it is not UTF-8 text' : reasonOf(error);
    throw new UserError(`cannot read ${shown}: ${reason}.`, { help, cause: error });
  }
}
