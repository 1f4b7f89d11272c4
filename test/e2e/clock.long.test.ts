import { describe, expect } from 'vitest';
import { KEY } from '../support/pty.ts';
import {
  debrief,
  answer,
  box,
  judge,
  PREDICTION,
  READY,
  SHORT,
  test,
  turns,
  VERDICT,
} from '../support/program.ts';

/** Three seconds, in minutes. */
const THREE_SECONDS = '0.05';

describe('the clock of an answer', () => {
  test('closes a strict answer in mid-word, keeps its text, and lets no key reach the next prompt', async ({
    desk,
  }) => {
    const pty = desk.open([
      ...['practice', '1', '2', '-m', THREE_SECONDS, '--strict', '--follow-ups', 'none'],
      ...SHORT,
    ]);
    await pty.waitFor(box('Question 1 of 2'));
    await pty.waitFor('closes at 0:00');
    pty.type('I was just about to sa');
    // Keys typed at time-up were meant for the answer. 1 to 4 would answer the prediction.
    const typing = setInterval(() => {
      pty.type('1 2 3 4 ');
    }, 40);
    const closed = await pty.waitFor('time is up');
    pty.type('1 2 3 4 ');
    clearInterval(typing);
    expect(closed.rows.join('\n')).toContain('I was just about to sa');
    await pty.waitFor(PREDICTION);
    pty.type('2');
    const ticking = await pty.waitFor(VERDICT);
    expect(ticking.rows.join('\n')).toMatch(/you expected half/);
    pty.type(KEY.ctrlC);
    await pty.waitFor('quit, resume later');
    pty.type('q');
    expect(await pty.exit()).toBe(0);
    const [first] = await turns(desk);
    expect(first).toMatchObject({ state: 'timed-out', certainty: 2 });
    expect(first?.answer).toMatch(/^I was just about to sa[1-4 ]*$/);
  });

  test('still asks follow-ups after a time-up', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '-m', THREE_SECONDS, '--strict', '--follow-ups', '1', ...SHORT]);
    await pty.waitFor(box('Question 1 of 1'));
    // After a cut-off the next clock waits until the candidate is ready.
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await answer(pty, 'Follow-up 1 of 1', 'Frozen.');
    await pty.waitFor(PREDICTION);
    expect((await turns(desk)).map(({ state }) => state)).toEqual(['timed-out', 'submitted']);
  });

  test('without --strict counts up, and still accepts the answer', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '-m', THREE_SECONDS, '--follow-ups', 'none', ...SHORT]);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('Slow');
    await pty.waitFor(/\d:\d\d over/);
    pty.type(' but sure');
    await pty.waitFor('Slow but sure');
    pty.type(KEY.ctrlD);
    await pty.waitFor(PREDICTION);
    const [first] = await turns(desk);
    expect(first).toMatchObject({ state: 'submitted', answer: 'Slow but sure', budgetMs: 3000 });
    expect((first?.thinkingMs ?? 0) + (first?.writingMs ?? 0)).toBeGreaterThan(3000);
  });

  test('changes each second without moving the cursor', async ({ desk }) => {
    const pty = desk.open(['practice', '1', ...SHORT]);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('one two');
    const before = await pty.waitFor('one two');
    const time = /\d:\d\d left/.exec(before.rows.join('\n'))?.[0] ?? '';
    expect(time).not.toBe('');
    const after = await pty.waitFor(({ rows }) => !rows.join('\n').includes(time), 'the next second');
    expect(after.cursor).toEqual(before.cursor);
    expect(after.rows.slice(0, -1)).toEqual(before.rows.slice(0, -1));
  });

  test('ends a round when its own clock runs out, and says so', async ({ desk }) => {
    const pty = desk.open([
      ...['practice', '1', '2', '--round-minutes', THREE_SECONDS, '--strict', '--follow-ups', 'none'],
      ...SHORT,
    ]);
    expect((await pty.waitFor(box('Question 1 of 2'))).rows.join('\n')).toMatch(/round 0:0\d left/);
    pty.type('All my time goes here');
    await pty.waitFor(PREDICTION);
    await judge(pty);
    const end = await pty.waitFor(debrief('Round over, time is up'));
    expect(end.rows.join('\n')).toMatch(/#2 {2}Keeping seeds\s+unanswered/);
    expect(await pty.exit()).toBe(0);
    expect((await turns(desk)).map(({ state }) => state)).toEqual(['timed-out', 'unanswered']);
  });

  test('is hidden without a timer, and no budget is recorded', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--no-timer', '--follow-ups', 'none', ...SHORT]);
    const { all } = await pty.waitFor(box('Question 1 of 1'));
    expect(all.join('\n')).toContain('no timer');
    expect(all.join('\n')).not.toMatch(/\d:\d\d/);
    await answer(pty, 'Question 1 of 1', 'At leisure.');
    await pty.waitFor(PREDICTION);
    expect((await turns(desk))[0]).toMatchObject({ budgetMs: null, answer: 'At leisure.' });
  });
});
