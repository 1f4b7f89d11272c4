import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { MOST_IN_LIST } from '../../src/engine/guards.ts';
import { writeSession } from '../support/load.ts';
import { asks, type Desk, PAUSED, test } from '../support/program.ts';
import { KEY, type Pty } from '../support/pty.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

const ID = '2026-11-24-1830-abc';
const SEARCHING = 'Still looking for the key points in your answer. Ctrl+C pauses.';

/** As many as a journal may hold. No bank may hold such a question. */
const KEY_POINTS = Array.from({ length: MOST_IN_LIST }, (_, n) =>
  keyPoint(`P${n}`, `Point ${n} says that the load stays above the limit.`, {
    wordings: Array.from(
      { length: 20 },
      (_each, nth) => `In words ${nth}, the load ${n} stays above the limit.`,
    ),
  }),
);
const ANSWER = 'The load stays above the limit.\n'.repeat(5000);

/** Resumes a round that has to look for all these points in that answer, and waits until it does. */
async function searching(
  desk: Desk,
  followUps: 'all' | 'pressing',
  args: readonly string[] = [],
): Promise<Pty> {
  const opening = started(1, {}, followUps);
  const [planned] = opening.plan;
  const question = makeQuestion(1, { keyPoints: KEY_POINTS });
  const begun = start({
    ...opening,
    plan: [{ ...planned!, question, followUps: followUps === 'all' ? 0 : 2 }],
  });
  const asked = happen(begun, { type: 'asked', turn: { q: 0 }, budget: null });
  const answer = { type: 'answered', turn: { q: 0 }, state: 'submitted', text: ANSWER, firstKey: 0 } as const;
  const answered = happen(asked, answer, 60_000);
  writeSession(desk.home, ID, happen(answered, { type: 'predicted', q: 0, certainty: 3 }).events);
  const pty = desk.open(['resume', ...args]);
  await pty.waitFor(SEARCHING);
  return pty;
}

/** The round is saved as paused, with nothing found yet. */
async function checkPaused(desk: Desk): Promise<void> {
  expect(await desk.json(['sessions', '--json'])).toMatchObject({ sessions: [{ id: ID, state: 'paused' }] });
  const segments = await desk.sessionFiles('.jsonl');
  const types = segments
    .flatMap((file) => readFileSync(file, 'utf8').trimEnd().split('\n'))
    .map((line) => (JSON.parse(line) as { type: string }).type);
  expect(types.at(-1)).toBe('paused');
  expect(types).not.toContain('found');
}

describe.each([
  ['on the full screen', [], PAUSED],
  ['line by line', ['--plain'], asks('resume later')],
] as const)('a search that takes minutes, %s', (_where, args, paused) => {
  test('Ctrl+C pauses it, and a second one quits', async ({ desk }) => {
    const pty = await searching(desk, 'all', args);
    pty.type(KEY.ctrlC);
    await pty.waitFor(paused);
    pty.type(KEY.ctrlC);
    expect(await pty.exit()).toBe(130);
    await checkPaused(desk);
  });

  test('starts again after the pause, and can be paused again', async ({ desk }) => {
    const pty = await searching(desk, 'pressing', args);
    pty.type(KEY.ctrlC);
    await pty.waitFor(paused);
    pty.type(KEY.enter);
    await pty.waitFor(({ all }) => all.join('\n').split(SEARCHING).length > 2);
    pty.type(KEY.ctrlC);
    await pty.waitFor(paused);
  });

  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    test(`${signal} pauses it`, async ({ desk }) => {
      const pty = await searching(desk, 'all', args);
      pty.kill(signal);
      expect(await pty.exit()).toBe(code);
      await checkPaused(desk);
    });
  }

  test('a closed window pauses it', async ({ desk }) => {
    const pty = await searching(desk, 'pressing', args);
    pty.hangUp();
    expect(await pty.exit()).toBe(129);
    await checkPaused(desk);
  });
});
