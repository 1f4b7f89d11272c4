import { describe, expect, it } from 'vitest';
import { listedOf } from '../../src/bank/listed.ts';
import { choose, plan, withOpeners } from '../../src/engine/plan.ts';
import { randomFrom, shuffled } from '../../src/engine/random.ts';
import { makeQuestion } from '../support/question.ts';

const bank = [1, 2, 3, 4, 5, 6].map((number) => makeQuestion(number));
const numbers = (questions: readonly { number: number }[]): number[] => questions.map(({ number }) => number);

describe('choosing the questions of a round', () => {
  it('takes the least attempted first', () => {
    const attempts = new Map([
      ['test/question-1', 2],
      ['test/question-2', 1],
      ['test/question-4', 1],
    ]);
    const chosen = numbers(choose(bank, attempts, { order: 'fresh', count: 6 }, randomFrom(1)));
    expect(chosen.slice(0, 3).sort()).toEqual([3, 5, 6]);
    expect(chosen.slice(3, 5).sort()).toEqual([2, 4]);
    expect(chosen[5]).toBe(1);
  });

  it('gives the same round for the same seed, and another for another seed', () => {
    const round = (seed: number) =>
      numbers(choose(bank, new Map(), { order: 'shuffle', count: 3 }, randomFrom(seed)));
    expect(round(42)).toEqual(round(42));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => round(seed).join())).size).toBeGreaterThan(10);
  });

  it('uses number order on request', () => {
    expect(
      numbers(choose([...bank].reverse(), new Map(), { order: 'number', count: 2 }, randomFrom(1))),
    ).toEqual([1, 2]);
  });

  it('shuffles fairly: each of the 6 orders of three is about equally frequent', () => {
    const random = randomFrom(2026);
    const seen = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffled(['a', 'b', 'c'], random).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const times of seen.values()) expect(Math.abs(times - 1000)).toBeLessThan(120);
  });
});

describe('the opener of a case', () => {
  const screen = (number: number, ...opens: string[]) =>
    listedOf(makeQuestion(number, { kind: 'screen', minutes: 1, opens }));
  const [one, two, three] = [1, 2, 3].map((number) => listedOf(makeQuestion(number)));
  const all = [one, two, three, screen(7, 'question-1', 'question-2'), screen(8, 'question-1')].filter(
    (question) => question !== undefined,
  );
  const asked = (cases: typeof all, attempts: Record<string, number> = {}, seed = 1) =>
    numbers(withOpeners(cases, all, new Map(Object.entries(attempts)), randomFrom(seed)));

  it('is the one answered least, by chance where several were', () => {
    expect(asked(all.slice(0, 1), { 'test/question-7': 1 })).toEqual([8, 1]);
    expect(asked(all.slice(0, 1), { 'test/question-7': 1, 'test/question-8': 2 })).toEqual([7, 1]);
    const seeds = Array.from({ length: 20 }, (_, seed) => asked(all.slice(0, 1), {}, seed)[0]);
    expect(new Set(seeds)).toEqual(new Set([7, 8]));
  });

  it('comes once a round, and a case without one stays alone', () => {
    expect(asked(all.slice(0, 3), { 'test/question-8': 1 })).toEqual([7, 1, 2, 3]);
  });

  it('has a quarter more than its own minutes, whatever --minutes says, and no follow-ups', () => {
    const questions = [makeQuestion(7, { kind: 'screen', minutes: 1 }), makeQuestion(1)];
    const clocks = { timer: true, minutes: 6, pace: 2, followUps: 'pressing' } as const;
    const [opener, asCase] = plan(questions, clocks, { interview: true });
    expect(opener).toMatchObject({ budget: 150_000, followUps: 0, opensNext: true });
    expect(asCase).toMatchObject({ budget: 360_000, followUps: 2 });
    expect(asCase?.opensNext).toBeUndefined();
    expect(plan(questions, clocks)[0]?.opensNext).toBeUndefined();
  });
});

describe('the clocks of a round', () => {
  it("gives a follow-up a third of its question's time, and at least a minute to say", () => {
    const [six, two] = plan([makeQuestion(1, { minutes: 6 }), makeQuestion(2, { minutes: 2 })], {
      timer: true,
      minutes: null,
      pace: 1,
      followUps: 'all',
    });
    expect([six?.budget, six?.followUpBudget]).toEqual([360_000, 120_000]);
    expect([two?.budget, two?.followUpBudget]).toEqual([120_000, 60_000]);
  });

  it('follow the pace, and so do the clocks of follow-ups', () => {
    const clocks = { timer: true, minutes: null, followUps: 'all' } as const;
    const [typed] = plan([makeQuestion(1, { minutes: 6 })], { ...clocks, pace: 2 });
    expect([typed?.budget, typed?.followUpBudget]).toEqual([720_000, 240_000]);
    const [slower] = plan([makeQuestion(1, { minutes: 5 })], { ...clocks, pace: 1.5 });
    expect([slower?.budget, slower?.followUpBudget]).toEqual([450_000, 150_000]);
    const [screen] = plan([makeQuestion(1, { minutes: 1 })], { ...clocks, pace: 2 });
    expect([screen?.budget, screen?.followUpBudget]).toEqual([120_000, 120_000]);
  });

  it('mean what --minutes says, at any pace', () => {
    const [planned] = plan([makeQuestion(1)], { timer: true, minutes: 4, pace: 2, followUps: 'all' });
    expect(planned?.budget).toBe(240_000);
  });

  it('asks at most the follow-ups there are', () => {
    const count = (followUps: 'all' | 'pressing' | number) =>
      plan([makeQuestion(1)], { timer: true, minutes: null, pace: 1, followUps })[0]?.followUps;
    expect([count('all'), count(0), count(1), count(9), count('pressing')]).toEqual([2, 0, 1, 2, 2]);
  });

  it('are absent without a timer', () => {
    const [planned] = plan([makeQuestion(1)], { timer: false, minutes: null, pace: 1, followUps: 'all' });
    expect([planned?.budget, planned?.followUpBudget]).toEqual([null, null]);
  });
});
