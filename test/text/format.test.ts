import { describe, expect, test } from 'vitest';
import { aboutTime, clock, count, list, nearest, slug, words } from '../../src/text/format.ts';

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [60_000, '1:00'],
  [3_600_000, '60:00'],
  [-5, '0:00'],
])('clock of %i ms', (ms, text) => {
  expect(clock(ms)).toBe(text);
});

test.each([
  [1_000, 'about 1 minute'],
  [89_000, 'about 1 minute'],
  [1_800_000, 'about 30 minutes'],
  [90 * 60_000, 'about 90 minutes'],
  [91 * 60_000, 'about 1.5 hours'],
  [1_587 * 60_000, 'about 26.5 hours'],
])('aboutTime of %i ms', (ms, text) => {
  expect(aboutTime(ms)).toBe(text);
});

test('count and list read naturally', () => {
  expect([count(1, 'question'), count(3, 'question'), count(2, 'reply', 'replies')]).toEqual([
    '1 question',
    '3 questions',
    '2 replies',
  ]);
  expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'], 'or')]).toEqual([
    '',
    'a',
    'a and b',
    'a, b or c',
  ]);
});

test.each([
  ['', 0],
  ['  one  two\nthree ', 3],
  ["don't well-known 3.14", 3],
  ['a — b …', 2],
])('words of %j', (text, number) => {
  expect(words(text)).toBe(number);
});

test.each([
  ['Recall fell overnight!', 'recall-fell-overnight'],
  ['Ünïcödé & more', 'unicode-more'],
  ['../../etc/passwd', 'etc-passwd'],
  ['漢字', ''],
  [`${'word '.repeat(11)}longer-end`, `${'word-'.repeat(11)}longe`],
])('slug of %j', (title, id) => {
  expect(slug(title)).toBe(id);
});

describe('nearest', () => {
  const known = ['expected', 'key-points', 'why'];
  test.each([
    ['expcted', 'expected'],
    ['epxected', 'expected'],
    ['Key-Points', 'key-points'],
    ['wyh', 'why'],
    ['something', undefined],
    ['', undefined],
  ])('%j', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });
});
