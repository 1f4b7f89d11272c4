import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Desk, SHORT, test } from '../support/program.ts';

/** A desk with an ad for someone who tests RAG, and for a fair employer. */
function withAd(desk: Desk): Desk {
  const ad =
    'We test RAG: faithfulness, hallucination and flaky tests.\nOur benefits: a guardrail and chargeback.\n';
  writeFileSync(join(desk.folder, 'job.txt'), ad);
  return desk;
}

describe('--job', () => {
  test('list ranks the bank by an ad, with the words that led there, and reads it from a pipe too', async ({
    desk,
  }) => {
    const { stdout } = await withAd(desk).run(['list', '--job', 'job.txt']);
    const [header = '', first = '', ...others] = stdout.trimEnd().split('\n');
    expect(header).toContain('the ad says');
    expect(first).toMatch(/ (?:faithfulness|hallucination|flaky tests)/);
    expect(others.length).toBeLessThan(20);
    expect(stdout).not.toMatch(/the ad says.*guardrail/);
    const ad = 'Work on chargeback and prompt caching.';
    const { stdout: piped } = await desk.run(['list', '--job', '-', '--json'], { input: ad });
    const { questions } = JSON.parse(piped) as { questions: { words: string[] }[] };
    expect(questions.slice(0, 2).flatMap(({ words }) => words)).toEqual(
      expect.arrayContaining(['chargeback', 'prompt caching']),
    );
  });

  test('practice asks what the ad asks for most, then what comes after that', async ({ desk }) => {
    const ranked = await withAd(desk).json(['list', '--job', 'job.txt', '--json']);
    const [first, second] = (ranked as { questions: { id: string; title: string }[] }).questions;
    const round = ['practice', '--no-opener', '--follow-ups', 'none', '--job', 'job.txt'];
    expect((await desk.run(round, { input: 'Some answer.\n---\n'.repeat(2) })).stdout).toContain(
      first?.title,
    );
    expect((await desk.run(round, { input: 'Some answer.\n---\n'.repeat(2) })).stdout).toContain(
      second?.title,
    );
  });

  test('says what is wrong with it', async ({ desk }) => {
    const said = async (args: string[], input = ''): Promise<string> => {
      const { code, stderr } = await desk.run(args, { input });
      expect(code).toBe(2);
      return stderr;
    };
    expect(await said(['list', '--job', '-'], 'We bake bread.')).toContain('standard input names nothing');
    expect(await said(['list', '--job', 'none.txt'])).toContain('cannot read none.txt: it does not exist.');
    expect(await said(['practice', '--job', '-', ...SHORT])).toContain(
      'the answers come from standard input',
    );
  });
});
