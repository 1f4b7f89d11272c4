import { expect, test } from 'vitest';
import { twinsAmong } from '../../../src/bank/lint/checks.ts';

const SHARE = 0.6;

/** Thirty words out of `words`, in a pseudo-random order. */
function draw(place: number, of: number): Set<string> {
  return new Set(Array.from({ length: 30 }, (_, n) => `w${(place * 7919 + n * n * place + n * 17) % of}`));
}

test.each([
  ['of words of their own', 10_000, 5003],
  ['of a few words that all share', 10_000, 97],
])('ten thousand texts are compared in seconds: %s', (_, texts, words) => {
  expect(
    twinsAmong(
      Array.from({ length: texts }, (__, place) => draw(place, words)),
      SHARE,
    ),
  ).toHaveLength(texts);
});

test('the twin of thousands of equal texts is the first one', () => {
  const twins = twinsAmong(
    Array.from({ length: 5000 }, () => draw(1, 5003)),
    SHARE,
  );
  expect(new Set(twins)).toEqual(new Set([null, 0]));
});
