import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twinsAmong } from '../../../src/bank/lint/checks.ts';

const SHARE = 0.6;

const sets = fc.array(fc.uniqueArray(fc.constantFrom(...'abcdefghijkl'.split('')), { maxLength: 10 }), {
  maxLength: 40,
});

/** The share of words that two texts have in common, of all words in either. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((word) => b.has(word)).length;
  return both === 0 ? 0 : both / (a.size + b.size - both);
}

test('finds the same twin as comparing with all earlier texts', () => {
  fc.assert(
    fc.property(sets, (lists) => {
      const texts = lists.map((words) => new Set(words));
      const expected = texts.map((words, place) => {
        const twin = texts.slice(0, place).findIndex((other) => overlap(words, other) >= SHARE);
        return twin === -1 ? null : twin;
      });
      expect(twinsAmong(texts, SHARE)).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});
