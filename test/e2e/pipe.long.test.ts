import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import { planned } from '../support/progress.ts';
import type { Desk } from '../support/program.ts';
import { asked, SHORT, test, turns } from '../support/program.ts';

const INTERVIEW = fileURLToPath(new URL('../fixtures/banks/interview', import.meta.url));

async function ids(desk: Desk): Promise<string[]> {
  const { sessions } = (await desk.json(['sessions', '--json'])) as { sessions: { id: string }[] };
  return sessions.map(({ id }) => id);
}

describe('a round without a terminal', () => {
  test('makes a resumed older session the last one', async ({ desk }) => {
    const round = ['practice', '--follow-ups', 'none', ...SHORT];
    await desk.run([...round, '1'], { input: 'The older' });
    const [older] = await ids(desk);
    await desk.run([...round, '2'], { input: 'The newer\n---\n' });
    expect((await turns(desk))[0]?.answer).toBe('The newer');
    await desk.run(['resume', older ?? ''], { input: '---\n' });
    expect((await turns(desk))[0]?.answer).toBe('The older');
    // Listed by start, newest first.
    expect((await ids(desk))[1]).toBe(older);
  });

  test('accepts Windows line ends, and a last --- without a newline', async ({ desk }) => {
    const { code } = await desk.run(['practice', '1', '--follow-ups', 'none', ...SHORT], {
      input: 'Cool.\r\nDry.\r\n---',
    });
    expect(code).toBe(0);
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted', answer: 'Cool.\nDry.' });
  });

  test('--strict closes the answer at time-up, and its rest does not become the next answer', async ({
    desk,
  }) => {
    async function* input(): AsyncGenerator<string> {
      yield 'In time\n';
      await desk.untilClockStands();
      yield 'late\n---\nSecond.\n---\n';
    }
    const args = ['practice', '1', '2', '--strict', '-m', '0.02', '--follow-ups', 'none', ...SHORT];
    expect(await desk.run(args, { input: input() })).toMatchObject({ code: 0, stderr: '' });
    expect((await turns(desk)).map(({ state, answer }) => [state, answer])).toEqual([
      ['timed-out', 'In time'],
      ['submitted', 'Second.'],
    ]);
  });

  test('gives the same round for the same seed', async ({ desk }) => {
    const round = async (seed: string): Promise<string> =>
      (await planned(desk, '-n', '3', '--order', 'shuffle', '--seed', seed)).join(' ');
    const [once, again] = [await round('11'), await round('11')];
    expect(once).toMatch(/^\d \d \d$/);
    expect(again).toBe(once);
    const others = new Set<string>();
    for (const seed of ['1', '2', '3', '4', '5', '6']) others.add(await round(seed));
    expect(others.size).toBeGreaterThan(1);
  });

  test('leaves nothing if the input holds no answer', async ({ desk }) => {
    for (const input of ['', '\n \n']) {
      const { code, stderr } = await desk.run(['practice', '1', ...SHORT], { input });
      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: 'Nothing saved: the input ended before any answer.\n',
      });
      expect(await ids(desk)).toEqual([]);
      expect(existsSync(join(desk.home, 'sessions'))).toBe(false);
    }
    await desk.run(['practice', '1', '2', '--follow-ups', 'none', ...SHORT], { input: 'Cool.\n---\n' });
    expect((await desk.run(['resume'], { input: '' })).stderr).toContain('Saved. Question 2 of 2 is waiting');
    expect(await ids(desk)).toHaveLength(1);
  });

  test('asks the least attempted questions first', async ({ desk }) => {
    await desk.run(['practice', '1', '3', '--follow-ups', 'none', ...SHORT], { input: 'a\n---\nb\n---\n' });
    await desk.run(['practice', '-n', '1', '--follow-ups', 'none', ...SHORT], { input: 'c' });
    expect((await turns(desk)).map(({ number }) => number)).toEqual([2]);
  });

  test('saves the session on SIGTERM while waiting for a line: 143', async ({ desk }) => {
    const pty = desk.openShell('sleep 60 | hotseat practice 1 --bank "$BANK" > out; echo "ended with $?"');
    await desk.untilOpen();
    process.kill(await desk.livePid(), 'SIGTERM');
    await pty.waitFor('hotseat resume');
    expect(await desk.json(['sessions', '--json'])).toMatchObject({ sessions: [{ state: 'paused' }] });
  });
});

describe('--plain on a terminal', () => {
  const PLAIN = ['practice', '1', '2', '--follow-ups', '1', '--plain', ...SHORT];

  test('Ctrl+D quits, and resume shows the answer so far', async ({ desk }) => {
    const pty = desk.open(PLAIN);
    await pty.waitFor(asked('How do you keep bread fresh?'));
    pty.type('Kept line\r');
    await pty.waitFor('Kept line');
    pty.type(KEY.ctrlD);
    expect(await pty.exit()).toBe(0);
    expect(pty.screen().all.join('\n')).toContain('hotseat resume');
    const again = desk.open(['resume', '--plain']);
    await again.waitFor('Enter to continue.');
    again.type('\r');
    await again.waitFor(/So far:\s+Kept line/);
  });

  test('shows the verdict again when resumed in it', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', '--plain', ...SHORT]);
    await pty.waitFor(asked('How do you keep bread fresh?'));
    pty.type('Cool.\r---\r');
    await pty.waitFor('how many key points');
    pty.type('2\r');
    await pty.waitFor('what you leave is to decide.');
    pty.type(KEY.ctrlC);
    await pty.waitFor('Paused. Clock stopped.');
    pty.type('q\r');
    expect(await pty.exit()).toBe(0);
    const again = desk.open(['resume', '--plain']);
    const { all } = await again.waitFor('what you leave is to decide.');
    expect(all.join('\n')).toContain('SECRET-POINT-1');
  });

  test("says an opener's title and question again before its points", async ({ desk }) => {
    const pty = desk.open([
      'practice',
      '--follow-ups',
      'none',
      '--plain',
      '--seed',
      '1',
      '--bank',
      INTERVIEW,
    ]);
    await pty.waitFor(/2:30\. Enter to start\./);
    pty.type('\r');
    await pty.waitFor('What is mould');
    pty.type('Rot.\r---\r');
    await pty.waitFor(/4 minutes\. Enter to\s+start\./);
    pty.type('\r');
    await pty.waitFor('How do you keep bread fresh?');
    pty.type('Cool.\r---\r');
    await pty.waitFor('how many key points');
    pty.type('2\r');
    await pty.waitFor('what you leave is to decide.');
    pty.type('\r');
    await pty.waitFor('d done');
    pty.type('d\r');
    await pty.waitFor('How did it go?');
    pty.type('2\r');
    await pty.waitFor(/Opener: #2 What mould is\s+What is mould, and why does it like bread\?\s+Key points:/);
  });

  test('Ctrl+C twice quits at once: 130', async ({ desk }) => {
    const pty = desk.open(PLAIN);
    await pty.waitFor(asked('How do you keep bread fresh?'));
    pty.type(KEY.ctrlC);
    await pty.waitFor('Paused. Clock stopped.');
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
    expect(pty.screen().all.join('\n')).toContain('hotseat resume');
  });

  test('warns about the time, and accepts the answer after it', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '-m', '0.03', '--follow-ups', 'none', '--plain', ...SHORT]);
    await pty.waitFor(asked('left, nearly time'));
    await pty.waitFor("Time's up. Finish your thought.");
    pty.type('Late, but.\r---\r');
    await pty.waitFor('Before the reveal: how many key points');
    expect((await turns(desk))[0]).toMatchObject({ state: 'submitted', answer: 'Late, but.' });
  });

  test('--strict waits for the line being typed, then closes', async ({ desk }) => {
    const pty = desk.open([
      'practice',
      '1',
      '-m',
      '0.03',
      '--strict',
      '--follow-ups',
      'none',
      '--plain',
      ...SHORT,
    ]);
    await pty.waitFor(asked('How do you keep bread fresh?'));
    pty.type('in the middle');
    await pty.waitFor("Time's up. Press Enter to submit the line you're on.");
    pty.type(' of a line\r');
    await pty.waitFor('Before the reveal: how many key points');
    expect((await turns(desk))[0]).toMatchObject({ state: 'timed-out', answer: 'in the middle of a line' });
  });
});

describe('output into a pipe', () => {
  test('listing no sessions is not an error', async ({ desk }) => {
    expect(await desk.json(['sessions', '--json'])).toEqual({ version: 1, sessions: [] });
    expect((await desk.run(['sessions'])).code).toBe(0);
  });
});
