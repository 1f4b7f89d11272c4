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
 * Replaces a file by a text, whole or not at all: written beside it, synced, then renamed over it. Only its owner may
 * read it. Throws the system's error, and leaves what was there. (write-file-atomic, which we tried, takes a write
 * that a full disk cut short for a whole one.)
 */
export function writeWhole(file: string, text: string): void {
  writeBeside(file, text, (beside) => {
    renameSync(beside, file);
  });
}

/** As `writeWhole`, where there is no such file: one that comes meanwhile is left alone too, and EEXIST thrown. */
export function writeNewWhole(file: string, text: string): void {
  writeBeside(file, text, (beside) => {
    try {
      linkSync(beside, file);
    } catch (error) {
      // Some disks know no links: there a last look has to do.
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
 * A new file under a name of its own: what has that name already, a link perhaps, or what a killed process of the same
 * number left, is another's and stays.
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
