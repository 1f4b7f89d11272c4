import { describe, expect, test } from 'vitest';
import type { KeyPoint } from '../../src/bank/question.ts';
import { deliveryOf } from '../../src/feedback/delivery.ts';
import { matchMistakes, matchPoints } from '../../src/feedback/match.ts';

const POINT: KeyPoint = {
  name: 'Retries',
  text: 'Immediate retries keep the load above the limit.',
  wordings: [],
  counts: ['A retry at once is more load. The limit stays broken.'],
  notEnough: ['There are retries.'],
};
const QUESTION = { question: 'What do you do about the retries?' };
const MISTAKES = ['Adding more retries with a shorter timeout.'];
const NO_TIMES = { usedMs: 60_000, firstKeyMs: 0, spoken: false, found: [] };

// Anything quadratic would take minutes here, and the runner would time out.
describe('an answer no one would type is read like any other', () => {
  test.each([
    ['200,000 dots', '.'.repeat(200_000)],
    ['200,000 dots and a word', `${'.'.repeat(200_000)}x`],
    ['200,000 marks of all kinds', '.?!'.repeat(66_000)],
    ['130,000 lines', `${'a\n'.repeat(65_000)}\n\n${'a\n'.repeat(65_000)}`],
    ['130,000 lines of a word of the point', 'retries\n'.repeat(130_000)],
  ])('%s', (_, answer) => {
    const [found] = matchPoints([POINT], answer, QUESTION).points;
    expect(found).toMatchObject({ name: 'Retries', covered: false });
    expect(matchMistakes(MISTAKES, answer, QUESTION)).toEqual([]);
    expect(deliveryOf(answer, NO_TIMES).sentences).toBe(
      answer.split('\n').filter((line) => line !== '').length,
    );
  });
});
