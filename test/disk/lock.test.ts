import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeLock } from '../../src/disk/lock.ts';
import { emptyFolder } from '../support/disk.ts';

const CONTENDER = fileURLToPath(new URL('../support/contender.ts', import.meta.url));
const HOST = hostname().replace(/[^A-Za-z0-9-]/g, '_');

interface Contender {
  pid: number;
  /** Lets it try to take the lock; `mine`, or the process that has it. */
  go: () => Promise<string>;
  kill: () => Promise<void>;
}

/** Another process that takes the lock when it is told to, and keeps it until it is killed. */
async function contender(folder: string): Promise<Contender> {
  const child = spawn(process.execPath, ['--import', 'tsx', CONTENDER, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout });
  const next = async (): Promise<string> => ((await once(lines, 'line')) as [string])[0];
  expect(await next()).toBe('ready');
  return {
    pid: child.pid ?? 0,
    go: () => {
      child.stdin.write('go\n');
      return next();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('the lock of a session', () => {
  it('never goes to two processes, and says who has it', { timeout: 30_000 }, async () => {
    const folder = emptyFolder();
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => contender(folder)));
    expect(await first!.go()).toBe('mine');
    expect(await others[0]!.go()).toBe(String(first!.pid));
    // A process that was killed holds nothing any more; of those that come together at most one gets it.
    await first!.kill();
    const answers = await Promise.all(others.map((other) => other.go()));
    expect(answers.filter((answer) => answer === 'mine').length).toBeLessThanOrEqual(1);
    const pids = others.map(({ pid }) => String(pid));
    for (const answer of answers) if (answer !== 'mine') expect(pids).toContain(answer);
    expect(readdirSync(folder).filter((name) => name.includes(`.${first!.pid}.`))).toEqual([]);
  });

  it('is void where its process is gone, or its number belongs to another by now', () => {
    const folder = emptyFolder();
    // No system gives a process this number; and this one, which lives, did not start at 1.
    writeFileSync(join(folder, `${HOST}.999999999.12345.lock`), '{"since":0}');
    writeFileSync(join(folder, `${HOST}.${process.pid}.1.lock`), '{"since":0}');
    const lock = takeLock(folder, 0);
    expect(lock).toHaveProperty('release');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('does not mind other machines, which write segments of their own', () => {
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
