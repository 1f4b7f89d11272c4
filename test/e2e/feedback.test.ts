import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Desk } from '../support/program.ts';
import {
  box,
  PREDICTION,
  RATING,
  readOn,
  SHORT_BANK,
  test,
  TICKS,
  turns,
  unwrapped,
} from '../support/program.ts';
import type { Pty, Screen } from '../support/pty.ts';
import { KEY } from '../support/pty.ts';

/** Its only question has four key points; the first follow-up probes the third, the second probes none. */
const ROUND = ['practice', '1', '--bank', join(SHORT_BANK, '../whole')] as const;

const SUSPECTS = 'Immediate retries keep the load above the limit after its cause has gone.';
const WAITS = 'The client waits as long as the Retry-After header says.';

/** Answers the question and its follow-ups through a pipe. */
async function piped(desk: Desk, args: readonly string[], ...answers: string[]): Promise<string> {
  const input = answers.map((text) => `${text}\n---\n`).join('');
  const { code, stdout, stderr } = await desk.run([...ROUND, ...args], { input });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

describe('what the program finds', () => {
  test('through a pipe is recorded and exported, without ticks', async ({ desk }) => {
    await piped(desk, [], SUSPECTS, WAITS, 'I alert on nothing.');
    const [main] = await turns(desk);
    expect(main?.points).toMatchObject([
      { found: true, evidence: SUSPECTS, ticked: null },
      { found: false, evidence: null, ticked: null },
      { found: true, evidence: WAITS, ticked: null },
      { found: false, evidence: null, ticked: null },
    ]);
    const { stdout } = await desk.run(['export']);
    expect(stdout).toContain('### Key points: not ticked, 2 of 4 found in the answer');
    expect(stdout).toContain(`  - found in the answer: “${WAITS}”`);
  });

  test('quotes an answer beside the common mistake it makes', async ({ desk }) => {
    const mistake = 'I would be backing off without jitter.';
    const shown = await piped(desk, ['--follow-ups', 'none'], `${SUSPECTS} ${mistake}`);
    expect(shown).toMatch(/Delivery\n\n {2}Your answer {2}submitted · .* · 20 words\n/);
    expect(shown).toMatch(
      /• Backing off without jitter\.\n +Close to what you wrote: “I would be backing off/,
    );
    expect((await desk.run(['export'])).stdout).toContain(`  - close to: “${mistake}”`);
  });
});

/** Answers in the box, up to the ticks. */
async function ticking(desk: Desk, text: string, args: readonly string[] = []): Promise<Pty> {
  const pty = desk.open([...ROUND, '--follow-ups', 'none', ...args]);
  await pty.waitFor(box('Question 1 of 1'));
  pty.type(text);
  await pty.waitFor(text.split(' ').at(-1) ?? text);
  pty.type(KEY.ctrlD);
  await pty.waitFor(PREDICTION);
  pty.type('2');
  await readOn(pty, TICKS);
  return pty;
}

/** The list of points on the screen, without the rows around it. */
function list({ rows }: Screen): string {
  const from = rows.findLastIndex((text) => text.includes('Which key points did you cover?'));
  return rows.slice(from).join('\n');
}

describe('the ticks', () => {
  test('are proposed with sentences of a good answer, and the candidate corrects them', async ({ desk }) => {
    const pty = await ticking(desk, `${SUSPECTS} ${WAITS}`);
    const shown = list(await pty.waitFor('space tick'));
    expect(shown).toContain('Points found in your answer are ticked. You decide.');
    expect(shown).toMatch(
      /◉ Suspects the retries {3}found in your answer\n[^◉]*“Immediate retries keep the load/,
    );
    expect(shown).toMatch(/◉ Waits politely {3}found in your answer\n *“The client waits as long/);
    expect(shown).toContain('◯ Limits attempts   not found');
    expect(shown.indexOf('Waits politely')).toBeLessThan(shown.indexOf('Limits attempts'));

    // Unticks the first and ticks the third, which was not found.
    pty.type(KEY.space);
    await pty.waitFor('❯ ◯ Suspects the retries');
    pty.type('3');
    await pty.waitFor(({ rows }) => rows.join('').split('◉').length === 3);
    pty.type(KEY.enter);
    const { all } = await readOn(pty, RATING);
    expect(unwrapped(all)).toContain(
      '2 of 4 covered · 2 found in your answer, 1 ticked by you, 1 unticked by you',
    );
    pty.type('3');
    await pty.exit();

    const points = (await turns(desk))[0]?.points?.map(({ found, ticked }) => [found, ticked]);
    expect(points?.filter(([found]) => found)).toEqual([
      [true, false],
      [true, true],
    ]);
    expect(points?.filter(([, ticked]) => ticked)).toHaveLength(2);
    expect((await desk.run(['export'])).stdout).toContain(
      '### Key points: 2 of 4 covered · 2 found in the answer, 1 ticked by the candidate, 1 unticked by the candidate',
    );
  });

  test.for([
    ['a bad answer', 'I would wait and see, and write a mail to my manager.'],
    ['one word', 'fine'],
    [
      'the question, echoed',
      'A provider answered your service with status 429. The service has been failing. What do you suspect?',
    ],
  ])('of %s are none', async ([, text], { desk }) => {
    const pty = await ticking(desk, text ?? '');
    const shown = list(pty.screen());
    expect(shown).toContain('No clear matches in your answer. You decide.');
    expect(shown).not.toContain('◉');
    pty.type(KEY.enter);
    expect((await readOn(pty, RATING)).all.join('\n')).toContain('0 of 4 covered · 0 found in your answer');
  });

  test('stay empty when skipped, and the findings are kept', async ({ desk }) => {
    const pty = await ticking(desk, WAITS);
    pty.type(KEY.escape);
    expect((await readOn(pty, RATING)).all.join('\n')).toContain('not ticked, 1 of 4 found in your answer');
    expect((await turns(desk))[0]?.points).toMatchObject([
      { found: false, ticked: null },
      { found: false, ticked: null },
      { found: true, ticked: null },
      { found: false, ticked: null },
    ]);
  });

  test('of a spoken answer are based on its note', async ({ desk }) => {
    const pty = desk.open([...ROUND, '--follow-ups', 'none', '--speak-aloud']);
    await pty.waitFor('Speak. Enter when done');
    pty.type(KEY.enter);
    await pty.waitFor('A note for the transcript');
    pty.type(`${WAITS}${KEY.enter}`);
    await pty.waitFor(PREDICTION);
    pty.type('2');
    const shown = list(await readOn(pty, TICKS));
    expect(shown).toContain('Points found in your note are ticked. You decide.');
    expect(shown).toContain('◉ Waits politely   found in your note');
    expect(shown).not.toContain('not found');
  });

  test('are numbers in plain mode, and Enter accepts those found', async ({ desk }) => {
    const pty = desk.open([...ROUND, '--follow-ups', 'none', '--plain']);
    await pty.waitFor('What do you suspect?');
    pty.type(`${WAITS}\r---\r`);
    await pty.waitFor('How many key points did you cover?');
    pty.type('2\r');
    const { all, rows } = await pty.waitFor('- to skip.');
    expect(unwrapped(rows)).toContain('Numbers such as 1 3 4, Enter for those found (1), 0 for none');
    expect(all.join('\n')).toMatch(
      /1 {2}Waits politely\. .*\n +found in your answer: “The client waits as long/,
    );
    pty.type('\r');
    expect((await pty.waitFor('How did it go?')).all.join('\n')).toContain(
      '1 of 4 covered · 1 found in your answer',
    );
    expect((await turns(desk))[0]?.points?.[2]).toMatchObject({ found: true, ticked: true });
  });
});

describe('--follow-ups pressing', () => {
  const PRESSING = ['--follow-ups', 'pressing'] as const;

  test('asks about a point that was left out, and says why only in the reveal', async ({ desk }) => {
    const shown = await piped(desk, PRESSING, SUSPECTS, 'At the clock.', 'On retries.');
    expect(shown).toContain('5:00 + up to 2 follow-ups');
    const pressed = shown.indexOf('Follow-up 1 of 2');
    const reason = shown.indexOf('Asked because your answer left this out: Waits politely');
    expect(pressed).toBeGreaterThan(0);
    expect(reason).toBeGreaterThan(shown.indexOf('Expected answer'));
    expect((await turns(desk)).map(({ because }) => because)).toEqual([undefined, 'Waits politely', null]);
  });

  test('does not ask about points that were found', async ({ desk }) => {
    const shown = await piped(desk, PRESSING, `${SUSPECTS} ${WAITS}`, 'On retries.');
    expect(shown).toContain('Follow-up 1 of 1');
    const asked = (await turns(desk)).map(({ prompt }) => prompt);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toBe('What do you alert on?');
  });

  test('has nothing to use if the answer is spoken', async ({ desk }) => {
    const { code, stderr } = await desk.run([...ROUND, ...PRESSING, '--speak-aloud']);
    expect(code).toBe(2);
    expect(stderr).toContain('--follow-ups pressing does not work with --speak-aloud');
  });
});
