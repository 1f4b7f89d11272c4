/* eslint-disable no-control-regex -- control characters are what this is about */
import { describe, expect } from 'vitest';
import { ATTACK, plantBank, plantSessions } from '../support/hostile.ts';
import { KEY } from '../support/pty.ts';
import { box, PAUSED, test } from '../support/program.ts';
import { commandsOf } from '../support/sequences.ts';
import { ROUND, toTheEnd, expectAnswered, expectHarmless } from '../support/hostile-round.ts';

/** The attacks without the sequences of keys. */
const PRINTABLE = ATTACK.replace(/[\x00-\x1f\x7f]/g, '');
/** And with the C0 codes that are not keys of the program. */
const TYPED = `\x1c\x1d\x1e${PRINTABLE}`;

describe('a round of a hostile bank, answered by an attack', () => {
  test('through a pipe', async ({ desk }) => {
    const bank = plantBank(desk.folder);
    const ended = await desk.run([...ROUND, '--bank', bank], { input: `${ATTACK}\n---\n${ATTACK}\n---\n` });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('owned');
    expect(commandsOf(ended.stdout)).toEqual([]);
    expect(commandsOf(ended.stderr)).toEqual([]);
    await expectAnswered(desk);
  });

  test('typed and pasted into the box', async ({ desk }) => {
    const pty = desk.open([...ROUND, '--bank', plantBank(desk.folder)]);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(TYPED);
    await pty.waitFor('owned');
    pty.paste(ATTACK);
    await pty.waitFor('b3duZWQ=');
    pty.type(KEY.ctrlG);
    await pty.waitFor(/esc goes back/);
    pty.type(KEY.escape);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(KEY.ctrlC);
    await pty.waitFor(PAUSED);
    pty.type(KEY.enter);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(KEY.ctrlD);
    await pty.waitFor(box('Follow-up 1 of 1'));
    pty.type(KEY.ctrlO);
    await pty.waitFor('  Ask │');
    pty.paste(ATTACK.slice(0, 300));
    await pty.waitFor('  Ask ↑');
    pty.type(KEY.enter);
    await pty.waitFor('You asked: Q');
    await pty.waitFor(box('Follow-up 1 of 1'));
    pty.type(`${TYPED}${KEY.ctrlD}`);
    await toTheEnd(pty);
    expectHarmless(pty);
    await expectAnswered(desk);
  });
});

describe('a session whose journal and draft attack', () => {
  test('continues through a pipe', async ({ desk }) => {
    const { paused } = plantSessions(desk.home);
    const ended = await desk.run(['resume', paused], { input: `${ATTACK}\n---\n` });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('owned');
    expect(commandsOf(ended.stdout)).toEqual([]);
    expect(commandsOf(ended.stderr)).toEqual([]);
  });
});
