import { describe, expect } from 'vitest';
import { test } from '../support/program.ts';

const ROUND = ['practice', '--no-opener', '--follow-ups', 'none', '--search'];
const ANSWER = { input: 'Some answer.\n---\n' };

describe('practice --search', () => {
  test('asks what list finds first, then what comes after that', async ({ desk }) => {
    const ranked = await desk.json(['list', '--search', 'KV cache', '--json']);
    const found = (ranked as { questions: { kind: string; title: string }[] }).questions;
    const [first, second] = found.filter(({ kind }) => kind !== 'screen');
    expect((await desk.run([...ROUND, 'KV cache'], ANSWER)).stdout).toContain(first?.title);
    expect((await desk.run([...ROUND, 'KV cache'], ANSWER)).stdout).toContain(second?.title);
  });

  test('says if only some of the words are found, and if none is', async ({ desk }) => {
    const near = await desk.run([...ROUND, 'KV cache of a giraffe'], ANSWER);
    expect(near.stderr).toContain('No question has all of "KV cache of a giraffe". These come near.');
    expect(near.code).toBe(0);
    const none = await desk.run([...ROUND, 'giraffe'], ANSWER);
    expect(none.stderr).toContain('no question that a round may ask matches "giraffe".');
    expect(none.code).toBe(2);
    expect((await desk.run([...ROUND, 'KV cache', '--order', 'due'], ANSWER)).stderr).toContain(
      '--search chooses the questions, so --order does not apply.',
    );
  });
});
