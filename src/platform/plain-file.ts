import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Why a file was not read. */
export type Refusal = 'no file' | 'too large';

/**
 * Reads a plain file of at most `most` bytes. Anything else is refused: opening does not block on a pipe, and a device
 * would never end. Throws the system's error.
 */
export function readPlainFile(path: string, most = Infinity): Buffer | Refusal {
  const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const kind = fstatSync(handle);
    if (!kind.isFile()) return 'no file';
    return kind.size <= most ? readFileSync(handle) : 'too large';
  } finally {
    closeSync(handle);
  }
}

/** The text of a plain file; throws for anything else. */
export function readPlainText(path: string): string {
  const bytes = readPlainFile(path);
  if (typeof bytes === 'string') throw new Error('it is not a plain file');
  return bytes.toString('utf8');
}
