/* eslint-disable no-control-regex -- control characters are what this is about */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { ATTACK, plantBank, plantSessions } from '../support/hostile.ts';
import type { Screen } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';
import { asks, begin, BIN, box, PAUSED, READY, test } from '../support/program.ts';
import { foreignCommands } from '../support/sequences.ts';
import { ROUND, toTheEnd, expectAnswered, expectHarmless } from '../support/hostile-round.ts';

/** The attacks without the sequences of keys. */
const PRINTABLE = ATTACK.replace(/[\x00-\x1f\x7f]/g, '');
/** And with the C0 codes that are not keys of the program. */
const TYPED = `\x1c\x1d\x1e${PRINTABLE}`;

/** On the screen, or scrolled off already: a hostile question is long. */
function scrolled(text: string): (screen: Screen) => boolean {
  return ({ all }) => all.join('\n').includes(text);
}

describe('a round of a hostile bank, answered by an attack', () => {
  test('rings once, and has no address in a link but that of a reference', async ({ desk }) => {
    const pty = desk.open([...ROUND, '-m', '0.05', '--bank', plantBank(desk.folder)], {
      env: { TERM: 'xterm-kitty' },
    });
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(TYPED);
    await pty.waitFor(/\d over/);
    pty.type(KEY.ctrlD);
    await pty.waitFor(box('Follow-up 1 of 1'));
    pty.type(KEY.ctrlD + KEY.ctrlD);
    await toTheEnd(pty);
    expect(pty.bytes).toContain('owned');
    expect(pty.bytes).toContain('\x07');
    const links = ['https://www.rfc-editor.org/rfc/rfc6585'];
    expect(foreignCommands(pty.bytes, { rings: 1, links })).toEqual([]);
  });

  test('written by an editor', async ({ desk }) => {
    await writeFile(join(desk.folder, 'attack'), ATTACK);
    const pty = desk.open([...ROUND, '--editor', '--bank', plantBank(desk.folder)], {
      env: { EDITOR: 'cp attack' },
    });
    await begin(pty);
    await pty.waitFor(
      (screen) => box('Question 1 of 1')(screen) && screen.rows.join('').includes('b3duZWQ='),
    );
    pty.type(KEY.ctrlD);
    await pty.waitFor(box('Follow-up 1 of 1'));
    pty.type(KEY.ctrlD);
    await toTheEnd(pty);
    expectHarmless(pty);
    await expectAnswered(desk);
  });

  test('spoken, with a note', async ({ desk }) => {
    const pty = desk.open([
      'practice',
      '1',
      '--follow-ups',
      'none',
      '--speak-aloud',
      '--bank',
      plantBank(desk.folder),
    ]);
    await begin(pty);
    await pty.waitFor('Enter when done');
    pty.type(KEY.enter);
    await pty.waitFor('Your note');
    pty.type(TYPED);
    await pty.waitFor('b3duZWQ=');
    pty.paste(ATTACK);
    pty.type(KEY.enter);
    await toTheEnd(pty);
    expectHarmless(pty);
    await expectAnswered(desk);
  });

  test('line by line', async ({ desk }) => {
    // The echo of the terminal itself is not the program's output.
    const pty = desk.openCommand(
      'sh',
      [
        '-c',
        'stty -echo; exec "$@"',
        'sh',
        process.execPath,
        BIN,
        ...ROUND,
        '--plain',
        '--bank',
        plantBank(desk.folder),
      ],
      {},
    );
    await begin(pty);
    pty.type(`${PRINTABLE}\r:undo\r${PRINTABLE}\r:show\r`);
    await pty.waitFor(scrolled('So far:'));
    pty.type(`---\r${PRINTABLE}\r---\r`);
    await pty.waitFor('how many key points');
    pty.type('3\r');
    await pty.waitFor('what you leave is to decide.');
    pty.type('y 1\r');
    await pty.waitFor('Covered: 1');
    pty.type('\r');
    await pty.waitFor('Enter for expected answer.');
    pty.type('d\r');
    await pty.waitFor('How did it go?');
    pty.type('3\r');
    await pty.waitFor('try again');
    expect(await pty.exit()).toBe(0);
    expectHarmless(pty);
    await expectAnswered(desk);
  });
});

describe('a session whose journal and draft attack', () => {
  test('continues in a terminal', async ({ desk }) => {
    const { paused } = plantSessions(desk.home);
    const pty = desk.open(['resume', paused]);
    await pty.waitFor(READY);
    pty.type(KEY.enter);
    await pty.waitFor(box('Question 1 of 1'));
    pty.type(KEY.ctrlD);
    await pty.waitFor(box('Follow-up 1 of 1'));
    pty.type(`x${KEY.ctrlD}`);
    await toTheEnd(pty);
    expectHarmless(pty);
  });

  test('is shown on the start page, which accepts an attack as a question', async ({ desk }) => {
    plantSessions(desk.home);
    const pty = desk.open(['--bank', plantBank(desk.folder)]);
    await pty.waitFor(asks('Look it up'));
    pty.type(KEY.down.repeat(2));
    await pty.waitFor('❯ Look it up');
    pty.type(KEY.enter);
    await pty.waitFor('Which question?');
    pty.type(TYPED);
    await pty.waitFor('b3duZWQ=');
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
    expectHarmless(pty);
  });
});

describe('variables that attack', () => {
  const NAMES = {
    'that is looked up': 'Q\x1b[2J\x9b6n\u202eZ-owned',
    'that a shell would read': 'Q\x1b]0;owned\x07Z',
  };
  for (const [what, name] of Object.entries(NAMES)) {
    test(`as the name of an editor and a pager ${what}`, async ({ desk }) => {
      const bank = plantBank(desk.folder);
      const env = { EDITOR: name, PAGER: name };
      const pty = desk.open([...ROUND, '--bank', bank], { env });
      await pty.waitFor(box('Question 1 of 1'));
      pty.type(`${KEY.ctrlX}${KEY.ctrlE}`);
      await pty.waitFor('Your text is kept.');
      pty.type(KEY.ctrlC);
      await pty.waitFor(PAUSED);
      pty.type('q');
      expect(await pty.exit()).toBe(0);
      expectHarmless(pty);
      const review = desk.open(['review', '1', '--bank', bank], { env });
      expect(await review.exit()).toBe(0);
      expectHarmless(review);
    });
  }
});
