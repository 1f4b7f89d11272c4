import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/engine/plan.ts';
import { historiesOf, isAnswered, type SessionSummary } from '../../src/progress/summary.ts';
import {
  dueOn,
  recallOn,
  scheduleOf as scheduleOfHistories,
  urgencyOn,
} from '../../src/progress/schedule.ts';
import { anySessions, makeAnswer, makeSession } from '../support/summaries.ts';

const scheduleOf = (sessions: readonly SessionSummary[]) => scheduleOfHistories(historiesOf(sessions));

const rated = (number: number, on: number, rating: 'again' | 'hard' | 'good' | 'easy' | null) =>
  makeSession(`${number}-${on}`, [makeAnswer(number, { on, rating })]);

describe('the schedule', () => {
  it('follows FSRS from the ratings and their days', () => {
    // By the published weights a first rating of good lasts 2.3065 days, and easy 8.2956.
    expect(scheduleOf([rated(1, 0, 'good'), rated(2, 0, 'easy'), rated(3, 0, 'again')])).toMatchObject([
      { number: 3, due: '2026-01-02', stability: 0.212, reviews: 1, rating: 'again' },
      { number: 1, due: '2026-01-03', stability: 2.3065 },
      { number: 2, due: '2026-01-09', stability: 8.2956 },
    ]);
    const [again] = scheduleOf([rated(1, 0, 'good'), rated(1, 2, 'good'), rated(1, 13, 'again')]);
    expect(again).toMatchObject({ reviews: 3, last: '2026-01-14', rating: 'again' });
    expect(again?.stability).toBeLessThan(
      scheduleOf([rated(1, 0, 'good'), rated(1, 2, 'good')])[0]!.stability,
    );
  });

  it('does not depend on the order of the sessions, and is plain JSON', () => {
    fc.assert(
      fc.property(anySessions, fc.func(fc.integer()), (sessions, chance) => {
        const shuffled = sessions.toSorted((a, b) => chance(a.id) - chance(b.id));
        const schedule = scheduleOf(sessions);
        expect(scheduleOf(shuffled)).toEqual(schedule);
        expect(JSON.parse(JSON.stringify(schedule))).toEqual(schedule);
      }),
    );
  });

  it('does not change later for a question that was not rated since', () => {
    fc.assert(
      fc.property(anySessions, fc.nat(100), (sessions, on) => {
        const until = makeAnswer(1, { on }).wall;
        const isEarly = (session: (typeof sessions)[number]): boolean =>
          session.answers.every(({ wall }) => wall < until);
        const later = sessions.filter((session) => !isEarly(session)).flatMap(({ answers }) => answers);
        const touched = new Set(later.map(({ question }) => keyOf(question)));
        const whole = scheduleOf(sessions);
        for (const before of scheduleOf(sessions.filter(isEarly))) {
          const after = whole.find((question) => keyOf(question) === keyOf(before));
          if (!touched.has(keyOf(before))) expect(after).toEqual(before);
          expect(after?.reviews).toBeGreaterThanOrEqual(before.reviews);
        }
      }),
    );
  });

  it('depends on rated answers alone', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const moving = sessions.map((session) => ({
          ...session,
          answers: session.answers.filter((answer) => isAnswered(answer) && answer.rating !== null),
        }));
        expect(scheduleOf(moving)).toEqual(scheduleOf(sessions));
      }),
    );
  });

  it('gives what is due on a day, the least remembered first', () => {
    const schedule = scheduleOf([
      rated(1, 0, 'good'),
      rated(2, 0, 'easy'),
      rated(3, 0, 'again'),
      rated(4, 20, 'easy'),
    ]);
    const numbers = (day: string) => dueOn(schedule, day).map(({ number }) => number);
    expect(numbers('2026-01-01')).toEqual([]);
    expect(numbers('2026-01-02')).toEqual([3]);
    expect(numbers('2026-01-09')).toEqual([3, 1, 2]);
    expect(
      recallOn(
        schedule.find(({ number }) => number === 2)!,
        '2026-01-01',
      ),
    ).toBe(1);
    expect(
      recallOn(
        schedule.find(({ number }) => number === 2)!,
        '2026-01-09',
      ),
    ).toBeCloseTo(0.9, 2);
  });

  it('orders a round: due, then unscheduled, then by due date', () => {
    const schedule = scheduleOf([rated(1, 0, 'good'), rated(2, 0, 'easy'), rated(3, 0, 'again')]);
    const attempts = new Map([1, 2, 3, 4].map((number) => [`test/question-${number}`, 1] as const));
    const ranks = urgencyOn(schedule, attempts, '2026-01-04');
    const order = [2, 4, 5, 1, 3].sort(
      (a, b) => (ranks.get(`test/question-${a}`) ?? 0) - (ranks.get(`test/question-${b}`) ?? 0),
    );
    expect(order).toEqual([3, 1, 5, 4, 2]);
  });
});
