import { mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
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
