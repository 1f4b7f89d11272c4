import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Replaces a file by a text, whole or not at all: written beside it, synced, then renamed over it. Only its owner may
 * read it. Throws the system's error, and leaves what was there. (write-file-atomic, which we tried, takes a write
 * that a full disk cut short for a whole one.)
 */
export function writeWhole(file: string, text: string): void {
  // A process that was killed may have left one, and numbers of processes come again.
  const beside = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
  try {
    const descriptor = openSync(beside, 'wx', 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
