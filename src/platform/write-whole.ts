import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { codeOf } from './errors.ts';

let writes = 0;

/**
 * Replaces a file with a text, whole or not at all: writes a file beside it, syncs, and renames it over the
 * old one. Readable by its owner alone. On an error the old file stays and the system's error is thrown.
 * (write-file-atomic accepts a write that a full disk cut short.)
 */
export function writeWhole(file: string, text: string): void {
  writeBeside(file, text, (beside) => {
    renameSync(beside, file);
  });
}

/** Like `writeWhole`, for a new file. Throws EEXIST if the file exists, even if it appeared in the meantime. */
export function writeNewWhole(file: string, text: string): void {
  writeBeside(file, text, (beside) => {
    try {
      linkSync(beside, file);
    } catch (error) {
      // Some disks have no hard links: there a last check must do.
      if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw error;
      renameSync(beside, file);
      return;
    }
    rmSync(beside);
  });
}

function writeBeside(file: string, text: string, putInPlace: (beside: string) => void): void {
  const { beside, descriptor } = openBeside(file);
  try {
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    putInPlace(beside);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/**
 * Opens a new file under an unused name. Whatever has the name, perhaps a link or the leftover of a killed process with
 * the same id, stays.
 */
function openBeside(file: string): { beside: string; descriptor: number } {
  for (;;) {
    writes += 1;
    const beside = `${file}.${process.pid}-${writes}.tmp`;
    try {
      return { beside, descriptor: openSync(beside, 'wx', 0o600) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}
