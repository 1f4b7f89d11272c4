import { join } from 'node:path';
import { describe, expect } from 'vitest';
import {
  begin,
  asked,
  debrief,
  PREDICTION,
  RATING,
  readOn,
  SHORT_BANK,
  test,
  VERDICT,
  turns,
  unwrapped,
} from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { ROUND, SUSPECTS, WAITS, piped, judging, verdict } from '../support/feedback.ts';

describe('what the program finds', () => {
  test('quotes an answer beside the common mistake it makes', async ({ desk }) => {
    const mistake = 'I would be backing off without jitter.';
    const shown = await piped(desk, ['--follow-ups', 'none'], `${SUSPECTS} ${mistake}`);
    expect(shown).toMatch(/Delivery\n\n {2}Your answer\n {4}submitted · [^]* 20 words\b/);
    expect(shown).toMatch(
      /• Backing off without jitter\.\n +Close to what you wrote: “I would be backing off/,
    );
    expect((await desk.run(['export'])).stdout).toContain(`  - close to: “${mistake}”`);
  });
});

describe('the verdict', () => {
  test('takes covered, partly and not covered, and keeps what is left apart', async ({ desk }) => {
    // Spoken without a note, nothing is found.
    const pty = desk.open([...ROUND, '--follow-ups', 'none', '--speak-aloud']);
    await begin(pty);
    await pty.waitFor('Enter when done');
    pty.type(KEY.enter);
    await pty.waitFor('Your note');
    pty.type(KEY.enter);
    await pty.waitFor(PREDICTION);
    pty.type('2');
    await pty.waitFor('4 to decide: y, p or n, or leave it.');
    pty.type('ypn');
    await pty.waitFor('1 to decide: y, p or n, or leave it.');
    expect(verdict(pty.screen())).toContain('1 of 4 covered, 1 partly, 1 to decide');
    pty.type('d');
    await pty.waitFor(RATING);
    pty.type('3');
    expect((await pty.waitFor(debrief('Round finished'))).rows.join('\n')).toContain(
      '1 of 4 covered, 1 partly, 1 to decide',
    );
    await pty.exit();
    expect((await turns(desk))[0]?.points).toMatchObject([
      { state: 'covered' },
      { state: 'partly' },
      { state: 'not covered' },
      { state: 'to decide' },
    ]);
    for (const [args, said] of [
      [['export'], '1 of 4 covered, 1 partly, 1 to decide'],
      [['export'], '- *partly:* **'],
      [['export', '-f', 'html'], '? to decide'],
      [['export', '-f', 'anki'], '◪ <strong>'],
      [['history', '1', '--bank', join(SHORT_BANK, '../whole')], '1 of 4, 1 ◐, 1 ?'],
      [['history', '1', '--bank', join(SHORT_BANK, '../whole')], '◐ partly · ○ not covered · ? to decide'],
      [['stats', '--bank', join(SHORT_BANK, '../whole')], '1 of 4 covered, 1 partly, 1 to decide'],
    ] as const) {
      expect((await desk.run([...args])).stdout).toContain(said);
    }
  });

  test.for([
    ['a bad answer', 'I would wait and see, and write a mail to my manager.'],
    ['one word', 'fine'],
    [
      'the question, echoed',
      'A provider answered your service with status 429. The service has been failing. What do you suspect',
    ],
  ])('of %s has no point', async ([, text], { desk }) => {
    const pty = await judging(desk, text ?? '');
    expect(verdict(pty.screen())).toContain('4 to decide · ');
  });

  test('survives Escape, and Enter takes what was found and leaves the rest to decide', async ({ desk }) => {
    const pty = await judging(desk, WAITS);
    pty.type(`${KEY.escape}${KEY.escape}`);
    await pty.waitFor('Enter leaves the rest to decide.');
    pty.type(KEY.enter);
    expect((await readOn(pty, RATING)).all.join('\n')).toMatch(
      /1 of 4 covered, 3 to decide[^]*✓ covered {6}The client waits[^]*found in your answer: “The client waits/,
    );
    expect((await turns(desk))[0]?.points?.map(({ state }) => state)).toEqual([
      'to decide',
      'to decide',
      'covered',
      'to decide',
    ]);
  });

  test('shows the answer and the full quote on Tab, screen by screen', async ({ desk }) => {
    const pty = await judging(desk, `${'Much before it. '.repeat(220)}${WAITS}`);
    pty.type(`${KEY.down}${KEY.down}\t`);
    await pty.waitFor('any key shows more');
    pty.type(' ');
    const { rows } = await pty.waitFor('any key goes back');
    expect(unwrapped(rows)).toContain('Retry-After header says.');
    pty.type(' ');
    await pty.waitFor('❯ ✓ found        The client waits');
  });

  test('of a spoken answer is based on its note', async ({ desk }) => {
    const pty = desk.open([...ROUND, '--follow-ups', 'none', '--speak-aloud']);
    await begin(pty);
    await pty.waitFor('Enter when done');
    pty.type(KEY.enter);
    await pty.waitFor('Your note');
    pty.type(`${WAITS}${KEY.enter}`);
    await pty.waitFor(PREDICTION);
    pty.type('2');
    const shown = verdict(await pty.waitFor(VERDICT));
    expect(shown).toContain('✓ found        The client waits');
    expect(shown).toContain('1 of 4 covered, 3 to decide');
  });

  test('is decided by words in plain mode, and read on section by section', async ({ desk }) => {
    const pty = desk.open([...ROUND, '--follow-ups', 'none', '--plain']);
    await pty.waitFor(asked('What do you suspect?'));
    pty.type(`${WAITS}\r---\r`);
    await pty.waitFor('Before the reveal: how many key points');
    pty.type('2\r');
    const { all, rows } = await pty.waitFor('what you leave is to decide.');
    expect(unwrapped(rows)).toContain('Covered: 3. To decide: 1, 2 and 4. y covered');
    expect(all.join('\n')).toMatch(/3 {2}found: The client waits as long as .*\n +“The client waits as long/);
    pty.type('y 1 p2\r');
    await pty.waitFor('Covered: 1 and 3. Partly: 2. To decide: 4. Enter goes on.');
    pty.type('\r');
    const verdict = await pty.waitFor('Enter for expected answer.');
    expect(verdict.all.join('\n')).toContain('2 of 4 covered, 1 partly, 1 to decide');
    pty.type('mistakes and notes\r');
    await pty.waitFor('Adding more retries.');
    pty.type('d\r');
    await pty.waitFor('How did it go?');
    expect((await turns(desk))[0]?.points?.map(({ state }) => state)).toEqual([
      'covered',
      'partly',
      'covered',
      'to decide',
    ]);
  });
});

describe('--follow-ups pressing', () => {
  const PRESSING = ['--follow-ups', 'pressing'] as const;

  test('goes on with new material where nothing is left out, and deeper into what was said', async ({
    desk,
  }) => {
    await piped(
      desk,
      PRESSING,
      `${SUSPECTS} ${WAITS} That's it, more or less.`,
      'On retries.',
      'At the clock.',
    );
    const asked = (await turns(desk)).map(({ prompt, because }) => [prompt, because]);
    expect(asked.slice(1)).toEqual([
      ['What do you alert on?', null],
      [expect.any(String), null],
    ]);
  });

  test('has nothing to use if the answer is spoken', async ({ desk }) => {
    const { code, stderr } = await desk.run([...ROUND, ...PRESSING, '--speak-aloud']);
    expect(code).toBe(2);
    expect(stderr).toContain('--follow-ups pressing does not work with --speak-aloud');
  });
});
