import { expect, test } from 'vitest';
import { choosePressing } from '../../src/engine/plan.ts';

const point = (name: string, score: number, covered = false) => ({ name, score, covered });

/** Follow-ups that probe these points, or no point. */
const probing = (...names: (string | null)[]) =>
  names.map((probes, place) => ({ question: `${place}?`, answer: '', probes }));

test('targets the weakest point first, and never a point that was covered', () => {
  const points = [point('cool', 0.4), point('dry', 0.1), point('turned', 0.9, true)];
  expect(choosePressing(probing('cool', 'turned', 'dry'), points)).toEqual([
    { followUp: 2, because: 'dry' },
    { followUp: 0, because: 'cool' },
  ]);
});

test('asks three at most, with ties in bank order', () => {
  const points = ['a', 'b', 'c', 'd'].map((name) => point(name, 0));
  const chosen = choosePressing(probing('d', 'c', null, 'b', 'a'), points);
  expect(chosen.map(({ because }) => because)).toEqual(['d', 'c', 'b']);
});

test('fills up with follow-ups that probe no point, and targets none if all were covered', () => {
  expect(choosePressing(probing(null, 'a', null, null), [point('a', 0.2)])).toEqual([
    { followUp: 1, because: 'a' },
    { followUp: 0, because: null },
    { followUp: 2, because: null },
  ]);
  expect(choosePressing(probing('a'), [point('a', 1, true)])).toEqual([]);
});

test('does not ask about a point in doubt that the answer likely covers', () => {
  const points = [point('cool', 0.7, true), point('dry', 0.3)];
  expect(choosePressing(probing('cool', 'dry', null), points)).toEqual([
    { followUp: 1, because: 'dry' },
    { followUp: 2, because: null },
  ]);
});
