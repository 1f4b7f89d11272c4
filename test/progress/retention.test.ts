import { sumOf } from '../../src/engine/tally.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Gap, memoriesOn, reportOf, retentionOf } from '../../src/progress/report/data.ts';
import { scheduleOf } from '../../src/progress/schedule.ts';
import { historiesOf, type SessionSummary } from '../../src/progress/summary.ts';
import { anySessions, makeAnswer, makeSession } from '../support/summaries.ts';

const rated = (number: number, on: number, rating: 'again' | 'hard' | 'good' | 'easy' | null) =>
  makeSession(`${number}-${on}`, [makeAnswer(number, { on, rating })]);
const retention = (
  sessions: readonly SessionSummary[],
  counts: (on: string) => boolean = () => true,
): Gap[] => retentionOf(historiesOf(sessions), ({ day }) => counts(day));
const seen = (gaps: readonly Gap[]) =>
  gaps.filter(({ reviews }) => reviews > 0).map(({ from, to, reviews }) => [from, to, reviews]);

describe('retention', () => {
  it('uses the days since the previous rating, and the prediction of FSRS at that time', () => {
    const gaps = retention([
      rated(1, 0, 'good'),
      rated(1, 2, 'again'),
      rated(2, 0, 'good'),
      rated(2, 2, 'easy'),
      rated(2, 12, null),
      rated(2, 42, 'hard'),
      rated(3, 5, 'easy'),
    ]);
    expect(seen(gaps)).toEqual([
      [2, 3, 2],
      [31, 60, 1],
    ]);
    const [, , days, , , , month] = gaps;
    expect(days).toMatchObject({ ratings: { again: 1, hard: 0, good: 0, easy: 1 }, remembered: 0.5 });
    // A first rating of good has a stability of 2.3 days, when recall is 90%.
    expect(days?.expected).toBeGreaterThan(0.9);
    expect(days?.expected).toBeLessThan(0.92);
    expect(month).toMatchObject({ ratings: { hard: 1 }, remembered: 1 });
  });

  it('uses earlier reviews than the first day that counts', () => {
    const sessions = [rated(1, 0, 'good'), rated(1, 20, 'good'), rated(1, 25, 'good')];
    expect(seen(retention(sessions, (day) => day >= '2026-01-20'))).toEqual([
      [4, 7, 1],
      [15, 30, 1],
    ]);
    expect(seen(retention(sessions, (day) => day >= '2026-01-22'))).toEqual([[4, 7, 1]]);
  });

  it('counts questions with at least a 90% chance of recall', () => {
    const schedule = scheduleOf(historiesOf([rated(1, 0, 'easy'), rated(2, 0, 'again')]));
    expect(memoriesOn(schedule, '2026-01-01')).toEqual({ questions: 2, safe: 2 });
    expect(memoriesOn(schedule, '2026-01-05')).toEqual({ questions: 2, safe: 1 });
    expect(memoriesOn(schedule, '2027-01-05')).toEqual({ questions: 2, safe: 0 });
    expect(memoriesOn([], '2026-01-05')).toEqual({ questions: 0, safe: 0 });
  });
});

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

  it('of the first sessions agrees with that of all: a counted review stays', () => {
    fc.assert(
      fc.property(anySessions, fc.nat(100), (sessions, on) => {
        const until = makeAnswer(1, { on }).wall;
        const first = sessions.filter(({ answers }) => answers.every(({ wall }) => wall < until));
        const later = sessions.filter(({ answers }) => answers.every(({ wall }) => wall >= until));
        const [part, whole] = [first, [...first, ...later]].map((some) => reportOf(some, options));
        for (const [place, gap] of (part?.retention ?? []).entries())
          expect(whole?.retention[place]?.reviews).toBeGreaterThanOrEqual(gap.reviews);
        expect(whole?.memories.questions).toBeGreaterThanOrEqual(part?.memories.questions ?? 0);
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
