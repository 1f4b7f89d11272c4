import { describe, expect } from 'vitest';
import { RATING, readOn, test, turns } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { SUSPECTS, WAITS, piped, judging, verdict } from '../support/feedback.ts';

describe('what the program finds', () => {
  test('through a pipe is recorded and exported, without ticks', async ({ desk }) => {
    await piped(desk, ['--follow-ups', 'all'], SUSPECTS, WAITS, 'I alert on nothing.');
    const [main] = await turns(desk);
    expect(main?.points).toMatchObject([
      { found: true, evidence: SUSPECTS, ticked: null },
      // In doubt, with the sentence that comes nearest.
      { found: null, evidence: SUSPECTS, ticked: null },
      { found: true, evidence: WAITS, ticked: null },
      { found: false, evidence: null, ticked: null },
    ]);
    const { stdout } = await desk.run(['export']);
    expect(stdout).toContain('### Key points: not ticked, 2 of 4 found in the answer');
    expect(stdout).toContain(`  - found in the answer: “${WAITS}”`);
  });
});

describe('the verdict', () => {
  test('proposes points with sentences of a good answer, and the candidate corrects it', async ({ desk }) => {
    const pty = await judging(desk, `${SUSPECTS} ${WAITS}`);
    const shown = verdict(pty.screen());
    expect(shown).toContain('1 of 4 to decide · 2 ✓');
    expect(shown).toMatch(/✓ found {6}Immediate retries keep[^✓✗]*“Immediate retries keep the load/);
    expect(shown).toMatch(/✓ found {6}The client waits[^✓✗]*“The client waits as long/);
    expect(shown).toContain('· not found  Each request has a budget');

    expect(shown).toMatch(/❯ \? undecided {2}A switch turns retries off[^✓✗]*nearest: “Immediate retries/);

    // Covers the second, which was in doubt, and takes the first back.
    pty.type('y');
    await pty.waitFor('  ✓ covered    A switch turns retries off');
    pty.type(`${KEY.up}${KEY.up}n`);
    await pty.waitFor('  ✗ missed     Immediate retries');
    pty.type(KEY.enter);
    const all = (await readOn(pty, RATING)).all.join('\n');
    expect(all).toMatch(/✗ missed {5}Immediate retries[^✓✗]*unticked by you: “Immediate retries/);
    expect(all).toMatch(/✓ covered {4}A switch turns retries off[^✓✗]*ticked by you/);
    pty.type('3');
    await pty.exit();

    const points = (await turns(desk))[0]?.points?.map(({ found, ticked }) => [found, ticked]);
    expect(points).toEqual([
      [true, false],
      [null, true],
      [true, true],
      [false, false],
    ]);
    const { stdout } = await desk.run(['export']);
    expect(stdout).toContain(
      '### Key points: 2 of 4 covered · 2 found in the answer, 1 ticked by the candidate, 1 unticked by the candidate',
    );
    expect(stdout).toContain('  - unticked by the candidate: “Immediate retries');
    expect(stdout).not.toContain('found in the answer: “Immediate retries');
  });
});

describe('--follow-ups pressing', () => {
  const PRESSING = ['--follow-ups', 'pressing'] as const;

  test('asks a short answer for more, presses on what is left out, and says why only in the reveal', async ({
    desk,
  }) => {
    const answers = ['I would ring the provider.', 'That is all, no idea.', 'At the clock.', 'On retries.'];
    const shown = await piped(desk, PRESSING, ...answers);
    expect(shown).toContain('10:00 + follow-ups');
    const more = shown.indexOf('Go on. What else?');
    const pressed = shown.indexOf('Follow-up 1');
    const reason = shown.indexOf('Asked because your answer left this out: Waits politely');
    expect(more).toBeGreaterThan(0);
    expect(pressed).toBeGreaterThan(more);
    expect(shown).toContain('Asked because your answer was short.');
    expect(reason).toBeGreaterThan(shown.indexOf('Expected answer'));
    expect((await turns(desk)).map(({ because }) => because)).toEqual([
      undefined,
      undefined,
      'Waits politely',
      null,
    ]);
  });
});
