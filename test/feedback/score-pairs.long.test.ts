import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function scorePairs(...lines: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'bench/score-pairs.ts')],
    { cwd: ROOT, input: lines.join('\n'), encoding: 'utf8' },
  );
  const scores = stdout.split('\n').filter((line) => line !== '');
  return { status, stderr, scores: scores.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('each line gets its score, in order, with the best sentence even if the point is not covered', () => {
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

test.each(['{"id":2,"answer":"y"}', 'no JSON', 'null'])(
  'a bad line is reported in one sentence: %s',
  (line) => {
    const { status, stderr, scores } = scorePairs('{"id":1,"keyPoint":"x","answer":"y"}', line);
    expect([status, scores.map(({ id }) => id)]).toEqual([2, [1]]);
    expect(stderr).toBe('Line 2 is not a JSON object with "keyPoint" and "answer", both text.\n');
  },
);

test.each([
  ['question', '5', 'has a "question" that is not text.'],
  ['siblings', '"abc"', 'has "siblings" that is not a list of texts.'],
  ['otherWordings', '"abc"', 'has "otherWordings" that is not a list of texts.'],
  ['counts', '[1]', 'has "counts" that is not a list of texts.'],
  ['notEnough', '{}', 'has "notEnough" that is not a list of texts.'],
])('a bad field is reported with its line: "%s": %s', (name, value, fault) => {
  const { status, stderr, scores } = scorePairs(
    '{"id":1,"keyPoint":"x","answer":"y"}',
    `{"id":2,"keyPoint":"x","answer":"y","${name}":${value}}`,
  );
  expect([status, scores.map(({ id }) => id)]).toEqual([2, [1]]);
  expect(stderr).toBe(`Line 2 ${fault}\n`);
});

test('null fields and a byte order mark are ignored', () => {
  const pair = {
    keyPoint: 'A stale cache answers with old prices.',
    answer: 'The stale cache has old prices.',
  };
  const nothing = { question: null, otherWordings: null, counts: null, notEnough: null, siblings: null };
  const { status, stderr, scores } = scorePairs(
    `\uFEFF${JSON.stringify(pair)}`,
    JSON.stringify({ ...pair, ...nothing }),
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(scores).toHaveLength(2);
  expect(scores[1]).toEqual(scores[0]);
});

test('closing the pipe after the first line is not an error', () => {
  const pairs = `${JSON.stringify({ id: 1, keyPoint: 'Caches go stale.', answer: 'A cache gets stale.' })}\n`;
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', '"$0" --import tsx bench/score-pairs.ts | head -1; echo "${PIPESTATUS[0]}"', process.execPath],
    { cwd: ROOT, input: pairs.repeat(3000), encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  const [first, status] = stdout.split('\n');
  expect(first).toContain('"id":1');
  expect(status).toBe('0');
});
