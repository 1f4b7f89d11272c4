import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event, Recorded } from '../../src/engine/event.ts';
import { evolve, replay } from '../../src/engine/evolve.ts';
import { stateOf } from '../../src/engine/next-step.ts';
import type { Session } from '../../src/engine/session.ts';
import { lastTakeBack } from '../../src/engine/undo.ts';
import { playOn, start, started } from '../support/simulate.ts';

type Judged = Extract<Event, { type: 'ticked' | 'rated' }>;

const judgements = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('rated' as const),
      q: fc.nat({ max: 2 }),
      rating: fc.constantFrom('again', 'good', 'easy', null),
    }),
    fc.record({
      type: fc.constant('ticked' as const),
      q: fc.nat({ max: 2 }),
      names: fc.constantFrom(['First point'], [], null),
    }),
    fc.record({
      type: fc.constant('ticked' as const),
      q: fc.nat({ max: 2 }),
      names: fc.constant(['First point']),
      undecided: fc.constantFrom(['Second point'], []),
    }),
  ),
  { maxLength: 12 },
);

const stamped = (events: readonly Event[]): Recorded[] => {
  const { at, wall, zone } = started();
  return [started(3), ...events.map((event) => ({ ...event, at, wall, zone }))];
};

/** A question's judgment; "not asked" counts as "not judged". */
const standing = (session: Session) =>
  session.questions.map(({ judgement: { ticked = null, rating = null } }) => ({ ticked, rating }));

const told = (events: readonly Recorded[]) => standing(replay(events)!);

/** Undoes until nothing is left; returns the sessions on the way. */
function takeAllBack(events: Recorded[]): ReturnType<typeof told>[] {
  const back = lastTakeBack(events);
  if (back === null) return [];
  const after = [...events, ...stamped([back.event]).slice(1)];
  return [told(after), ...takeAllBack(after)];
}

const FIRST = { covered: ['First point'], partly: [], toDecide: [], whenPressed: [], decided: [] };

describe('undoing ratings and ticks', () => {
  it('goes back through every earlier state until nothing is left', () => {
    fc.assert(
      fc.property(judgements, (given: Judged[]) => {
        const events = stamped(given);
        const states = events.map((_, place) => told(events.slice(0, place + 1)));
        const changes = states.filter((state, place) => !isDeepStrictEqual(state, states[place + 1]));
        expect(takeAllBack(events)).toEqual(changes.slice(0, -1).reverse());
      }),
    );
  });

  it('can undo what an earlier version redid', () => {
    const good: Judged = { type: 'rated', q: 0, rating: 'good' };
    const redone = stamped([good, { type: 'rated', q: 0, rating: null, takesBack: true }, good]);
    expect(told(redone)[0]).toMatchObject({ rating: 'good' });
    expect(lastTakeBack(redone)).toMatchObject({ what: good, event: { rating: null } });
  });

  it('restores the previous value', () => {
    const events = stamped([
      { type: 'ticked', q: 0, names: ['First point'] },
      { type: 'rated', q: 0, rating: 'hard' },
      { type: 'rated', q: 0, rating: 'easy' },
      { type: 'ticked', q: 1, names: [] },
    ]);
    const [first, second, third, fourth] = takeAllBack(events);
    expect(first?.[1]).toEqual({ ticked: null, rating: null });
    expect(first?.[0]).toEqual({ ticked: FIRST, rating: 'easy' });
    expect(second?.[0]).toEqual({ ticked: FIRST, rating: 'hard' });
    expect(third?.[0]).toEqual({ ticked: FIRST, rating: null });
    expect(fourth?.[0]).toEqual({ ticked: null, rating: null });
  });

  it('leaves a finished round finished', () => {
    const { events, session } = playOn(start(started(2)), Array<number>(60).fill(1));
    expect(stateOf(session)).toBe('finished');
    const back = lastTakeBack(events);
    expect(back?.what).toMatchObject({ type: 'rated', q: 1, rating: 'good' });
    const after = evolve(session, { ...back!.event, ...session.last });
    expect(stateOf(after)).toBe('finished');
    expect(after.questions[1]?.judgement).toMatchObject({ rating: null, ticked: FIRST });
  });
});
