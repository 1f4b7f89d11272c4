import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import {
  asks,
  box,
  PREDICTION,
  READY,
  inDays,
  SHORT,
  skipWho,
  test,
  VERDICT,
  readOn,
  RATING,
} from '../support/program.ts';

const PAGE = asks('choose   enter select');

describe('the start page', () => {
  test('asks a new user who they are, then offers questions for that', async ({ desk }) => {
    const pty = desk.open(SHORT);
    await pty.waitFor(asks('Your role'));
    pty.type(`1${KEY.enter}`);
    await pty.waitFor(asks('Your level'));
    pty.type(`Senior${KEY.enter}`);
    await pty.waitFor(asks('Your interview'));
    pty.type(`soon${KEY.enter}`);
    await pty.waitFor('(got "soon")');
    pty.type(`${KEY.backspace.repeat(4)}9${KEY.enter}`);
    const { rows } = await pty.waitFor(PAGE);
    expect(rows.join('\n')).toContain('  senior cook · interview in 9 days');
    expect(rows.join('\n')).not.toContain('(got "soon")');
    expect(rows.join('\n')).toContain("❯ An interview   8 min · today's plan: a case about kitchen");
    expect(rows.join('\n')).toContain('A long one     16 min · two interviews in a row');
    expect(await readFile(join(desk.home, 'config.yaml'), 'utf8')).toBe(
      `you:\n  role: cook\n  level: senior\n  interview: "${inDays(9)}"\n`,
    );
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
  });

  test('asks once, and no past sessions where there are none', async ({ desk }) => {
    const left = desk.open(SHORT);
    await left.waitFor(asks('Your role'));
    left.type(KEY.enter);
    await left.waitFor(asks('Your level'));
    left.type(KEY.ctrlC);
    expect(await left.exit()).toBe(130);
    const pty = desk.open(SHORT);
    await skipWho(pty);
    await pty.waitFor(PAGE);
    pty.type(KEY.ctrlC);
    await pty.exit();
    const again = desk.open(SHORT);
    const { all } = await again.waitFor(/Your role|enter select/);
    expect(all.join('\n')).not.toContain('Your role');
    expect(all.join('\n')).not.toContain('Past sessions');
  });

  test('asks once about a date that has passed', async ({ desk }) => {
    await mkdir(desk.home, { recursive: true });
    const settings = `you:\n  # mine\n  role: cook\n  interview: ${inDays(-2)}\n`;
    await writeFile(join(desk.home, 'config.yaml'), settings);
    const pty = desk.open(SHORT);
    await pty.waitFor('Your interview was 2 days ago.');
    await pty.waitFor(asks('enter write it down'));
    pty.type('n');
    await pty.waitFor(asks('Your interview, its date'));
    pty.type(KEY.enter);
    await pty.waitFor(PAGE);
    expect(await readFile(join(desk.home, 'config.yaml'), 'utf8')).toBe(
      settings.replace('interview', '# interview'),
    );
    pty.type(KEY.ctrlC);
    await pty.exit();
    const again = desk.open(SHORT);
    const { all } = await again.waitFor(/Your interview|enter select/);
    expect(all.join('\n')).not.toContain('Your interview');
  });

  test('looks a question up while its words are typed, and goes back to the menu', async ({ desk }) => {
    const pty = desk.open(SHORT, { rows: 100 });
    await skipWho(pty);
    for (const again of [true, false]) {
      await pty.waitFor('❯ An interview');
      pty.type(KEY.down + KEY.down);
      await pty.waitFor('❯ Look it up');
      pty.type(KEY.enter);
      await pty.waitFor('❯ back');
      if (again) pty.type(KEY.enter);
    }
    pty.type('zzz');
    await pty.waitFor('Nothing found.');
    pty.type(KEY.backspace.repeat(3));
    await pty.waitFor('❯ back');
    pty.type('bread');
    await pty.waitFor('❯ #1 Keeping bread');
    pty.type(KEY.enter);
    await pty.waitFor('SECRET-EXPECTED-1');
    expect(await pty.exit()).toBe(0);
  });

  test('opens a past session', async ({ desk }) => {
    await desk.run(['practice', '1', '--follow-ups', 'none', ...SHORT], { input: 'In a box.\n---\n' });
    const pty = desk.open(SHORT, { rows: 100 });
    await pty.waitFor(PAGE);
    pty.type(KEY.down.repeat(4));
    await pty.waitFor('❯ Past sessions');
    pty.type(KEY.enter);
    await pty.waitFor(/❯ .* · finished · Keeping bread/);
    pty.type(KEY.enter);
    await pty.waitFor('In a box.');
    expect(await pty.exit()).toBe(0);
  });

  test('says who judges, and offers a model that is named but does not', async ({ desk }) => {
    await mkdir(desk.home, { recursive: true });
    const settings = join(desk.home, 'config.yaml');
    const named = 'you:\n  role: cook\nmodel:\n  command: claude -p\n';
    await writeFile(settings, named);
    const pty = desk.open(SHORT);
    const { rows } = await pty.waitFor(PAGE);
    expect(rows.join('\n')).toContain('Let claude judge   an interview with the model you named');
    expect(rows.join('\n')).not.toContain('judges');
    pty.type(KEY.ctrlC);
    await pty.exit();
    await writeFile(settings, `${named}practice:\n  judge: model\n`);
    const judged = desk.open(SHORT);
    const page = await judged.waitFor(PAGE);
    expect(page.rows.join('\n')).toContain('  cook · claude judges');
    expect(page.rows.join('\n')).not.toContain('Let claude judge');
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
