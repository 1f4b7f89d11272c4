import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** What keeps a file from being read. */
export type Refusal = 'no file' | 'too large';

/**
 * All of a plain file of at most `most` bytes. What else is found there is opened so that a pipe cannot make us wait,
 * and not read, for a device has no end. Throws the system's error.
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

/** The text of a plain file; anything else is an error in words, as is what the system refuses. */
export function readPlainText(path: string): string {
  const bytes = readPlainFile(path);
  if (typeof bytes === 'string') throw new Error('it is not a plain file');
  return bytes.toString('utf8');
}
