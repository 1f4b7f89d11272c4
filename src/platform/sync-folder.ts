import { closeSync, fsyncSync, openSync } from 'node:fs';

/** What is new in a folder, or has got another name, survives a power cut from here. */
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
