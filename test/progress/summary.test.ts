import { describe, expect, it } from 'vitest';
import { happen, playOn, start, started } from '../support/simulate.ts';
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
});
