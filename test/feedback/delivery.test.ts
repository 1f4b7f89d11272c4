import { expect, test } from 'vitest';
import { deliveryOf, tellingOf } from '../../src/feedback/delivery.ts';

const ANSWER =
  'Good question. I think the cache is stale, basically. Maybe it is the clock; I think so.\nThen I look at the logs.';
const HEADLINE = ANSWER.indexOf('the cache');

function delivery(change: Partial<Parameters<typeof deliveryOf>[1]> = {}, answer = ANSWER) {
  return deliveryOf(answer, { usedMs: 60_000, firstKeyMs: 4000, spoken: false, found: [], ...change });
}

test('words, pace and times are reported as they are', () => {
  expect(delivery()).toMatchObject({ words: 23, wordsAMinute: 23, usedMs: 60_000, firstKeyMs: 4000 });
  expect(delivery({ usedMs: 30_000 }).wordsAMinute).toBe(46);
});

test('no pace is reported for an answer of a few seconds', () => {
  expect(delivery({ usedMs: 0 }).wordsAMinute).toBeNull();
});

test('hedges and fillers are counted by phrase, the most frequent first', () => {
  const { hedges, fillers } = delivery();
  expect(hedges).toEqual([
    { phrase: 'I think', times: 2 },
    { phrase: 'maybe', times: 1 },
  ]);
  expect(fillers).toEqual([{ phrase: 'basically', times: 1 }]);
});

test('a phrase inside a word does not count', () => {
  expect(delivery({}, 'The sum of umbrellas, somewhatever.').hedges).toEqual([]);
  expect(delivery({}, 'The sum of umbrellas, somewhatever.').fillers).toEqual([]);
});

test.each([
  ['What kind of load? That depends on which sort of cache it is, and a kind of lock.', [], []],
  ['I kind of know. It is sort  of slow.', ['kind of', 'sort of'], []],
  ['That is what you know. It depends on how you know it.', [], []],
  ['It is, you know, slow.', [], ['you know']],
  ['Maybe 30, perhaps  twenty, probably about 5 per cent, maybe a third of them.', [], []],
  ['Maybe the third one, maybe it is a cache.', ['maybe'], []],
])('words in their literal meaning do not count: %s', (answer, hedges, fillers) => {
  const found = delivery({}, answer);
  expect(found.hedges.map(({ phrase }) => phrase)).toEqual(hedges);
  expect(found.fillers.map(({ phrase }) => phrase)).toEqual(fillers);
});

test('the headline is the sentence of the first point found, counted from 1', () => {
  const found = [
    { start: ANSWER.indexOf('Then'), end: ANSWER.length },
    { start: HEADLINE, end: HEADLINE + 9 },
  ];
  expect(delivery({ found })).toMatchObject({ sentences: 4, headline: 2 });
  expect(delivery().headline).toBeNull();
});

test('only the times of a spoken answer are reported', () => {
  expect(delivery({ spoken: true })).toEqual({
    usedMs: 60_000,
    firstKeyMs: 4000,
    words: null,
    wordsAMinute: null,
    hedges: [],
    fillers: [],
    sentences: null,
    headline: null,
  });
});

test('a story is measured by whose it was and by its first number', () => {
  const story = 'In 2024 we had an outage. I rolled back my change within 5 minutes. Our team lost a day.';
  expect(tellingOf(story)).toEqual({ i: 2, we: 2, number: 2 });
  expect(tellingOf('Our US site had slow I/O.')).toEqual({ i: 0, we: 1, number: null });
  expect(tellingOf('It was fine.')).toEqual({ i: 0, we: 0, number: null });
});
