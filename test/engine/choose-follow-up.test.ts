import { expect, test } from 'vitest';
import { choosePressing } from '../../src/engine/choose-follow-up.ts';

const point = (name: string, score: number, verdict: 'found' | 'unsure' | 'missing' = 'missing') => ({
  name,
  score,
  verdict,
});

/** Follow-ups that probe these points, or no point. */
const probing = (...names: (string | null)[]) =>
  names.map((probes, place) => ({ question: `${place}?`, answer: '', probes }));

test('targets the weakest point first, and never a point that was found', () => {
  const points = [point('cool', 0.5, 'unsure'), point('dry', 0.1), point('turned', 0.9, 'found')];
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

test('fills up with follow-ups that probe no point, and targets none if all were found', () => {
  expect(choosePressing(probing(null, 'a', null, null), [point('a', 0.2)])).toEqual([
    { followUp: 1, because: 'a' },
    { followUp: 0, because: null },
    { followUp: 2, because: null },
  ]);
  expect(choosePressing(probing('a'), [point('a', 1, 'found')])).toEqual([]);
});
