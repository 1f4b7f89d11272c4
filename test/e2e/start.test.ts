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

  test('offers the warm-up once, and no past sessions where there are none', async ({ desk }) => {
    const pty = desk.open(SHORT);
    await pty.waitFor('First time here?');
    pty.type(KEY.enter);
    await pty.waitFor(box('Warm-up'));
    pty.type('Anything');
    await pty.waitFor('Anything');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PAGE);
    pty.type(KEY.ctrlC);
    await pty.exit();
    const again = desk.open(SHORT);
    const { all } = await again.waitFor(/n skip|enter select/);
    expect(all.join('\n')).not.toContain('First time here?');
    expect(all.join('\n')).not.toContain('Past sessions');
  });

  test('finds a question to review by its words, and goes back to the menu on Enter', async ({ desk }) => {
    const pty = desk.open(SHORT, { rows: 100 });
    await pty.waitFor('First time here?');
    pty.type('n');
    await pty.waitFor(PAGE);
    pty.type(KEY.down + KEY.down);
    await pty.waitFor('❯ Review a question');
    pty.type(KEY.enter);
    const ask = 'Which question? Number, id or words about it; Enter alone goes back:';
    await pty.waitFor(asks(ask));
    pty.type(KEY.enter);
    await pty.waitFor(PAGE);
    pty.type(KEY.down + KEY.down);
    await pty.waitFor('❯ Review a question');
    pty.type(KEY.enter);
    await pty.waitFor(asks(ask));
    pty.type(`fresh bread${KEY.enter}`);
    await pty.waitFor('  #1 Keeping bread');
    pty.type(`1${KEY.enter}`);
    await pty.waitFor('SECRET-EXPECTED-1');
    expect(await pty.exit()).toBe(0);
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
