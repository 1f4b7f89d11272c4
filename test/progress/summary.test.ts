import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { happen, heardRound, playOn, start, started } from '../support/simulate.ts';
import { summariesOf } from '../support/summaries.ts';

describe('a session summary', () => {
  it('keeps the local day of an answer', () => {
    const round = start({ ...started(1, {}, 0), wall: Date.UTC(2026, 10, 24, 23, 30), zone: '+01:00' });
    const asked = happen(round, { type: 'asked', turn: { q: 0 }, budget: null });
    const [summary] = summariesOf([
      happen(asked, { type: 'answered', turn: { q: 0 }, state: 'submitted', text: 'x', firstKey: 1 }, 60_000)
        .events,
    ]);
    expect(summary?.answers[0]).toMatchObject({
      day: '2026-11-25',
      used: 60_000,
      spent: 60_000,
      points: null,
    });
  });

  it('has the day of the final answer, whenever it is judged', () => {
    const { events } = playOn(start(started(1, {}, 0)), Array<number>(40).fill(1));
    const { at, wall } = events.at(-1)!;
    const later = { at, wall: wall + 9 * 86_400_000, zone: '-08:00' };
    const [summary] = summariesOf([[...events, { type: 'rated', q: 0, rating: 'hard', ...later }]]);
    expect(summary?.answers[0]).toMatchObject({ day: '2026-11-24', rating: 'hard' });
  });

  it('counts how often the judges agree on what both decided', () => {
    const agreementAfter = (...events: Event[]): unknown => {
      const live = events.reduce((now, event) => happen(now, event), heardRound());
      return summariesOf([live.events])[0]?.answers[0]?.agreement;
    };
    const modelAndMatcher = { agreed: 2, of: 3 };
    const none = { agreed: 0, of: 0 };
    expect(agreementAfter()).toEqual({ modelAndYou: none, matcherAndYou: none, modelAndMatcher });
    // Dry: the model is right. Cool: both are wrong. Dark: only the model decided. Turned: you did not.
    expect(agreementAfter({ type: 'ticked', q: 0, names: ['Dry', 'Dark'], undecided: ['Turned'] })).toEqual({
      modelAndYou: { agreed: 2, of: 3 },
      matcherAndYou: { agreed: 0, of: 2 },
      modelAndMatcher,
    });
    expect(agreementAfter({ type: 'ticked', q: 0, names: null })).toEqual(agreementAfter());
  });

  it('has no such count without a model, where it judged nothing, and before the reveal', () => {
    const { events } = heardRound();
    const rounds = [heardRound({ problem: 'no.' }).events, events.slice(0, -1), start(started(1)).events];
    for (const { answers } of summariesOf(rounds)) expect(answers[0]).not.toHaveProperty('agreement');
  });

  it('takes what a note leaves out for undecided', () => {
    const events = heardRound().events.map((event) =>
      event.type === 'answered' ? { ...event, spoken: true as const } : event,
    );
    expect(summariesOf([events])[0]?.answers[0]?.agreement?.modelAndMatcher).toEqual({ agreed: 1, of: 1 });
  });
});
