import { expect, test } from 'vitest';
import { listedOf } from '../../src/bank/listed.ts';
import { choose } from '../../src/engine/plan.ts';
import { askedFirst } from '../../src/progress/asked-for-real.ts';
import { ranksFor } from '../../src/progress/schedule.ts';
import { historiesOf } from '../../src/progress/summary.ts';
import { makeQuestion } from '../support/question.ts';
import { makeAnswer, makeSession } from '../support/summaries.ts';

const questions = [1, 2, 3, 4].map((number) =>
  listedOf(makeQuestion(number, number === 4 ? { kind: 'screen', opens: ['question-3'] } : {})),
);
const DAY = 86_400_000;
const NOON = makeAnswer(1).wall;
const asked = (number: number, rating: 'again' | 'good' | null, on = 50) => ({
  bank: 'test',
  id: `question-${number}`,
  at: NOON + on * DAY,
  rating,
});

test.each(['fresh', 'due'] as const)(
  'what was asked for real is first by %s, the worst before the rest, until it is answered later',
  (order) => {
    // The first two are due, and the third was never answered.
    const histories = historiesOf([
      makeSession('a', [makeAnswer(1, { rating: 'again' }), makeAnswer(2, { rating: 'again' })]),
      makeSession('b', [makeAnswer(4, { on: 51 })]),
    ]);
    const orderOf = (...real: Parameters<typeof askedFirst>[0]) => {
      const first = askedFirst(real, histories, questions);
      const ranks = ranksFor(order, histories, '2026-03-01', first);
      return choose(questions, ranks, { order, count: 2 }, () => 0.5).map(({ number }) => number);
    };
    expect(orderOf(asked(3, 'good'), asked(2, 'again'))).toEqual([2, 3]);
    expect(orderOf(asked(2, 'good'), asked(3, null))).toEqual([3, 2]);
    // A short question brings the case that it opens, unless it was answered since.
    expect(orderOf(asked(4, 'good', 60)).toSorted()).toEqual([3, 4]);
    expect(orderOf(asked(4, 'good', 50))).toEqual(orderOf());
  },
);
