import { describe, expect, test } from 'vitest';
import { deliveryOf } from '../../src/feedback/delivery.ts';
import { matchPoints as pointsInSteps } from '../../src/feedback/match.ts';
import { matchMistakes, matchPoints } from '../support/matcher.ts';
import { keyPoint } from '../support/question.ts';

const POINT = keyPoint('Retries', 'Immediate retries keep the load above the limit.', {
  counts: ['A retry at once is more load. The limit stays broken.'],
  notEnough: ['There are retries.'],
});
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

const LOAD = 'The load stays above the limit.';
const many = <Item>(n: number, item: (n: number) => Item): Item[] =>
  Array.from({ length: n }, (_, index) => item(index));

describe('a question no one would write is matched like any other', () => {
  test('20,000 key points', () => {
    const points = many(20_000, (n) => keyPoint(`P${n}`, `Number ${n} is above the limit.`));
    const found = matchPoints(points, 'Number 7 is above the limit.', QUESTION).points;
    expect(found).toHaveLength(20_000);
    expect(found[7]).toMatchObject({ name: 'P7', covered: true });
  });

  test.each(['wordings', 'counts', 'notEnough'] as const)('20,000 %s of a key point', (kind) => {
    const examples = many(20_000, (n) => `The request number ${n} goes nowhere today.`);
    const [found] = matchPoints([{ ...POINT, [kind]: examples }], LOAD, QUESTION).points;
    expect(found).toMatchObject({ name: 'Retries' });
  });

  test('20,000 mistakes', () => {
    const mistakes = many(20_000, (n) => `Saying that the service number ${n} fails.`);
    expect(matchMistakes(mistakes, 'The service number 7 fails.', QUESTION)).toMatchObject([{ index: 7 }]);
  });

  test('a key point of 20,000 numbers, and an answer of as many others', () => {
    const text = many(20_000, (n) => 2 * n).join(' ');
    const answer = many(20_000, (n) => 2 * n + 1).join(' ');
    const [found] = matchPoints([keyPoint('Numbers', text)], answer, QUESTION).points;
    expect(found).toMatchObject({ covered: false });
  });

  test('a long question in a long answer', () => {
    const question = 'a b '.repeat(50_000);
    const [found] = matchPoints([POINT], `${question}c\n`.repeat(5), { question }).points;
    expect(found).toMatchObject({ covered: false });
  });
});

test('no more than 200,000 characters of an answer are read', () => {
  const covered = (before: string): boolean | undefined =>
    matchPoints([POINT], `${before}\n${POINT.text}`, QUESTION).points[0]?.covered;
  expect(covered('word '.repeat(39_000))).toBe(true);
  expect(covered('word '.repeat(40_000))).toBe(false);
});

test('the search yields all the time', () => {
  const points = many(50, (n) => ({ ...POINT, name: `P${n}` }));
  let yields = 0;
  for (const steps = pointsInSteps(points, LOAD.repeat(100), QUESTION); steps.next().done !== true;) yields++;
  expect(yields).toBeGreaterThan(50 * 10);
});
