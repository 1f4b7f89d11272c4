import { describe, expect } from 'vitest';
import { RATING, readOn, test, turns } from '../support/program.ts';
import { KEY } from '../support/pty.ts';
import { SUSPECTS, WAITS, piped, judging, verdict } from '../support/feedback.ts';

describe('what the program finds', () => {
  test('through a pipe is recorded and exported, without decisions', async ({ desk }) => {
    await piped(desk, ['--follow-ups', 'all'], SUSPECTS, WAITS, 'I alert on nothing.');
    const [main] = await turns(desk);
    expect(main?.points).toMatchObject([
      { verdict: 'found', evidence: SUSPECTS, state: null },
      // In doubt, and its nearest sentence shows the first point.
      { verdict: 'not sure', evidence: null, state: null },
      { verdict: 'found', evidence: WAITS, state: null },
      { verdict: 'not found', evidence: null, state: null },
    ]);
    const { stdout } = await desk.run(['export']);
    expect(stdout).toContain('### Key points: 4 to decide · 2 found in the answer');
    expect(stdout).toContain(`  - found in the answer: “${WAITS}”`);
  });
});

describe('the verdict', () => {
  test('proposes points with sentences of a good answer, and the candidate corrects it', async ({ desk }) => {
    const pty = await judging(desk, `${SUSPECTS} ${WAITS}`);
    const shown = verdict(pty.screen());
    expect(shown).toContain('2 of 4 covered, 2 to decide');
    expect(shown).toMatch(/✓ found {8}Immediate retries keep[^✓✗]*“Immediate retries keep the load/);
    expect(shown).toMatch(/✓ found {8}The client waits[^✓✗]*“The client waits as long/);
    expect(shown).toContain('? not found    Each request has a budget');

    expect(shown).toMatch(/❯ \? not sure {5}A switch turns retries off[^“]*✓ found {8}The client/);

    // Covers the second, which was in doubt, calls the first not covered, and leaves the last.
    pty.type('y');
    await pty.waitFor('  ✓ covered      A switch turns retries off');
    pty.type(`${KEY.up.repeat(4)}n`);
    await pty.waitFor('  ✗ not covered  Immediate retries');
    pty.type(KEY.enter);
    const all = (await readOn(pty, RATING)).all.join('\n');
    expect(all).toMatch(/✗ not covered {2}Immediate retries[^✓✗]*found in your answer: “Immediate retries/);
    expect(all).toMatch(/✓ covered {6}A switch turns retries off/);
    pty.type('3');
    await pty.exit();

    const points = (await turns(desk))[0]?.points?.map(({ verdict: said, state }) => [said, state]);
    expect(points).toEqual([
      ['found', 'not covered'],
      ['not sure', 'covered'],
      ['found', 'covered'],
      ['not found', 'to decide'],
    ]);
    const { stdout } = await desk.run(['export']);
    expect(stdout).toContain('### Key points: 2 of 4 covered, 1 to decide · 2 found in the answer');
    expect(stdout).toMatch(/- \[ \] .*\n {2}- found in the answer: “Immediate retries/);
    // One is found and one not sure of the two that a key decided; the third was found and left alone.
    const { stdout: stats } = await desk.run(['stats', '--json']);
    expect(JSON.parse(stats)).toMatchObject({ agreement: [{ source: 'matcher', agreed: 0, of: 1 }] });
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
    expect(shown).toContain('Asked to hear more.');
    expect(reason).toBeGreaterThan(shown.indexOf('Expected answer'));
    expect((await turns(desk)).map(({ because }) => because)).toEqual([
      undefined,
      undefined,
      'Waits politely',
      null,
    ]);
  });
});
