import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import {
  answer,
  asks,
  box,
  judge,
  PREDICTION,
  READY,
  SHORT,
  test,
  VERDICT,
  readOn,
  RATING,
} from '../support/program.ts';

const PAGE = asks('choose   enter select');

describe('the start page', () => {
  test('offers a new user a warm-up that is neither scored nor kept, then one question', async ({ desk }) => {
    const pty = desk.open(SHORT);
    await pty.waitFor('First time here?');
    pty.type(KEY.enter);
    const warm = await pty.waitFor(box('Warm-up'));
    expect(warm.rows.at(-1)).toMatch(/0:[23]\d left/);
    pty.type('Two lines\rabout anything');
    await pty.waitFor('about anything');
    pty.type(KEY.ctrlD);
    await pty.waitFor("That's it.");
    const page = await pty.waitFor(PAGE);
    expect(page.rows.join('\n')).toMatch(/❯ One question .*about \d+ minutes? · #\d Keeping/);
    expect(page.rows.join('\n')).not.toContain('Resume');
    expect(await desk.json(['sessions', '--json'])).toEqual({ version: 1, sessions: [] });

    pty.type(KEY.enter);
    await answer(pty, 'Question 1 of 1', 'Somehow.');
    await answer(pty, 'Follow-up 1 of 2', 'Somehow.');
    await answer(pty, 'Follow-up 2 of 2', 'Somehow.');
    await judge(pty);
    await pty.waitFor('Round finished');
    expect(await pty.exit()).toBe(0);
    expect(await desk.json(['sessions', '--json'])).toMatchObject({
      sessions: [{ state: 'finished', planned: 1 }],
    });
  });

  test('resumes a paused round', async ({ desk }) => {
    await desk.run(['practice', '2', '1', '--follow-ups', 'none', ...SHORT], { input: 'Half an ans' });
    const pty = desk.open(SHORT);
    const page = await pty.waitFor(PAGE);
    expect(page.rows.join('\n')).toMatch(
      /Resume +\S+day \d\d:\d\d · question 1 of 2, \d:\d\d (?:left|on its clock)/,
    );
    expect(page.rows.join('\n')).toContain('❯ Resume');
    pty.type(KEY.enter);
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await pty.waitFor(box('Question 1 of 2'));
    await pty.waitFor('Half an ans');
  });
});

describe('Ctrl+D in a menu', () => {
  test('does nothing, however often: a double press after an answer must not freeze the next prompt', async ({
    desk,
  }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT]);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(`Cool.${KEY.ctrlD}${KEY.ctrlD}`);
    await pty.waitFor(PREDICTION);
    pty.type(KEY.ctrlD);
    pty.type('3');
    await pty.waitFor(VERDICT);
    pty.type(KEY.ctrlD + KEY.enter);
    await readOn(pty, RATING);
    pty.type(`${KEY.ctrlD}4`);
    await pty.waitFor('Round finished');
    expect(await pty.exit()).toBe(0);
  });
});
