import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import {
  debrief,
  answer,
  asks,
  box,
  endRound,
  READING,
  PAUSED,
  PREDICTION,
  READY,
  SHORT,
  test,
  VERDICT,
  turns,
  readOn,
  unwrapped,
  covers,
} from '../support/program.ts';
import { pause, writing } from '../support/pause.ts';

describe('Ctrl+C in the box', () => {
  test('s skips the question and keeps what was written', async ({ desk }) => {
    const pty = await writing(desk, 'No idea, really');
    await pause(pty);
    pty.type('s');
    await pty.waitFor(asks('is kept but not submitted'));
    pty.type('s');
    const { all } = await readOn(pty, READY);
    expect(all.join('\n')).toContain('SECRET-EXPECTED-1');
    expect((await turns(desk))[0]).toMatchObject({ state: 'skipped', answer: '', draft: 'No idea, really' });
  });

  test('e ends the round with its debrief, and the text of the box is kept', async ({ desk }) => {
    const pty = await writing(desk, 'Half a thou');
    await pause(pty);
    await endRound(pty);
    const end = await pty.waitFor(debrief('Round ended early'));
    expect(end.rows.join('\n')).toMatch(/#1 {2}Keeping bread {2}unanswered/);
    expect(end.rows.join('\n')).toContain('hotseat export');
    expect(await pty.exit()).toBe(0);
    const [first] = await turns(desk);
    expect(first).toMatchObject({ state: 'unanswered', answer: '', draft: 'Half a thou' });
    expect(await desk.json(['sessions', '--json'])).toMatchObject({
      sessions: [{ state: 'ended', planned: 2, answered: 0 }],
    });
  });

  test('e and s ask once, Enter goes back, and keys typed ahead do not confirm', async ({ desk }) => {
    const pty = await writing(desk, 'Half a thou');
    await pause(pty);
    for (const [key, question] of [
      ['e', 'End the round? Enter goes back, e ends it.'],
      ['s', 'Enter goes back, s skips it.'],
    ] as const) {
      pty.type(key.repeat(3));
      const asked = await pty.waitFor(({ rows }) => unwrapped(rows).endsWith(question), question);
      expect(asked.all.join('\n')).not.toContain('SECRET');
      pty.type(KEY.enter);
      await pty.waitFor(PAUSED, 'the pause again');
    }
    pty.type(KEY.enter);
    await pty.waitFor(box('Question 1 of 2'));
    expect((await turns(desk))[0]).toMatchObject({ state: 'unanswered', draft: 'Half a thou' });
    await pause(pty);
    await endRound(pty);
    expect(await pty.exit()).toBe(0);
    const refused = await desk.run(['resume']);
    expect(refused.stderr).toContain('no session is paused.');
    const [id = ''] = await desk.sessionIds();
    const named = await desk.run(['resume', id]);
    expect(named.stderr).toContain('was ended early and cannot be resumed.');
  });

  test('e after an answer goes straight to the debrief, which says how to see the expected answer', async ({
    desk,
  }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'all', ...SHORT]);
    await answer(pty, 'Question 1 of 1', 'Dry it.');
    await pty.waitFor(box('Follow-up 1 of 2'));
    await pause(pty);
    await endRound(pty);
    const end = await pty.waitFor(debrief('Round ended early'));
    expect(end.rows.join('\n')).toMatch(/not revealed .* 0 of 2 follow-ups/);
    expect(unwrapped(end.rows)).toMatch(/hotseat review 1 --bank \/.*short see the expected answer/);
    expect(await pty.exit()).toBe(0);
  });

  test('twice quits at once with 130, and says how to resume', async ({ desk }) => {
    const pty = await writing(desk, 'In a hur');
    await pause(pty);
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
    expect(pty.screen().all.join('\n')).toContain('hotseat resume');
    expect((await turns(desk))[0]).toMatchObject({ state: 'unanswered', draft: 'In a hur' });
  });

  test('pauses at every other prompt too', async ({ desk }) => {
    const pty = await writing(desk, 'Short.');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    await pause(pty);
    // There is no open box to skip here.
    expect(pty.screen().rows.join('\n')).not.toContain('skip this one');
    pty.type(KEY.enter);
    await pty.waitFor(PREDICTION);
    pty.type('4');
    await pty.waitFor(VERDICT);
    await pause(pty);
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    expect(pty.screen().all.join('\n')).toMatch(/Saved\. .* of question 1 of 2 is waiting\./);

    const again = desk.open(['resume']);
    const ticking = await again.waitFor(VERDICT);
    expect(ticking.rows.join('\n')).toContain('you expected nearly all');
  });
});

describe('an involuntary stop', () => {
  const SIGNALS = [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const;

  for (const [signal, code] of SIGNALS) {
    test(`${signal} in a menu: the round is saved, and the exit code is ${code}`, async ({ desk }) => {
      const pty = await writing(desk, 'Done.');
      pty.type(KEY.ctrlD);
      await pty.waitFor(PREDICTION);
      process.kill(pty.pid, signal);
      expect(await pty.exit()).toBe(code);
      const again = desk.open(['resume']);
      await again.waitFor(PREDICTION);
    });
  }

  test('SIGTERM says how to resume', async ({ desk }) => {
    const pty = await writing(desk, 'x');
    process.kill(pty.pid, 'SIGTERM');
    await pty.exit();
    expect(pty.screen().all.join('\n')).toContain('hotseat resume');
  });

  test('a closed window is a pause', async ({ desk }) => {
    const pty = await writing(desk, 'The window goes');
    pty.hangUp();
    expect(await pty.exit()).toBe(129);
    expect((await turns(desk))[0]).toMatchObject({ state: 'unanswered', draft: 'The window goes' });
  });
});

describe('two processes', () => {
  test('cannot share a session: the second says who has it, and exits with 1', async ({ desk }) => {
    const pty = await writing(desk, 'Mine');
    const second = await desk.run(['resume']);
    expect(second.code).toBe(1);
    expect(second.stdout).toBe('');
    expect(second.stderr).toMatch(
      new RegExp(
        `^hotseat: session \\S+ is open in another hotseat, process ${pty.pid}, since \\d\\d:\\d\\d\\.\nhelp: `,
      ),
    );
    // The first has only noticed that it was suspended.
    process.kill(pty.pid, 'SIGSTOP');
    const third = await desk.run(['resume']);
    expect(third.stderr).toMatch(/\nhelp: it is suspended: run `fg` in its terminal\. If that process/);
    process.kill(pty.pid, 'SIGCONT');
    pty.type(' alone');
    await pty.waitFor('Mine alone');
  });
});

describe('the verdict', () => {
  test('survives a pause and a kill, and so does the reading after it', async ({ desk }) => {
    const pty = await writing(desk, 'In a tin.');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    pty.type('2');
    await pty.waitFor(VERDICT);
    pty.type(`y${KEY.down}y`);
    await pty.waitFor(covers(2));
    await pause(pty);
    pty.type(KEY.enter);
    const { rows } = await pty.waitFor(covers(2));
    const covered = rows.slice(rows.findLastIndex((text) => text.includes('2 of 4 covered')));
    expect(covered.filter((text) => text.includes('✓'))).toEqual([
      expect.stringContaining('SECRET-POINT-1'),
      expect.stringContaining('Turn bread daily.'),
    ]);

    pty.kill('SIGKILL');
    await pty.exit();
    const back = desk.open(['resume'], { rows: 16 });
    await back.waitFor(covers(2));
    back.type(`${KEY.down}${KEY.down}y`);
    await back.waitFor(covers(3));
    back.type(KEY.enter);
    await back.waitFor(READING);
    await pause(back);
    expect((await turns(desk))[0]?.points?.map(({ state }) => state)).toEqual([
      'covered',
      'to decide',
      'covered',
      'covered',
    ]);
    back.type('q');
    expect(await back.exit()).toBe(0);

    // The expected answer was read, so the next section follows.
    const third = desk.open(['resume']);
    expect((await third.waitFor(READING)).rows.join('\n')).toContain('enter mistakes and notes');
    third.type('m');
    await third.waitFor('SECRET-NOTES-1');
    third.type(KEY.backspace);
    await third.waitFor(covers(3));
  });
});
