import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../src/engine/event.ts';
import {
  agreementOf,
  compare,
  type Judgment,
  type Outcome,
  recommend,
  signTest,
  wilson,
} from '../../../src/model/check/agreement.ts';
import type { PairKind } from '../../../src/model/check/pairs.ts';
import { makeQuestion } from '../../support/question.ts';

const question = makeQuestion(1);

function outcome(kind: PairKind, by: Outcome['by']): Outcome {
  const covered = kind === 'counts' || kind === 'expected';
  return { pair: { kind, question, point: 0, answer: 'It is.', covered }, by };
}

function said(verdict: Verdict | null, change: Partial<Judgment> = {}): Judgment {
  return { verdict, problem: null, ms: 100, tokens: null, ...change };
}

const times = <T>(n: number, value: T): T[] => Array<T>(n).fill(value);

describe('the statistics', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('the interval of %d in %d', (n, of, low, high) => {
    const interval = wilson(n, of);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test.each([
    [0, 0, 1],
    [1, 0, 1],
    [5, 0, 2 / 2 ** 5],
    [6, 0, 2 / 2 ** 6],
    [10, 2, (2 * (1 + 12 + 66)) / 2 ** 12],
    [7, 7, 1],
  ])('the chance of %d against %d', (a, b, p) => {
    expect(signTest(a, b)).toBeCloseTo(p, 10);
  });

  test('the chance is one, has no side, and falls as the split gets more uneven', () => {
    const size = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(size, size, (a, b) => {
        const p = signTest(a, b);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(signTest(b, a)).toBe(p);
        if (a > b && b > 0) expect(signTest(a + 1, b - 1)).toBeLessThanOrEqual(p);
      }),
    );
  });
});

test('an unsure verdict is right where the point is not covered, and what was not judged does not count', () => {
  const outcomes = [
    outcome('counts', { matcher: said('found', { ms: 10, tokens: { prompt: 100, completion: 10 } }) }),
    outcome('counts', { matcher: said('unsure', { ms: 20 }) }),
    outcome('notEnough', { matcher: said('found', { ms: 30, tokens: { prompt: 201, completion: 20 } }) }),
    outcome('other', { matcher: said('missing', { ms: 90 }) }),
    outcome('expected', { matcher: said('missing', { ms: 40 }) }),
    outcome('other', { matcher: said('unsure', { ms: 20 }) }),
    outcome('other', { matcher: said(null, { problem: 'nonsense', ms: 9999 }) }),
    outcome('other', { matcher: said(null) }),
    outcome('other', {}),
  ];
  expect(agreementOf(outcomes, 'matcher')).toEqual({
    judge: 'matcher',
    judged: 6,
    agreed: 3,
    interval: wilson(3, 6),
    unsure: 2,
    falselyCovered: 1,
    notCovered: 3,
    kinds: {
      counts: { agreed: 1, of: 2 },
      notEnough: { agreed: 0, of: 1 },
      expected: { agreed: 0, of: 1 },
      other: { agreed: 2, of: 2 },
    },
    ms: { median: 25, slowest: 90 },
    tokens: { prompt: 151, completion: 15 },
    notJudged: 2,
    problems: { nonsense: 1 },
  });
  expect(agreementOf([], 'matcher')).toMatchObject({ judged: 0, interval: null, ms: null, tokens: null });
});

describe('a comparison', () => {
  const both = (model: Verdict | null, matcher: Verdict): Outcome =>
    outcome('counts', { 'one-point': said(model), matcher: said(matcher) });
  const only = { model: both('found', 'missing'), matcher: both('unsure', 'found') };

  test.each([
    [6, 0, 'better'],
    [5, 0, 'no better'],
    [0, 6, 'worse'],
    [10, 8, 'no better'],
    [0, 0, 'no better'],
  ])('only the model is right %d times, only the matcher %d: %s', (model, matcher, result) => {
    const outcomes = [...times(model, only.model), ...times(matcher, only.matcher), both('found', 'found')];
    expect(compare(outcomes, 'one-point', 'matcher')).toMatchObject({
      result,
      onlyThis: model,
      onlyThat: matcher,
    });
  });

  test('needs pairs that both judged', () => {
    expect(compare([both(null, 'found')], 'one-point', 'matcher')).toBeNull();
    expect(compare([...times(6, both(null, 'found')), only.model], 'one-point', 'matcher')).toMatchObject({
      onlyThat: 0,
    });
  });
});

describe('a recommendation', () => {
  // The question has two points, so one point at a time takes twice as long as a call.
  const ways = (one: Judgment, two: Judgment): Outcome =>
    outcome('counts', { 'one-point': one, 'two-orders': two });

  test('is the way that agrees more often, however slow', () => {
    const outcomes = times(6, ways(said('found', { ms: 900 }), said('missing', { ms: 1 })));
    expect(recommend(outcomes)).toEqual({
      calls: 'one-point',
      why: 'agreement',
      msPerQuestion: { 'one-point': 1800, 'two-orders': 1 },
    });
  });

  test.each([
    [100, 150, 'two-orders'],
    [70, 150, 'one-point'],
  ])('is the quicker one if both agree as often: %d ms a point, %d ms a question', (one, two, calls) => {
    const outcomes = times(9, ways(said('found', { ms: one }), said('found', { ms: two })));
    expect(recommend(outcomes)).toMatchObject({ calls, why: 'time' });
  });

  test('counts a pair that one way did not judge against it', () => {
    const outcomes = [
      ...times(6, ways(said(null, { problem: 'cut off' }), said('found'))),
      ways(said('found', { ms: 1 }), said('found')),
    ];
    expect(recommend(outcomes)).toMatchObject({ calls: 'two-orders', why: 'agreement' });
  });

  test('is the only one that judged anything, or none', () => {
    const no = said(null, { problem: 'nonsense' });
    expect(recommend([ways(no, said('missing'))])).toMatchObject({ calls: 'two-orders', why: 'only' });
    expect(recommend([ways(said('missing'), no)])).toMatchObject({ calls: 'one-point', why: 'only' });
    expect(recommend([ways(no, no)])).toBeNull();
  });
});
