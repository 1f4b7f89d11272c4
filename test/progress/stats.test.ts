import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationOf } from '../../src/progress/calibration.ts';
import { daysOf, streakOf } from '../../src/progress/calendar.ts';
import { type Stats, statsOf, type StatsScope } from '../../src/progress/stats.ts';
import { isAnswered, type SessionSummary } from '../../src/progress/summary.ts';
import { anySessions, makeAnswer, makeSession, POINTS, summariesOf } from '../support/summaries.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';
import { roundOf } from '../support/history.ts';

const QUESTIONS = [1, 2, 3, 4, 5, 6, 7].map((number) => makeAnswer(number).question);
const OPTIONS: StatsScope = { today: '2026-04-20', since: null, topics: [], questions: QUESTIONS };
const stats = (sessions: readonly SessionSummary[], change: Partial<StatsScope> = {}): Stats =>
  statsOf(sessions, { ...OPTIONS, ...change });

describe('statistics', () => {
  it('do not depend on the order of the sessions, and are plain JSON', () => {
    fc.assert(
      fc.property(anySessions, fc.func(fc.integer()), (sessions, chance) => {
        const whole = stats(sessions);
        expect(stats(sessions.toSorted((a, b) => chance(a.id) - chance(b.id)))).toEqual(whole);
        expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
      }),
    );
  });

  it('only grow with more sessions', () => {
    const counts = ({ sessions, answers, practisedMs, questions, points, time, streak, days }: Stats) => [
      sessions,
      answers,
      practisedMs,
      questions.met,
      points.covered,
      points.notCovered,
      time.answers,
      streak.longest,
      days.length,
    ];
    fc.assert(
      fc.property(anySessions, fc.nat(25), (sessions, n) => {
        const [part, whole] = [sessions.slice(0, n), sessions].map((some) => counts(stats(some)));
        for (const [place, value] of (part ?? []).entries())
          expect(whole?.[place]).toBeGreaterThanOrEqual(value);
      }),
    );
  });

  it('of the topics add up to the total', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const { topics, ...whole } = stats(sessions);
        const sum = (of: (totals: Stats | Stats['topics'][number]) => number): void => {
          expect(topics.reduce((all, topic) => all + of(topic), 0)).toBe(of({ ...whole, topics }));
        };
        sum(({ answers }) => answers);
        sum(({ practisedMs }) => practisedMs);
        sum(({ questions }) => questions.met);
        sum(({ questions }) => questions.of);
        sum(({ points }) => points.covered);
        sum(({ points }) => points.notCovered);
        sum(({ calibration }) => calibration.answers);
        sum(({ time }) => time.usedMs);
        expect(whole.days.reduce((all, { answers }) => all + answers, 0)).toBe(whole.answers);
        expect(whole.months.reduce((all, { answers }) => all + answers, 0)).toBe(whole.answers);
        expect(whole.time.shares.reduce((all, share) => all + share)).toBe(whole.time.answers);
      }),
    );
  });

  it('of a topic or since a day cover the matching answers; what is due does not change with the day', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const passing = sessions.map((session) => ({
          ...session,
          answers: session.answers.filter(
            ({ question, day }) => question.topic === 'agents' && day >= '2026-02-01',
          ),
        }));
        const ofAgents = { topics: ['agents'], since: '2026-02-01' };
        const { due } = stats(sessions, { topics: ['agents'] });
        expect(stats(sessions, ofAgents)).toEqual({ ...stats(passing, ofAgents), due });
        expect(stats(sessions, ofAgents).topics.map(({ topic }) => topic)).toEqual(['agents']);
      }),
    );
  });

  it('count each point at its own level, those to decide apart', () => {
    const point = (name: string, level?: string) =>
      keyPoint(name, `${name}.`, level === undefined ? {} : { level });
    const keyPoints = [point('A'), point('B', 'staff'), point('C', 'mid'), point('D', 'mid')];
    const events = roundOf(makeQuestion(1, { keyPoints }), { wall: Date.UTC(2026, 0, 1, 18) });
    const judged = events.map((event) =>
      event.type === 'ticked' ? { ...event, names: ['A', 'C'], undecided: ['D'] } : event,
    );
    expect(stats(summariesOf([judged])).levels).toEqual([
      { level: 'mid', covered: 1, whenPressed: 0, partly: 0, notCovered: 0, toDecide: 1 },
      { level: 'senior', covered: 1, whenPressed: 0, partly: 0, notCovered: 0, toDecide: 0 },
      { level: 'staff', covered: 0, whenPressed: 0, partly: 0, notCovered: 1, toDecide: 0 },
    ]);
  });

  it('count the questions of the bank that were answered', () => {
    const sessions = [
      makeSession('a', [makeAnswer(1), makeAnswer(2, { state: 'skipped' })]),
      makeSession('b', [makeAnswer(1, { state: 'timed-out' }), makeAnswer(9)]),
    ];
    const { questions, answers, sessions: count } = stats(sessions);
    expect({ questions, answers, count }).toEqual({ questions: { met: 1, of: 7 }, answers: 3, count: 2 });
  });

  it('list the points not covered last time, by how often', () => {
    const answered = (number: number, on: number, ...places: number[]) =>
      makeSession(`${number}-${on}`, [
        makeAnswer(number, { on, made: places.map((place) => POINTS[place] ?? '') }),
      ]);
    const { weakest } = stats([
      answered(1, 0, 0, 1, 2),
      answered(1, 5, 0, 1, 2),
      answered(2, 0),
      answered(2, 9, 0, 1, 3),
      answered(3, 1, 0),
      answered(3, 8, 0, 1, 2, 3),
      makeSession('unjudged', [makeAnswer(1, { on: 20, made: null })]),
    ]);
    expect(
      weakest.map(({ number, point, notCovered, judged }) => [number, point, notCovered, judged]),
    ).toEqual([
      [1, 'Fourth point', 2, 2],
      [2, 'Third point', 2, 2],
    ]);
  });

  it('measure time against the budget, and count timed-out answers as over it', () => {
    const took = (minutes: number, change = {}) => makeAnswer(1, { used: minutes * 60_000, ...change });
    const { time } = stats([
      makeSession('a', [took(1), took(2.5), took(3.75), took(5), took(6)]),
      makeSession('b', [took(4.9, { state: 'timed-out' }), took(3, { budget: null })]),
    ]);
    expect(time).toMatchObject({ answers: 6, shares: [1, 1, 2, 2], budgetMs: 6 * 300_000 });
  });
});

describe('certainty against result', () => {
  const answers = (certainty: 1 | 2 | 3 | 4, made: number, times: number) =>
    Array.from({ length: times }, () => makeAnswer(1, { certainty, made: POINTS.slice(0, made) }));

  it('shows a lean only if enough answers differ clearly', () => {
    expect(calibrationOf(answers(4, 2, 4)).lean).toBeNull();
    expect(calibrationOf(answers(4, 2, 5)).lean).toBe('over');
    expect(calibrationOf(answers(1, 3, 5)).lean).toBe('under');
    expect(calibrationOf(answers(2, 2, 50)).lean).toBeNull();
    // As often over as under.
    expect(calibrationOf([...answers(2, 0, 4), ...answers(2, 4, 3)]).lean).toBeNull();
    expect(calibrationOf([]).thought).toBeNull();
  });

  it('has each certainty separately', () => {
    const { levels, thought, covered } = calibrationOf([...answers(1, 1, 2), ...answers(4, 4, 2)]);
    expect(levels.map((level) => [level.answers, level.covered])).toEqual([
      [2, 0.25],
      [0, null],
      [0, null],
      [2, 1],
    ]);
    expect([thought, covered]).toEqual([0.575, 0.625]);
  });

  it('gives the standard error of a mean', () => {
    const { levels } = calibrationOf([...answers(1, 0, 1), ...answers(1, 4, 1), ...answers(2, 1, 1)]);
    expect(levels.map(({ error }) => error)).toEqual([0.5, null, null, null]);
  });
});

describe('the calendar', () => {
  const streak = (days: readonly number[], today: string) =>
    streakOf(daysOf(days.map((on) => makeAnswer(1, { on }))), today);

  it('counts a streak up to today, or to yesterday if today has no answer yet', () => {
    expect(streak([0, 1, 2, 10, 11], '2026-01-12')).toEqual({ current: 2, longest: 3 });
    expect(streak([10, 11], '2026-01-13')).toEqual({ current: 2, longest: 2 });
    expect(streak([10, 11], '2026-01-14')).toEqual({ current: 0, longest: 2 });
    expect(streak([58, 59], '2026-03-01')).toEqual({ current: 2, longest: 2 });
    // Tomorrow may be today in another zone; a year ahead is a wrong clock.
    expect(streak([10, 11, 12], '2026-01-12')).toEqual({ current: 3, longest: 3 });
    expect(streak([10, 11, 300], '2026-01-12')).toEqual({ current: 2, longest: 2 });
    expect(streak([], '2026-01-14')).toEqual({ current: 0, longest: 0 });
  });

  it('has the days with answers, in order', () => {
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const days = daysOf(sessions.flatMap(({ answers }) => answers.filter(isAnswered)));
        expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].sort());
      }),
    );
  });
});

it('ignores the points of an unrevealed answer', () => {
  const question = makeQuestion(1);
  const made = question.keyPoints.slice(0, 1).map(({ name }) => name);
  const round = roundOf(question, { wall: Date.UTC(2026, 0, 1, 18), made });
  const pointsIn = (events: typeof round) => summariesOf([events])[0]?.answers[0]?.points;
  expect(pointsIn(round)).toMatchObject({ covered: made });
  expect(pointsIn(round.filter(({ type }) => type !== 'revealed'))).toBeNull();
});
