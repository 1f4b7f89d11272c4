import { join } from 'node:path';
import { describe, expect } from 'vitest';
import {
  answer,
  asks,
  debrief,
  judge,
  RATING,
  READY,
  readOn,
  SHORT,
  test,
  VERDICT,
  turns,
} from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { homeWith, idOf } from '../support/stored.ts';

describe('going back to a rating', () => {
  test('works from the next question and on to the ticks', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '2', '--follow-ups', 'none', ...SHORT]);
    await answer(pty, 'Question 1 of 2', 'Cool.');
    await judge(pty);
    await pty.waitFor(READY);
    pty.type(KEY.backspace);
    await readOn(pty, RATING);
    pty.type('1');
    const changed = await pty.waitFor(asks('How did it go: again'));
    expect(changed.all.filter((text) => text.includes('How did it go'))).toHaveLength(1);
    await pty.waitFor(READY);
    pty.type(KEY.backspace);
    await readOn(pty, RATING);
    pty.type(KEY.backspace);
    await pty.waitFor(VERDICT);
    pty.type(`${KEY.up}nd`);
    await pty.waitFor(RATING);
    pty.type('1');
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await answer(pty, 'Question 2 of 2', 'A tin.');
    await judge(pty);
    await pty.waitFor(debrief('Round finished'));
    expect(await pty.exit()).toBe(0);
    const made = (await turns(desk)).map(({ points, rating }) => [
      points?.filter(({ state }) => state === 'covered').length,
      rating,
    ]);
    expect(made).toEqual([
      [0, 'again'],
      [1, 'good'],
    ]);
  });
});

describe('hotseat sessions delete', () => {
  test('asks, and moves the session only if confirmed', async ({ desk }) => {
    homeWith(['finished'], desk.home);
    const id = idOf('finished');
    for (const key of [KEY.enter, 'n', KEY.escape]) {
      const pty = desk.open(['sessions', 'delete', id]);
      await pty.waitFor(asks('y delete   enter keep'));
      pty.type(key);
      await pty.waitFor(`Kept ${id}.`);
      expect(await pty.exit()).toBe(0);
    }
    const left = desk.open(['sessions', 'delete', id]);
    await left.waitFor(asks('y delete   enter keep'));
    left.type(KEY.ctrlC);
    expect(await left.exit()).toBe(130);
    expect(await desk.sessionIds()).toEqual([id]);

    const pty = desk.open(['sessions', 'delete', id], { columns: 40 });
    await pty.waitFor(asks('y delete   enter keep'));
    pty.type('y');
    expect(await pty.exit()).toBe(0);
    expect(await desk.sessionIds()).toEqual([]);
    const { stderr } = await desk.run(['sessions']);
    expect(stderr).toContain('No sessions yet.');
    expect(pty.bytes).toContain(join(desk.home, 'trash', id));
  });
});
