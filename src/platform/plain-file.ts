import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';

/** Why a file was not read. */
export type Refusal = 'no file' | 'too large';

/**
 * Reads a plain file of at most `most` bytes. Anything else is refused: opening does not block on a pipe, and a device
 * would never end. Throws the system's error.
 */
export function readPlainFile(path: string, most = Infinity): Buffer | Refusal {
  return withPlainFile(path, (handle, size) => (size <= most ? readFileSync(handle) : 'too large'));
}

/** The first `most` bytes of a plain file, and whether it has no others. Throws for anything else. */
export function readPlainStart(path: string, most: number): { bytes: Buffer; isWhole: boolean } {
  const start = withPlainFile(path, (handle, size) => {
    if (size <= most) return { bytes: readFileSync(handle), isWhole: true };
    const bytes = Buffer.alloc(most);
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += read)
      read = readSync(handle, bytes, length, most - length, null);
    return { bytes: bytes.subarray(0, length), isWhole: false };
  });
  if (start === 'no file') throw new Error('it is not a plain file');
  return start;
}

function withPlainFile<T>(path: string, read: (handle: number, size: number) => T): T | 'no file' {
  const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const kind = fstatSync(handle);
    return kind.isFile() ? read(handle, kind.size) : 'no file';
  } finally {
    closeSync(handle);
  }
}
