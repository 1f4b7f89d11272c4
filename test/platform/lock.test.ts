import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../src/platform/lock.ts';
import { processName } from '../../src/platform/process-name.ts';
import { type Contender, contender } from '../support/contender.ts';
import { emptyFolder } from '../support/disk.ts';
import { NO_VIEW, underView } from '../support/faults.ts';

const HOST = encodeURIComponent(hostname());
const HIDDEN_PROC = underView('mount', 'mount -t tmpfs none /proc');
const NO_PS = underView('mount', 'mount --bind /dev/null /bin/ps');

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

  describe.skipIf(NO_VIEW !== null)('where no start can be told', () => {
    it.each([
      ['to the process that has it', { under: HIDDEN_PROC }, {}],
      ['to the one that asks', {}, { under: HIDDEN_PROC }],
      ['to either', { under: HIDDEN_PROC }, { under: HIDDEN_PROC }],
      ['since ps is missing', { under: NO_PS, platform: 'darwin' }, { under: NO_PS, platform: 'darwin' }],
    ])('%s, is held while the process lives, and void when it is gone', async (_, holder, asker) => {
      const folder = emptyFolder();
      const [first, second] = await Promise.all([contender(folder, holder), contender(folder, asker)]);
      expect(await first.go()).toBe('mine');
      expect(await second.go()).toMatchObject({ pid: first.pid });
      await first.kill();
      expect(await second.go()).toBe('mine');
      expect(readdirSync(folder).filter((name) => name.includes(`.${first.pid}.`))).toEqual([]);
    });

    it('is void in the name of a process group, and of our own earlier self', () => {
      const folder = emptyFolder();
      for (const id of ['0', String(process.pid), '9'.repeat(40)])
        writeFileSync(join(folder, `${HOST}.${id}..lock`), '{"since":0}');
      expect(takeLock(folder, 0)).toHaveProperty('release');
      expect(readdirSync(folder)).toHaveLength(1);
    });
  });

  it.skipIf(NO_VIEW !== null).each([
    ['dots.and-dashes', 'dots_and-dashes'],
    ['host', 'host.1.2'],
    ['', 'localhost'],
  ])('tells the hosts %j and %j apart', async (host, other) => {
    const folder = emptyFolder();
    const on = (name: string): Promise<Contender> =>
      contender(folder, { under: underView('uts', `echo '${name}' > /proc/sys/kernel/hostname`) });
    const [first, second, elsewhere] = await Promise.all([on(host), on(host), on(other)]);
    expect(await first.go()).toBe('mine');
    expect(await second.go()).toMatchObject({ pid: first.pid });
    expect(await elsewhere.go()).toBe('mine');
    await first.kill();
    await elsewhere.leave();
    expect(await second.go()).toBe('mine');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is written to no link that has its name', () => {
    const folder = emptyFolder();
    const dear = join(folder, 'dear');
    writeFileSync(dear, 'dear');
    symlinkSync(dear, join(folder, `${processName()}.lock`));
    expect(takeLock(folder, 0)).toHaveProperty('release');
    expect(readFileSync(dear, 'utf8')).toBe('dear');
    expect(readFileSync(join(folder, `${processName()}.lock`), 'utf8')).toBe('{"since":0}');
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
