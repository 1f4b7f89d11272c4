import { readdir } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import { asked, debrief, SHORT, test, turns, unwrapped } from '../support/program.ts';

describe('a round without a terminal', () => {
  test('reads answers, skips an empty one, and asks for no judgement', async ({ desk }) => {
    const input = 'Cool.\nAnd dry.\n---\nFrozen.\n---\nUpstairs.\n---\n---\n';
    const { code, stdout, stderr } = await desk.run(['practice', '1', '2', '--follow-ups', 'all', ...SHORT], {
      input,
    });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).not.toContain('\x1b');
    expect(stdout).toContain('Question 1 of 2 · #1 kitchen · mid');
    expect(stdout.indexOf('SECRET-EXPECTED-1')).toBeGreaterThan(stdout.indexOf('Follow-up 2 of 2'));
    expect(stdout).toContain('SECRET-EXPECTED-2');
    expect(stdout).toContain('Round finished');
    expect(stdout).not.toMatch(/how many|How did it go/i);
    const told = await turns(desk);
    expect(told.map(({ state, answer }) => [state, answer])).toEqual([
      ['submitted', 'Cool.\nAnd dry.'],
      ['submitted', 'Frozen.'],
      ['submitted', 'Upstairs.'],
      ['skipped', ''],
      ['unanswered', ''],
      ['unanswered', ''],
    ]);
    expect(told[0]).toMatchObject({ certainty: null, rating: null });
    expect(told[0]?.points?.map(({ state }) => state)).toEqual([null, null, null, null]);
  });

  test('pauses at the end of the input; more input continues there', async ({ desk }) => {
    const first = await desk.run(['practice', '1', '2', '--follow-ups', '1', ...SHORT], {
      input: 'Cool.\n---\nFrozen, for the',
    });
    expect(first.code).toBe(0);
    expect(first.stderr).toContain('Saved. Follow-up 1 to question 1 of 2 is waiting');
    expect(first.stderr).toContain('hotseat resume');
    expect(first.stdout).not.toContain('SECRET');
    expect(await desk.json(['sessions', '--json'])).toMatchObject({
      sessions: [{ state: 'paused', endedAt: null, planned: 2, answered: 1 }],
    });
    expect((await turns(desk))[1]).toMatchObject({ state: 'unanswered', draft: 'Frozen, for the' });

    const rest = await desk.run(['resume'], { input: 'most part.\n---\nTin.\n---\nCold tin.\n---\n' });
    expect(rest.code).toBe(0);
    expect(rest.stdout).toContain('Round finished');
    expect((await turns(desk)).map(({ answer }) => answer)).toEqual([
      'Cool.',
      'Frozen, for the\nmost part.',
      'Tin.',
      'Cold tin.',
    ]);
  });
});

describe('ACCESSIBLE=1', () => {
  const env = { ACCESSIBLE: '1' };

  test('makes a round and its continuation plain on a terminal', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT], { env });
    await pty.waitFor(asked('How do you keep bread fresh?'));
    pty.type('Tin.\r');
    await desk.untilSaved(/Tin\./);
    process.kill(pty.pid, 'SIGTERM');
    await pty.exit();
    const again = desk.open(['resume'], { env });
    await again.waitFor(':help lists the commands.');
  });

  test('shows the help in place of the start page', async ({ desk }) => {
    const pty = desk.open(SHORT, { env });
    await pty.waitFor('Usage: hotseat [options] [command]');
    expect(await pty.exit()).toBe(0);
  });
});

describe('--plain on a terminal', () => {
  const PLAIN = ['practice', '1', '2', '--follow-ups', '1', '--plain', ...SHORT];

  test('runs a full round with pause, judgement and debrief, without escape sequences', async ({ desk }) => {
    const pty = desk.open(PLAIN, { env: { NO_COLOR: '1' } });
    await pty.waitFor(asked('How do you keep bread fresh?'));
    pty.type('Tin.\r');
    // The terminal echoes a line before it is read, and on Ctrl+C drops what was not read.
    await desk.untilSaved(/Tin\./);
    pty.type(KEY.ctrlC);
    const paused = await pty.waitFor(
      'Paused. Clock stopped. Enter to continue, s to skip this one, e to end the',
    );
    expect(paused.all.join('\n')).toContain('If you were in the middle of a line, that line is lost.');
    pty.type('x\r');
    await pty.waitFor('Not one of the choices.');
    for (const [key, meaning] of [
      ['e', 'ends'],
      ['s', 'skips'],
    ] as const) {
      pty.type(`${key}\r`);
      await pty.waitFor(new RegExp(`${key} ${meaning} it\\.`));
      pty.type('\r');
      await pty.waitFor(({ rows }) => unwrapped(rows).endsWith('q to quit and resume later.'));
    }
    pty.type('\r');
    await pty.waitFor(/So far:\s+Tin\./);
    pty.type('And lid.\r---\r');
    await pty.waitFor(/submitted, 0:\d\d, 3 words/);
    await pty.waitFor('keep bread fresh for a month?');
    pty.type('Frozen.\r---\r');
    const before = await pty.waitFor('Before the reveal: how many key points');
    expect(before.all.join('\n')).not.toContain('SECRET');
    pty.type('b\r');
    await pty.waitFor(/So far:\s+Frozen\./);
    pty.type('And thawed.\r---\r');
    await pty.waitFor(({ rows }) => rows.slice(-3).join(' ').includes('b to edit your last answer'));
    pty.type('3\r');
    const verdict = await pty.waitFor('what you leave is to decide.');
    expect(verdict.all.join('\n')).toContain('SECRET-POINT-1');
    pty.type('y 1 9\r');
    await pty.waitFor('The points are numbered 1 to 4.');
    pty.type('y 1, 3\r');
    await pty.waitFor('Covered: 1 and 3.');
    pty.type('\r');
    await pty.waitFor('Enter for expected answer.');
    pty.type('\r');
    await pty.waitFor('SECRET-EXPECTED-1');
    pty.type('done\r');
    await pty.waitFor('How did it go? 1 again, 2 hard, 3 good, 4 easy');
    pty.type('4\r');
    await pty.waitFor('Question 2 of 2, 4 minutes. Enter to start.');
    pty.type('\r');
    await pty.waitFor('How do you keep seeds fresh?');
    pty.type('---\r');
    await pty.waitFor('Enter for expected answer.');
    pty.type('d\r');
    const end = await pty.waitFor(debrief('Round finished'));
    expect(end.rows.join('\n')).toMatch(/#1 {2}Keeping bread\n +2 of 4 covered, 2 to decide/);
    expect(await pty.exit()).toBe(0);
    expect(pty.bytes).not.toContain('\x1b');
    const told = await turns(desk);
    expect(told.map(({ state, answer }) => [state, answer])).toEqual([
      ['submitted', 'Tin.\nAnd lid.'],
      ['submitted', 'Frozen.\nAnd thawed.'],
      ['skipped', ''],
      ['unanswered', ''],
    ]);
    expect(told[0]).toMatchObject({ certainty: 3, rating: 'easy' });
    expect(told[0]?.points?.map(({ state }) => state)).toEqual([
      'covered',
      'to decide',
      'covered',
      'to decide',
    ]);
  });
});

describe('output into a pipe', () => {
  test('review ends quietly if the reader closes early', async ({ desk }) => {
    const pty = desk.openShell(
      '{ hotseat review 1 --bank "$BANK" 2> err; echo "ended with $?" >&2; } | head -n 1; wc -c < err',
    );
    const { rows } = await pty.waitFor(/^ *0$/m);
    expect(rows.join('\n')).toContain('#1 · Keeping bread');
    expect(rows.join('\n')).toContain('ended with 0');
  });

  test('hotseat without a command prints the help', async ({ desk }) => {
    const { code, stdout, stderr } = await desk.run([]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('Usage: hotseat');
    for (const command of ['practice', 'resume', 'review', 'list', 'sessions', 'export', 'bank']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    }
    // The help leaves nothing behind.
    expect(await readdir(desk.folder)).toEqual([]);
  });

  test('--version prints only the version', async ({ desk }) => {
    const { code, stdout, stderr } = await desk.run(['--version']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
