import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/engine/plan.ts';
import { historiesOf, type SessionSummary } from '../../src/progress/summary.ts';
import {
  type InterviewPlan,
  type Plannable,
  type PlannedPractice,
  planUntil,
} from '../../src/progress/study-plan.ts';
import { dayAfter, daysBetween } from '../../src/text/day.ts';
import { anySessions, makeAnswer, makeSession, POINTS } from '../support/summaries.ts';

const MINUTE = 60_000;
const BEGIN = '2026-01-01';

/** Some questions of the sessions, and some that no session has, of five to twenty minutes. */
const anyQuestions: fc.Arbitrary<Plannable[]> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 5, max: 20 })), {
    selector: ([number]) => number,
    maxLength: 25,
  })
  .map((all) => all.map(([number, minutes]) => plannable(number, minutes)));

function plannable(number: number, minutes = 10): Plannable {
  const { bank, id, title, topic } = makeAnswer(number).question;
  return { bank, id, number, title, topic, timeMs: minutes * MINUTE };
}

const questionsTo = (number: number): Plannable[] =>
  Array.from({ length: number }, (_, n) => plannable(n + 1));

interface Case {
  sessions: readonly SessionSummary[];
  questions: readonly Plannable[];
  /** Days from the first session to today, and from today to the interview. */
  at: number;
  ahead: number;
  dailyMinutes: number;
}

const anyCase: fc.Arbitrary<Case> = fc.record({
  sessions: anySessions,
  questions: anyQuestions,
  at: fc.nat(110),
  ahead: fc.integer({ min: 1, max: 40 }),
  dailyMinutes: fc.integer({ min: 4, max: 90 }),
});

function planOf({ sessions, questions, at, ahead, dailyMinutes }: Case): InterviewPlan {
  const today = dayAfter(BEGIN, at);
  return planUntil({
    today,
    interview: dayAfter(today, ahead),
    dailyMs: dailyMinutes * MINUTE,
    questions,
    histories: historiesOf(sessions),
    distances: new Map(),
  });
}

const timeOf = (questions: readonly PlannedPractice[], why?: string): number =>
  questions.reduce((sum, one) => (why === undefined || one.why === why ? sum + one.timeMs : sum), 0);
const numbers = (questions: readonly PlannedPractice[], why?: string): number[] =>
  questions.flatMap((one) => (why === undefined || one.why === why ? [one.number] : []));

const plan = (change: Partial<Case>): InterviewPlan =>
  planOf({ sessions: [], questions: questionsTo(6), at: 100, ahead: 12, dailyMinutes: 60, ...change });

describe('a study plan', () => {
  it('has each day until the interview, and none over the limit', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { days, done, dailyMs, today, interview } = planOf(one);
        expect(days.map(({ day }) => day)).toEqual(
          Array.from({ length: one.ahead }, (_, n) => dayAfter(today, n)),
        );
        expect(daysBetween(days.at(-1)!.day, interview)).toBe(1);
        for (const [place, { plannedMs, questions }] of days.entries()) {
          expect(plannedMs).toBe(timeOf(questions));
          if (plannedMs > 0) expect(plannedMs + (place === 0 ? done.usedMs : 0)).toBeLessThanOrEqual(dailyMs);
        }
      }),
    );
  });

  it('has each new question once, or reports that it does not fit', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { days, left, done, dailyMs, questions } = planOf(one);
        const met = historiesOf(one.sessions);
        const unmet = one.questions.filter((question) => !met.has(keyOf(question)));
        const planned = days.flatMap((day) => numbers(day.questions, 'new'));
        const named = [...planned, ...left.map(({ number }) => number)];
        expect(named.toSorted((a, b) => a - b)).toEqual(
          unmet.map(({ number }) => number).sort((a, b) => a - b),
        );
        expect(questions.of - questions.met).toBe(unmet.length);
        for (const { timeMs } of left) {
          for (const [place, day] of days.entries()) {
            const before = timeOf(day.questions, 'new') + timeOf(day.questions, 'weak');
            expect(before + timeMs + (place === 0 ? done.usedMs : 0)).toBeGreaterThan(dailyMs);
          }
        }
      }),
    );
  });

  it('repeats no new question, none twice on a day, and none answered today', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { days, today } = planOf(one);
        const histories = historiesOf(one.sessions);
        const met = new Set(histories.keys());
        for (const { day, questions } of days) {
          const keys = questions.map(keyOf);
          expect(new Set(keys).size).toBe(keys.length);
          for (const question of questions) {
            const key = keyOf(question);
            expect(met.has(key)).toBe(question.why !== 'new');
            const isAnswered = histories.get(key)?.some((answer) => answer.day === today) ?? false;
            if (day === today) expect(isAnswered).toBe(false);
          }
          for (const key of keys) met.add(key);
        }
      }),
    );
  });

  it('does not depend on the order of sessions or questions, and is plain JSON', () => {
    fc.assert(
      fc.property(anyCase, fc.func(fc.integer()), (one, chance) => {
        const whole = planOf(one);
        const sessions = one.sessions.toSorted((a, b) => chance(a.id) - chance(b.id));
        expect(planOf({ ...one, sessions })).toEqual(whole);
        const questions = one.questions.toSorted((a, b) => chance(a.id) - chance(b.id));
        expect(planOf({ ...one, questions }).days).toEqual(whole.days);
        expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
      }),
    );
  });

  it('takes unrated questions by number, in any order of the questions', () => {
    const all = [1, 2, 3].map((number) => makeAnswer(number, { on: 60, made: null, rating: null }));
    const one = { sessions: [makeSession('a', all)], questions: questionsTo(3), dailyMinutes: 10, ahead: 1 };
    expect(numbers(plan(one).days[0]?.questions ?? [], 'unrated')).toEqual([1]);
    const turned = { ...one, questions: one.questions.toReversed() };
    expect(numbers(plan(turned).days[0]?.questions ?? [], 'unrated')).toEqual([1]);
  });

  it('spreads new questions evenly over the days before the last ones, if there is room', () => {
    fc.assert(
      fc.property(anyQuestions, fc.integer({ min: 2, max: 60 }), (questions, ahead) => {
        const { days, left } = planOf({ sessions: [], questions, at: 0, ahead, dailyMinutes: 600 });
        expect(left).toEqual([]);
        const before = days.length - Math.min(3, Math.ceil(days.length / 4));
        const all = questions.reduce((sum, { timeMs }) => sum + timeMs, 0);
        let met = 0;
        for (const [place, day] of days.slice(0, before).entries()) {
          met += timeOf(day.questions, 'new');
          const share = (all * (place + 1)) / before;
          expect(met).toBeGreaterThanOrEqual(share - 1);
          expect(met).toBeLessThan(share + 20 * MINUTE);
        }
        expect(met).toBe(all);
      }),
    );
  });

  it('covers everything in time if followed day by day', () => {
    fc.assert(
      fc.property(anySessions, anyQuestions, fc.integer({ min: 1, max: 25 }), (before, questions, ahead) => {
        const sessions = [...before];
        for (let at = 101; at < 101 + ahead; at++) {
          const { days, left } = planOf({
            sessions,
            questions,
            at,
            ahead: 101 + ahead - at,
            dailyMinutes: 500,
          });
          expect(left).toEqual([]);
          const answers = days[0]!.questions.map(({ number }) =>
            makeAnswer(number, { on: at, made: POINTS }),
          );
          if (answers.length > 0) sessions.push(makeSession(`planned-${at}`, answers));
        }
        const met = historiesOf(sessions);
        expect(questions.filter((question) => !met.has(keyOf(question)))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('subtracts what was done today, so later days stay the same', () => {
    const first = plan({});
    const [today, ...later] = first.days;
    expect(numbers(today!.questions)).toEqual([1]);
    const sessions = [makeSession('now', [makeAnswer(1, { on: 100, made: null, rating: 'good' })])];
    const again = plan({ sessions });
    expect(again.done).toEqual({ questions: 1, usedMs: 5 * MINUTE });
    expect(again.days[0]?.questions).toEqual([]);
    expect(again.days.slice(1)).toEqual(later);
    const often = [1, 2, 3].map((n) => ({ ...sessions[0]!, id: `again-${n}` }));
    expect(plan({ sessions: [...sessions, ...often] }).done).toEqual({ questions: 1, usedMs: 20 * MINUTE });
  });

  it('spreads all topics evenly', () => {
    const questions = Array.from({ length: 12 }, (_, n) => ({
      ...plannable(n + 1),
      topic: n < 6 ? 'retrieval' : n < 9 ? 'agents' : 'safety',
    }));
    const { days } = plan({ questions, ahead: 8, dailyMinutes: 20 });
    const topics = days.flatMap((day) =>
      day.questions.filter(({ why }) => why === 'new').map(({ topic }) => topic),
    );
    for (const part of [topics.slice(0, 4), topics.slice(4, 8), topics.slice(8)])
      expect(part.toSorted()).toEqual(['agents', 'retrieval', 'retrieval', 'safety']);
  });

  it('repeats due questions, the least remembered first, and then unrated ones', () => {
    const sessions = [
      makeSession('a', [makeAnswer(1, { on: 60, made: null, rating: 'good' })]),
      makeSession('b', [makeAnswer(2, { on: 90, made: null, rating: 'again' })]),
      makeSession('c', [makeAnswer(3, { on: 90, made: null, rating: null })]),
      makeSession('d', [makeAnswer(4, { on: 99, made: null, rating: 'easy' })]),
    ];
    const { days } = plan({ sessions, questions: questionsTo(4) });
    expect(days[0]?.questions.map(({ number, why }) => [number, why])).toEqual([
      [2, 'due'],
      [1, 'due'],
      [3, 'unrated'],
    ]);
    // Assuming good answers: by FSRS, easy lasts eight days.
    expect(days.findIndex((day) => numbers(day.questions).includes(4))).toBe(7);
    const tight = plan({ sessions, questions: questionsTo(4), dailyMinutes: 10 });
    expect(tight.days.slice(0, 3).map((day) => numbers(day.questions))).toEqual([[2], [1], [3]]);
  });

  it('gives the last days to the weakest, before new questions', () => {
    const sessions = [1, 2, 3, 4].map((number) =>
      makeSession(`s${number}`, [
        makeAnswer(number, { on: 99, rating: 'easy', made: POINTS.slice(0, number) }),
      ]),
    );
    const weakOn = (change: Partial<Case>): number[][] =>
      plan({ sessions, questions: questionsTo(30), ...change }).days.map((day) =>
        numbers(day.questions, 'weak'),
      );
    expect(weakOn({ dailyMinutes: 60 }).slice(-4)).toEqual([[], [1], [2], [3]]);
    // There is no room for all new questions.
    expect(weakOn({ dailyMinutes: 20 }).slice(-4)).toEqual([[], [1], [2], [3]]);
    expect(weakOn({ dailyMinutes: 20, ahead: 1 })).toEqual([[1, 2]]);
  });
});
