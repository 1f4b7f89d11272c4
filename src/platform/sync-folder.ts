import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes new and renamed files in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Some platforms cannot sync a folder; the files in it still are.
  }
}
