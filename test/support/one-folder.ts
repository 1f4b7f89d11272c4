import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SEED } from './rounds.ts';

/** Every temporary folder of a run is in one that is removed after it. */
export default function setup(): () => void {
  console.log(`SEED=${SEED}`);
  const folder = mkdtempSync(join(tmpdir(), 'hotseat-tests-'));
  process.env['TMPDIR'] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
