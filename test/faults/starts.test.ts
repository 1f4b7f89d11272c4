import { mkdirSync, readFileSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { contender } from '../support/contender.ts';
import { NO_STRACE } from '../support/faults.ts';
import type { Desk } from '../support/program.ts';
import { BIN, SHORT, test } from '../support/program.ts';
import { ROUNDS } from '../support/rounds.ts';

const ROUND = ['practice', '1', '--follow-ups', 'none', ...SHORT] as const;
const ANSWER = { input: 'Cool.\n---\n' };

describe('first starts', { timeout: 600_000 }, () => {
  test('at once, in a home that is not there yet, all succeed', async ({ desk }) => {
    for (let race = 0; race < Math.max(3, ROUNDS / 10); race++) {
      const ended = await Promise.all(Array.from({ length: 8 }, () => desk.run(ROUND, ANSWER)));
      expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
      expect(await desk.sessionIds()).toHaveLength(8);
      rmSync(desk.home, { recursive: true });
    }
  });

  /** Starts a round that stops when it has looked for this folder, acts, and lets it go on. */
  async function meanwhile(desk: Desk, folder: string, act: () => void): Promise<string> {
    const trace = join(desk.folder, 'trace');
    const pty = desk.openShell(
      `strace -f -qq -o "$TRACE" -P "$FOLDER" -e trace=mkdir -e inject=mkdir:signal=SIGSTOP:when=1 "$NODE" "$BIN" practice 1 --follow-ups none --bank "$BANK"; echo "ended with $?"`,
      { env: { TRACE: trace, FOLDER: folder, NODE: process.execPath, BIN } },
    );
    const isStopped = (): boolean => {
      try {
        return readFileSync(trace, 'utf8').includes('stopped by SIGSTOP');
      } catch {
        return false;
      }
    };
    while (!isStopped()) await new Promise(setImmediate);
    act();
    process.kill(-pty.pid, 'SIGCONT');
    const { rows } = await pty.waitFor(({ rows: shown }) =>
      /Question 1 of 1|ended with/.test(shown.join('\n')),
    );
    return rows.join('\n');
  }

  test('do not mind another that creates the folders meanwhile', async ({ desk, skip }) => {
    skip(NO_STRACE !== null, NO_STRACE ?? '');
    const sessions = join(desk.home, 'sessions');
    const screen = await meanwhile(desk, sessions, () => {
      mkdirSync(sessions, { recursive: true });
    });
    expect(screen).toContain('Question 1 of 1');
  });

  test('do not mind another that fails, and removes the empty folder again', async ({ desk, skip }) => {
    skip(NO_STRACE !== null, NO_STRACE ?? '');
    const sessions = join(desk.home, 'sessions');
    mkdirSync(desk.home);
    const screen = await meanwhile(desk, sessions, () => {
      rmdirSync(sessions);
    });
    expect(screen).toContain('Question 1 of 1');
  });
});

test('exports at once into one folder write each session once, and none fails', async ({ desk }) => {
  for (let n = 0; n < 6; n++) await desk.run(ROUND, ANSWER);
  const ended = await Promise.all([1, 2, 3, 4].map(() => desk.run(['export', '--all', '-o', 'out'])));
  expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
  const written = ended.map(({ stderr }) => Number.parseInt(stderr, 10));
  expect(written.reduce((a, b) => a + b)).toBe(6);
  expect(readdirSync(join(desk.folder, 'out'))).toHaveLength(6);
});

describe('a bank that several write to', { timeout: 600_000 }, () => {
  const list = (topic: string): string =>
    [1, 2, 3, 4].map((n) => `### What is ${topic} ${n}?\n\nIt is ${n}.\n`).join('\n');

  test('gives no number and no id twice', async ({ desk }) => {
    const bank = join(desk.home, 'my-bank');
    for (const topic of ['bread', 'salt']) writeFileSync(join(desk.folder, `${topic}.md`), list(topic));
    for (let race = 0; race < Math.max(3, ROUNDS / 10); race++) {
      const ended = await Promise.all([
        ...Array.from({ length: 5 }, () => desk.run(['bank', 'new', 'Retries'])),
        desk.run(['bank', 'import', 'bread.md']),
        desk.run(['bank', 'import', 'salt.md']),
      ]);
      expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
      const files = readdirSync(bank).filter((name) => name !== 'README.md');
      const numbers = files.map((name) => Number.parseInt(name, 10));
      expect(numbers.sort()).toEqual(Array.from({ length: 13 }, (_, place) => 1001 + place));
      const ids = files.map((name) => /^id: (.*)$/m.exec(readFileSync(join(bank, name), 'utf8'))?.[1]);
      expect(new Set(ids).size).toBe(13);
      rmSync(desk.home, { recursive: true });
    }
  });

  test('makes one wait for the other', async ({ desk }) => {
    const bank = join(desk.home, 'my-bank');
    mkdirSync(bank, { recursive: true });
    const other = await contender(bank);
    expect(await other.go()).toBe('mine');
    const refused = await desk.run(['bank', 'new', 'Retries']);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`process ${other.pid} keeps it locked`) as string,
    });
    const second = desk.run(['bank', 'new', 'Retries']);
    await other.leave();
    expect((await second).code).toBe(0);
    expect(readdirSync(bank).sort()).toEqual(['1001-retries.md', 'README.md']);
  });
});
