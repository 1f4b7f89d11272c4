import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Env } from '../../src/platform/env.ts';
import { fakeEnv } from './env.ts';

/** A world on a real disk, with a clock that the test moves and unique ids. */
export interface DiskWorld {
  env: Env;
  /** Sets the wall clock to this time of 2026-11-24, in milliseconds after midnight UTC. */
  setClock: (ms: number) => void;
}

const MIDNIGHT = Date.UTC(2026, 10, 24);

/** A new, empty folder, removed after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hotseat-disk-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** `seed` distinguishes two machines. */
export function diskWorld(folder = emptyFolder(), seed = 1): DiskWorld {
  let now = MIDNIGHT + 12 * 3_600_000;
  let drawn = seed * 1_000_003;
  const env: Env = {
    ...fakeEnv({ cwd: folder, data: folder }).env,
    now: () => now,
    entropy: () => (drawn = (drawn * 1_664_525 + 1_013_904_223) % 2 ** 32),
  };
  return {
    env,
    setClock: (ms) => {
      now = MIDNIGHT + ms;
    },
  };
}

/** Waits until the file system's clock has advanced, so that later changes get a later time. */
export function nextTick(folder: string): void {
  const probe = join(folder, '.probe');
  const touch = (): number => {
    writeFileSync(probe, '');
    return statSync(probe).ctimeMs;
  };
  const before = touch();
  while (touch() === before);
  rmSync(probe);
}
