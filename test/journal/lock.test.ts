import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../src/journal/lock.ts';
import { contender } from '../support/contender.ts';
import { emptyFolder } from '../support/disk.ts';

const HOST = hostname().replace(/[^A-Za-z0-9-]/g, '_');

describe('the lock of a session', () => {
  it('is never given to two processes, and says who has it', { timeout: 30_000 }, async () => {
    const folder = emptyFolder();
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => contender(folder)));
    expect(await first!.go()).toBe('mine');
    expect(await others[0]!.go()).toMatchObject({ pid: first!.pid });
    // A killed process no longer holds it. Of several that start together, at most one gets it.
    await first!.kill();
    const answers = await Promise.all(others.map((other) => other.go()));
    expect(answers.filter((answer) => answer === 'mine').length).toBeLessThanOrEqual(1);
    const pids = others.map(({ pid }) => pid);
    for (const answer of answers) if (answer !== 'mine') expect(pids).toContain(answer.pid);
    expect(readdirSync(folder).filter((name) => name.includes(`.${first!.pid}.`))).toEqual([]);
  });

  // Without /proc, ps gives the start of a process in local time.
  it.skipIf(!existsSync('/bin/ps'))(
    'is the same in all time zones and languages if ps gives the start of a process',
    async () => {
      const folder = emptyFolder();
      const [here, there] = await Promise.all(
        [
          { TZ: 'UTC', LC_ALL: 'C' },
          { TZ: 'Asia/Tokyo', LC_ALL: 'C.UTF-8', PATH: '' },
        ].map((env) => contender(folder, { env, platform: 'darwin' })),
      );
      expect(await here!.go()).toBe('mine');
      expect(await there!.go()).toMatchObject({ pid: here!.pid });
      await here!.kill();
      expect(await there!.go()).toBe('mine');
    },
  );

  it('is void if its process is gone, or another process has its id now', () => {
    const folder = emptyFolder();
    // No system has such a process id; and the live process did not start at 1.
    writeFileSync(join(folder, `${HOST}.999999999.12345.lock`), '{"since":0}');
    writeFileSync(join(folder, `${HOST}.${process.pid}.1.lock`), '{"since":0}');
    const lock = takeLock(folder, 0);
    expect(lock).toHaveProperty('release');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('ignores other machines, which write their own segments', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'elsewhere.1.1.lock'), '{"since":0}');
    expect(takeLock(folder, 0)).toHaveProperty('release');
    expect(readdirSync(folder)).toContain('elsewhere.1.1.lock');
  });

  it('leaves nothing when it is released', () => {
    const folder = emptyFolder();
    const lock = takeLock(folder, 0);
    if (!('release' in lock)) throw new Error('it was not taken');
    lock.release();
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });
});
