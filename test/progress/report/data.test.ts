import { sumOf } from '../../../src/engine/tally.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../src/progress/report/data.ts';
import { anySessions, makeAnswer, makeSession } from '../../support/summaries.ts';

const rated = (number: number, on: number, rating: 'good') =>
  makeSession(`${number}-${on}`, [makeAnswer(number, { on, rating })]);

describe('the report', () => {
  const questions = [1, 2, 3, 4, 5].map((number) => makeAnswer(number).question);
  const options = { today: '2026-04-20', since: null, topics: [], questions };

  it('does not depend on the order of the sessions, and is plain JSON', () => {
    fc.assert(
      fc.property(anySessions, fc.func(fc.integer()), (sessions, chance) => {
        const whole = reportOf(sessions, options);
        expect(
          reportOf(
            sessions.toSorted((a, b) => chance(a.id) - chance(b.id)),
            options,
          ),
        ).toEqual(whole);
        expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
      }),
    );
  });

  it('splits points into before and lately, without losing any', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const { changes, stats } = reportOf(sessions, options);
        expect(sumOf(changes.flatMap(({ before, lately }) => [before, lately]))).toEqual(stats.points);
      }),
    );
    const { changes, lately } = reportOf([rated(3, 0, 'good'), rated(3, 30, 'good')], options);
    expect(lately).toBe('2026-01-21');
    expect(changes).toEqual([
      {
        topic: 'retrieval',
        before: { covered: 2, whenPressed: 0, partly: 0, notCovered: 2, toDecide: 0 },
        lately: { covered: 2, whenPressed: 0, partly: 0, notCovered: 2, toDecide: 0 },
      },
    ]);
  });
});
