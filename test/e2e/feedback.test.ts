import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Desk } from '../support/program.ts';
import { SHORT_BANK, test, turns } from '../support/program.ts';

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
  test('through a pipe is recorded and exported, with nobody to tick', async ({ desk }) => {
    await piped(desk, [], SUSPECTS, WAITS, 'I alert on nothing.');
    const [main] = await turns(desk);
    expect(main?.points).toMatchObject([
      { found: true, evidence: SUSPECTS, ticked: null },
      { found: false, evidence: null, ticked: null },
      { found: true, evidence: WAITS, ticked: null },
      { found: false, evidence: null, ticked: null },
    ]);
    const { stdout } = await desk.run(['export']);
    expect(stdout).toContain('### Key points: not judged, 2 of 4 found in the text');
    expect(stdout).toContain(`  - found in the text: “${WAITS}”`);
  });

  test('of an answer that makes a listed mistake is quoted beside it', async ({ desk }) => {
    const mistake = 'I would be backing off without jitter.';
    const shown = await piped(desk, ['--follow-ups', 'none'], `${SUSPECTS} ${mistake}`);
    expect(shown).toMatch(
      /• Backing off without jitter\.\n +Close to what you wrote: “I would be backing off/,
    );
    expect((await desk.run(['export'])).stdout).toContain(`  - close to: “${mistake}”`);
  });
});

describe('--follow-ups pressing', () => {
  const PRESSING = ['--follow-ups', 'pressing'] as const;

  test('asks about the point that was left out, and says so only in the reveal', async ({ desk }) => {
    const shown = await piped(desk, PRESSING, SUSPECTS, 'At the clock.', 'On retries.');
    expect(shown).toContain('5:00 + up to 2 follow-ups');
    const pressed = shown.indexOf('Follow-up 1 of 2');
    const reason = shown.indexOf('Asked because your answer left this open: Waits politely');
    expect(pressed).toBeGreaterThan(0);
    expect(reason).toBeGreaterThan(shown.indexOf('What a strong answer says'));
    expect((await turns(desk)).map(({ because }) => because)).toEqual([undefined, 'Waits politely', null]);
  });

  test('asks nothing about what was found', async ({ desk }) => {
    const shown = await piped(desk, PRESSING, `${SUSPECTS} ${WAITS}`, 'On retries.');
    expect(shown).toContain('Follow-up 1 of 1');
    const asked = (await turns(desk)).map(({ prompt }) => prompt);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toBe('What do you alert on?');
  });

  test('has nothing to go by where an answer is said aloud', async ({ desk }) => {
    const { code, stderr } = await desk.run([...ROUND, ...PRESSING, '--speak-aloud']);
    expect(code).toBe(2);
    expect(stderr).toContain('--follow-ups pressing goes by what you write');
  });
});
