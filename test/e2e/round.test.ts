import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import {
  debrief,
  endRound,
  answer,
  box,
  judge,
  PREDICTION,
  RATING,
  READY,
  readOn,
  SHORT,
  test,
  VERDICT,
  turns,
} from '../support/program.ts';

describe('a full round in a terminal', () => {
  test('asks, follows up, and only then shows the expected answer', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '2', '--follow-ups', 'all', ...SHORT]);
    const first = await pty.waitFor(box('Question 1 of 2'));
    expect(first.all.join('\n')).toContain('Round of 2');
    expect(first.rows).toContain('  How do you keep bread fresh?');

    pty.type('In a tin\rwith a lid.');
    await pty.waitFor('with a lid.');
    pty.type(KEY.ctrlD);
    await answer(pty, 'Follow-up 1 of 2', 'Frozen, then.');
    await answer(pty, 'Follow-up 2 of 2', 'Upstairs.');
    const before = await pty.waitFor(PREDICTION);
    expect(before.all.join('\n')).not.toContain('SECRET');
    expect(before.all.join('\n')).not.toContain('Cool bread');

    pty.type('3');
    const ticking = await pty.waitFor(VERDICT);
    expect(ticking.rows.join('\n')).toMatch(/#1 Keeping bread {3}4 to decide · .* · you expected most/);
    expect(ticking.rows.join('\n')).toMatch(/SECRET-TAKEAWAY-1/);
    pty.type('y');
    await pty.waitFor('  ✓ covered      SECRET-POINT-1: keep bread cool.');
    await pty.waitFor('❯ ? not found    Keep bread dry.');
    pty.type(`y${KEY.enter}`);
    const revealed = (await readOn(pty, RATING)).all.join('\n');
    expect(revealed).toContain('2 of 4 covered, 2 to decide');
    expect(revealed).toMatch(/✓ covered {6}Keep bread dry\.\n +not found/);
    for (const part of [
      'SECRET-EXPECTED-1',
      'SECRET-MISTAKE-1',
      'SECRET-NOTES-1',
      'SECRET-TAKEAWAY-1',
      'SECRET-FOLLOWUP-1-2',
    ]) {
      expect(revealed).toContain(part);
    }
    pty.type('2');

    await pty.waitFor(READY);
    expect((await pty.waitFor(READY)).rows.slice(-2)).toEqual([
      '  Question 2 of 2, 4 minutes. Enter to start.',
      '  backspace change the last rating   ? help',
    ]);
    pty.type(KEY.enter);
    await answer(pty, 'Question 2 of 2', 'In a tin.');
    await answer(pty, 'Follow-up 1 of 2', 'In a colder tin.');
    await answer(pty, 'Follow-up 2 of 2', 'Tins float.');
    await judge(pty);

    const end = (await pty.waitFor(debrief('Round finished'))).rows;
    expect(end.join('\n')).toMatch(
      /#1 {2}Keeping bread\n +2 of 4 covered, 2 to decide · 0:\d\d of 4:00 · expected most · hard/,
    );
    expect(end.join('\n')).toMatch(/#2 {2}Keeping seeds\n +1 of 4 covered, 3 to decide/);
    // Nothing was called not covered.
    expect(end.join('\n')).not.toContain('Work on first');
    expect(end.join('\n')).toContain('hotseat export');
    expect(await pty.exit()).toBe(0);

    const told = await turns(desk);
    expect(told.map(({ number, kind, state, answer: text }) => [number, kind, state, text])).toEqual([
      [1, 'question', 'submitted', 'In a tin\nwith a lid.'],
      [1, 'follow-up', 'submitted', 'Frozen, then.'],
      [1, 'follow-up', 'submitted', 'Upstairs.'],
      [2, 'question', 'submitted', 'In a tin.'],
      [2, 'follow-up', 'submitted', 'In a colder tin.'],
      [2, 'follow-up', 'submitted', 'Tins float.'],
    ]);
    expect(told[0]).toMatchObject({ certainty: 3, rating: 'hard', budgetMs: 240_000 });
    expect(told[0]?.points?.map(({ state }) => state)).toEqual([
      'covered',
      'covered',
      'to decide',
      'to decide',
    ]);
    expect(told[1]).toMatchObject({ certainty: null, points: null, rating: null, budgetMs: 120_000 });

    const markdown = (await desk.run(['export'])).stdout;
    expect(markdown).toContain('> In a tin  \n> with a lid.');
    expect(markdown).toContain('### Key points: 2 of 4 covered, 2 to decide · 0 found in the answer');
    expect(await desk.json(['sessions', '--json'])).toMatchObject({
      version: 1,
      sessions: [{ state: 'finished', planned: 2, answered: 2 }],
    });
  });

  test('goes back from the prediction to the last answer, which continues', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT]);
    await answer(pty, 'Question 1 of 1', 'First thought');
    await pty.waitFor(PREDICTION);
    pty.type(KEY.backspace);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(', and a second.');
    await pty.waitFor('First thought, and a second.');
    pty.type(KEY.ctrlD);
    await judge(pty);
    expect(await pty.exit()).toBe(0);
    expect((await turns(desk)).map(({ answer: text }) => text)).toEqual(['First thought, and a second.']);
  });

  test('skips an empty box only when told twice, asks no follow-ups, and reveals it', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '2', '--follow-ups', 'all', ...SHORT]);
    await pty.waitFor(box('Question 1 of 2'));
    pty.type(KEY.ctrlD);
    await pty.waitFor('Ctrl+D again to skip');
    pty.type(KEY.ctrlD);
    const { all } = await readOn(pty, READY);
    expect(all.join('\n')).toContain('SECRET-EXPECTED-1');
    expect(all.join('\n')).not.toContain('Follow-up 1 of 2');
    pty.type(KEY.ctrlC);
    await pty.waitFor('q      quit, resume later');
    await endRound(pty);
    const end = await pty.waitFor(debrief('Round ended early'));
    expect(end.rows.join('\n')).toMatch(/#1 {2}Keeping bread {2}skipped/);
    expect(end.rows.join('\n')).toMatch(/#2 {2}Keeping seeds {2}unanswered/);
    expect(await pty.exit()).toBe(0);
    expect((await turns(desk)).map(({ state }) => state)).toEqual([
      'skipped',
      'unanswered',
      'unanswered',
      'unanswered',
      'unanswered',
      'unanswered',
    ]);
  });

  test('leaves unrated what is skipped with Escape, and to decide what is left', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT]);
    await answer(pty, 'Question 1 of 1', 'Somehow.');
    await pty.waitFor(PREDICTION);
    pty.type(KEY.escape);
    await pty.waitFor(VERDICT);
    pty.type(KEY.enter);
    await readOn(pty, RATING);
    pty.type(KEY.escape);
    const end = await pty.waitFor(debrief('Round finished'));
    expect(end.rows.join('\n')).toContain('4 points wait for you');
    expect(end.rows.join('\n')).not.toContain('you expected');
    expect(await pty.exit()).toBe(0);
    const told = await turns(desk);
    expect(told[0]).toMatchObject({ certainty: null, rating: null });
    expect(told[0]?.points?.map(({ state }) => state)).toEqual([
      'to decide',
      'to decide',
      'to decide',
      'to decide',
    ]);
  });
});
