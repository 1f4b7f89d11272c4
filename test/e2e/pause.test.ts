import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import { box, PREDICTION, READY, test, turns } from '../support/program.ts';
import { pause, writing } from '../support/pause.ts';

describe('Ctrl+C in the box', () => {
  test('hides the question and stops the clock; Enter continues at the same word', async ({ desk }) => {
    const pty = await writing(desk, 'Bread is a li');
    await pause(pty);
    const { all } = pty.screen();
    expect(all.join('\n')).toContain('Paused. Clock stopped.');
    expect(all.join('\n')).not.toContain('How do you keep bread fresh?');
    expect(all.join('\n')).not.toContain('Bread is a li');
    pty.type(KEY.enter);
    await pty.waitFor(box('Question 1 of 2'));
    pty.type('ving thing.');
    await pty.waitFor('Bread is a living thing.');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    expect((await turns(desk))[0]?.answer).toBe('Bread is a living thing.');
  });

  test('q quits; resume returns to the same word, cursor and second', async ({ desk }) => {
    const pty = await writing(desk, 'Bread is a living thing');
    // Moves the cursor into the middle of a word and lets the clock run for a moment.
    pty.type(KEY.left.repeat(8));
    await pty.waitFor(/3:5[0-8] left/);
    await pause(pty);
    pty.type('q');
    const left = (await pty.waitFor('hotseat resume')).rows.join('\n');
    const clock = /Saved\. Question 1 of 2 is waiting, (\d:\d\d) left\./.exec(left)?.[1] ?? '';
    expect(clock).toMatch(/3:5[0-8]/);
    expect(await pty.exit()).toBe(0);
    expect((await turns(desk))[0]).toMatchObject({
      state: 'unanswered',
      draft: 'Bread is a living thing',
    });

    const again = desk.open(['resume']);
    const ready = await again.waitFor(READY);
    expect(ready.rows.at(-2)).toBe(`  Question 1 of 2, ${clock} left. Enter to continue.`);
    again.type(KEY.enter);
    const back = await again.waitFor(box('Question 1 of 2'));
    expect(back.rows.at(-1)).toContain(`${clock} left`);
    const row = back.rows[back.cursor.row] ?? '';
    expect(row.slice(0, back.cursor.column)).toMatch(/Bread is a livi$/);
    again.type('!');
    await again.waitFor('Bread is a livi!ng thing');
    again.type(KEY.ctrlD);
    await again.waitFor(PREDICTION);
    expect((await turns(desk))[0]?.answer).toBe('Bread is a livi!ng thing');
  });
});

describe('an involuntary stop', () => {
  const SIGNALS = [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const;

  for (const [signal, code] of SIGNALS) {
    test(`${signal} in the box: the words are saved, and the exit code is ${code}`, async ({ desk }) => {
      const pty = await writing(desk, 'Never lose a wo');
      process.kill(pty.pid, signal);
      expect(await pty.exit()).toBe(code);
      const again = desk.open(['resume']);
      await again.waitFor(READY);
      again.type(KEY.enter);
      await again.waitFor(box('Question 1 of 2'));
      again.type('rd');
      await again.waitFor('Never lose a word');
    });
  }

  test('kill -9 while typing loses at most the last second', async ({ desk }) => {
    const pty = await writing(desk, 'written a while ago');
    await desk.untilSaved(/written a while ago/);
    pty.type(', and this is lost');
    process.kill(pty.pid, 'SIGKILL');
    await pty.exit();

    const again = desk.open(['resume']);
    const ready = await again.waitFor(READY);
    expect(ready.rows.at(-2)).toMatch(/Question 1 of 2, (?:3:5\d|4:00) left/);
    again.type(KEY.enter);
    await again.waitFor(box('Question 1 of 2'));
    await again.waitFor('written a while ago');
    again.type('. Gone on');
    await again.waitFor('Gone on');
    again.type(KEY.ctrlD);
    await again.waitFor(PREDICTION);
    expect((await turns(desk))[0]?.answer).toMatch(/^written a while ago.*\. Gone on$/);
  });
});
