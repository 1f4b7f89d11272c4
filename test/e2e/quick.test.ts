import { describe, expect } from 'vitest';
import { begin, RATING, test, unwrapped } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { QUICK, lora } from '../support/quick.ts';

/** A narrow screen cuts statements short, and the active one shows in full. */
const narrow = ([first = '', ...others]: readonly string[]): string[] => [
  first,
  ...others.map((text) => text.split(' ').slice(0, 2).join(' ')),
];

describe('practice --quick', () => {
  for (const columns of [80, 40]) {
    test(`at ${columns}×24: the question, the verdict on one screen, one key to rate`, async ({ desk }) => {
      const pty = desk.open(QUICK, { columns, rows: 24 });
      const { asks, points, answer: expected } = await lora(desk);
      await begin(pty);
      const first = await pty.waitFor(({ rows }) => unwrapped(rows).endsWith('keys'));
      expect(unwrapped(first.all)).toContain(
        'Quick round of 2 · about 4 minutes · typing: twice the spoken time',
      );
      expect(unwrapped(first.rows)).toContain(asks);
      expect(unwrapped(first.rows)).toMatch(/[12]:\d\d left/);
      pty.type('Low rank.');
      await pty.waitFor('Low rank.');
      pty.type(KEY.ctrlD);
      await pty.waitFor(({ rows }) => unwrapped(rows).includes('4 nearly all'), 'the prediction');
      pty.type('2');
      // On the narrow screen the last hint is a row of its own, and `unwrapped` takes its leading question mark off.
      const verdict = await pty.waitFor(({ rows }) => /d done (?:\? )?help$/.test(unwrapped(rows)));
      expect(unwrapped(verdict.rows)).toContain('#121 LoRA in a minute 3 to decide');
      for (const point of columns === 40 ? narrow(points) : points)
        expect(unwrapped(verdict.rows)).toContain(point);
      expect(unwrapped(verdict.rows)).toContain('enter rate e expected answer');
      pty.type(KEY.enter);
      const rating = await pty.waitFor(RATING);
      expect(unwrapped(rating.all)).not.toContain(expected);
      pty.type('2');
      const ready = await pty.waitFor(({ rows }) =>
        /change the last rating (?:\? )?help$/.test(unwrapped(rows)),
      );
      expect(unwrapped(ready.rows)).toContain('Question 2 of 2, 2 minutes. Enter to start.');
    });
  }
});
