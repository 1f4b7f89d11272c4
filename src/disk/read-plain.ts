import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** The text of a plain file. Anything else is refused: a pipe in its place would keep us waiting. */
export function readPlain(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error('it is not a plain file');
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}
