import { describe, expect, test } from 'vitest';
import { isShort, nextFollowUp } from '../../src/engine/follow-ups.ts';
import type { Verdict } from '../../src/engine/event.ts';
import { keyPoint } from '../support/question.ts';

const point = (name: string, verdict: Verdict, score = 0) => ({ name, verdict, score });

/** A question whose follow-ups probe these points, or no point; the points named in `fresh` count only when asked. */
const probing = (probes: readonly (string | null)[], fresh: readonly string[] = []) => ({
  followUps: probes.map((name, place) => ({ question: `${place}?`, answer: '', probes: name })),
  keyPoints: [...new Set(probes)].flatMap((name) =>
    name === null ? [] : [keyPoint(name, `It is ${name}.`, fresh.includes(name) ? { asked: true } : {})],
  ),
});

/** The follow-ups in the order asked, if no answer changes anything. */
function asked(question: ReturnType<typeof probing>, points: ReturnType<typeof point>[]) {
  const before = new Set<number>();
  for (;;) {
    const next = nextFollowUp(question, points, before);
    if (next === null) return [...before];
    before.add(next.followUp);
  }
}

describe('the follow-up that fits', () => {
  test('presses on what was firmly not said, the weakest point first', () => {
    const points = [
      point('cool', 'missing', 0.1),
      point('dry', 'missing', 0.05),
      point('turned', 'missing', 0.1),
    ];
    expect(asked(probing(['cool', 'dry', 'turned']), points)).toEqual([1, 0, 2]);
  });

  test('presses on no point in doubt, and comes to it last', () => {
    const question = probing(['cool', 'dry', null]);
    const points = [point('cool', 'unsure', 0.3), point('dry', 'missing')];
    expect(asked(question, points)).toEqual([1, 2, 0]);
    expect(nextFollowUp(question, points, new Set([1, 2]))).toEqual({ followUp: 0, because: null });
  });

  test('goes on with new material after that, and then deeper into what was said', () => {
    const question = probing(['said', 'new', null, 'left out'], ['new']);
    const points = [point('said', 'found', 1), point('new', 'missing'), point('left out', 'missing')];
    expect(asked(question, points)).toEqual([3, 1, 2, 0]);
  });

  test('says which point it presses on, and none when it goes on', () => {
    const question = probing(['cool', 'new'], ['new']);
    const points = [point('cool', 'missing'), point('new', 'missing')];
    expect(nextFollowUp(question, points, new Set())).toEqual({ followUp: 0, because: 'cool' });
    expect(nextFollowUp(question, points, new Set([0]))).toEqual({ followUp: 1, because: null });
  });
});

test('an answer of less than half the expected words is short, and an empty one is none', () => {
  const expected = { expected: 'Keep the bread in dry linen and in a cool place.' };
  expect(isShort('In dry linen, I think.', expected)).toBe(true);
  expect(isShort('In dry linen, and somewhere cool.', expected)).toBe(false);
  expect(isShort(' ', expected)).toBe(false);
  // However long the expected answer is, a minute of speech is not short.
  expect(isShort('word '.repeat(140), { expected: 'word '.repeat(600) })).toBe(false);
});
