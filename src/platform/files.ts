import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  constants,
  fstatSync,
  readFileSync,
  readSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from './errors.ts';
import { seenAt } from './paths.ts';
import { processName, processNamed } from './process-name.ts';

const PRIVATE = 0o600;

/**
 * Replaces a file with a text, whole or not at all: writes a file beside it, syncs, and renames it over the
 * old one. Readable by its owner alone. On an error the old file stays and the system's error is thrown.
 * (write-file-atomic accepts a write that a full disk cut short.)
 */
export function writeWhole(file: string, text: string): void {
  closeSync(place(file, text, PRIVATE, renameSync));
}

/** Like `writeWhole`, for a new file. Throws EEXIST if the file exists, even if it appeared in the meantime. */
export function writeNewWhole(file: string, text: string, mode = PRIVATE): void {
  closeSync(place(file, text, mode, renameNew));
}

/** Like `writeWhole`, and gives the file still open, to append to. */
export function openWhole(file: string, text: string | Uint8Array): number {
  return place(file, text, PRIVATE, renameSync);
}

function place(
  file: string,
  text: string | Uint8Array,
  mode: number,
  rename: (from: string, to: string) => void,
): number {
  const { beside, descriptor } = openBeside(dirname(file), mode);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
    rename(beside, file);
    return descriptor;
  } catch (error) {
    removeIfPossible(beside);
    try {
      closeSync(descriptor);
    } catch {
      // The first error is the one to report.
    }
    throw error;
  }
}

function renameNew(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    // Some disks have no hard links: there a last check must do.
    if (seenAt(to) !== undefined) throw error;
    renameSync(from, to);
    return;
  }
  removeIfPossible(from);
}

let writes = 0;

/**
 * Opens a new file under an unused name, which says whose it is. Whatever has the name already, perhaps a link, stays.
 */
function openBeside(folder: string, mode: number): { beside: string; descriptor: number } {
  sweep(folder);
  for (;;) {
    writes += 1;
    const beside = join(folder, `.hotseat-${processName()}-${writes}.tmp`);
    try {
      return { beside, descriptor: openSync(beside, 'ax', mode) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

const swept = new Set<string>();

/** Removes what killed processes of this machine left beside their files; once per folder, since it lists all of it. */
function sweep(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  for (const name of namesIn(folder)) {
    const [, writer = ''] = /^\.hotseat-(.*)-\d+\.tmp$/.exec(name) ?? [];
    if (processNamed(writer)?.isGone === true) removeIfPossible(join(folder, name));
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // The write says what is wrong with the folder.
    return [];
  }
}

function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It stays, which does no harm: nothing reads it.
  }
}

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
