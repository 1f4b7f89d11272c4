import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function scorePairs(...lines: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'test/bench/score-pairs.ts')],
    { cwd: ROOT, input: lines.join('\n'), encoding: 'utf8' },
  );
  const scores = stdout.split('\n').filter((line) => line !== '');
  return { status, stderr, scores: scores.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('each line gets its score, in order, with the best sentence even where the point is not covered', () => {
  const keyPoint = 'A stale cache answers with old prices.';
  const { status, scores } = scorePairs(
    JSON.stringify({ id: 'a', keyPoint, answer: 'Well. The cache is stale, so it answers with old prices.' }),
    '',
    JSON.stringify({ id: 7, keyPoint, answer: 'I would ask the cache.', siblings: [keyPoint, 'Ask.'] }),
    JSON.stringify({ id: 'c', keyPoint, answer: '', question: 'What?', otherWordings: ['x'], counts: ['y'] }),
  );
  expect(status).toBe(0);
  expect(scores.map(({ id }) => id)).toEqual(['a', 7, 'c']);
  expect(scores[0]).toMatchObject({
    covered: true,
    verdict: 'found',
    evidence: 'The cache is stale, so it answers with old prices.',
  });
  expect(scores[1]).toMatchObject({ covered: false, evidence: 'I would ask the cache.' });
  expect(scores[2]).toMatchObject({ covered: false, verdict: 'missing', evidence: null });
});

test.each(['{"id":2,"answer":"y"}', 'no JSON', 'null'])('%s is named in one sentence', (line) => {
  const { status, stderr, scores } = scorePairs('{"id":1,"keyPoint":"x","answer":"y"}', line);
  expect([status, scores.map(({ id }) => id)]).toEqual([2, [1]]);
  expect(stderr).toBe('Line 2 is no JSON object with "keyPoint" and "answer", both text.\n');
});
