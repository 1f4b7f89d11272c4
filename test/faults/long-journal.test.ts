import { describe, expect } from 'vitest';
import { longRound, writeSession } from '../support/load.ts';
import { type Desk, test } from '../support/program.ts';
import { KEY, type Pty } from '../support/pty.ts';

const ID = '2026-11-24-1830-abc';

/** Resumes a round whose journal takes seconds to read, and waits until its lock is there: it is being read now. */
async function reading(desk: Desk): Promise<Pty> {
  writeSession(desk.home, ID, longRound(200_000));
  const pty = desk.open(['resume', ID]);
  await desk.untilOpen();
  return pty;
}

// The round never begins: nothing is written to the terminal.
describe('a journal that takes seconds to read', () => {
  test('Ctrl+C ends the reading', async ({ desk }) => {
    const pty = await reading(desk);
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
    expect(pty.bytes).not.toContain('\x1b');
  });

  test('SIGTERM ends the reading', async ({ desk }) => {
    const pty = await reading(desk);
    process.kill(await desk.livePid(), 'SIGTERM');
    expect(await pty.exit()).toBe(143);
    expect(pty.bytes).not.toContain('\x1b');
  });
});
