import { describe, expect } from 'vitest';
import type { Pty, Screen } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';
import {
  answer,
  asks,
  box,
  PAUSED,
  PREDICTION,
  RATING,
  READING,
  READY,
  SHORT,
  test,
  VERDICT,
} from '../support/program.ts';

const F1 = '\x1bOP';
const BACK = asks('any key goes back');

/** Asks for help, expects these keys in it, and goes back with a key that does nothing else. */
async function help(
  pty: Pty,
  place: (screen: Screen) => boolean,
  keys: readonly string[],
  ask = '?',
): Promise<void> {
  await pty.waitFor(place);
  pty.type(ask);
  const { rows } = await pty.waitFor(BACK);
  for (const key of keys)
    expect(rows.join('\n')).toMatch(new RegExp(`^ {2}(?:.* {2})?${key}(?: {2}|$)`, 'm'));
  pty.type('d');
  await pty.waitFor((screen) => place(screen) && !BACK(screen));
}

describe('? shows help and the next key only goes back', () => {
  test.for([80, 40])('through a round of %i columns', async (columns, { desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT], { columns, rows: 24 });
    await help(pty, (screen) => READY(screen) && asks('? help')(screen), ['enter +start', 'Ctrl\\+C +pause']);
    await answer(pty, 'Question 1 of 1', 'Cool? Yes.');
    await help(pty, PREDICTION, ['esc +skip', '1 +few', 'Ctrl\\+C +pause']);
    pty.type('3');
    await help(pty, VERDICT, ['y +covered', 'd +done', 'p +partly']);
    await help(pty, VERDICT, ['n +not covered'], F1);
    pty.type('yyyyr');
    await help(pty, READING, ['m +mistakes and notes', 'd +done']);
    pty.type('d');
    await help(pty, RATING, ['1 +again', 'backspace +edit the points']);
    pty.type('3');
    await pty.waitFor('try again');
    expect(await pty.exit()).toBe(0);
  });

  test('in the pause, and ? in the box is text', async ({ desk }) => {
    const pty = desk.open(['practice', '1', '--follow-ups', 'none', ...SHORT]);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type('Why?');
    await pty.waitFor('Why?');
    pty.type(KEY.ctrlC);
    await help(pty, PAUSED, ['s +skip this one', 'Ctrl\\+C +quit']);
    pty.type(KEY.enter);
    await pty.waitFor('Why?');
  });

  test('on the start page, where Ctrl+C in the help quits', async ({ desk }) => {
    await desk.run(['practice', '1', '--follow-ups', 'none', ...SHORT], { input: 'Cool.\n---\n' });
    const pty = desk.open(SHORT);
    await help(pty, asks('? help'), ['↑↓ +choose', 'enter +select']);
    pty.type('?');
    await pty.waitFor('hotseat --help lists all commands');
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
  });
});
