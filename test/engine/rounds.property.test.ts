import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/engine/evolve.ts';
import { nextStep, stateOf } from '../../src/engine/next-step.ts';
import { isAttempted, placeOf, roundUsed } from '../../src/engine/session.ts';
import { playOn, start, started } from '../support/simulate.ts';

const moves = fc.array(fc.nat({ max: 10_000 }), { maxLength: 150 });
const rounds = fc.record({
  questions: fc.integer({ min: 1, max: 4 }),
  reveal: fc.constantFrom('question' as const, 'end' as const),
  followUps: fc.constantFrom('all' as const, 'pressing' as const, 0, 1),
  roundBudget: fc.constantFrom(null, 120_000),
  speakAloud: fc.boolean(),
});

function begun({
  questions,
  reveal,
  followUps,
  roundBudget,
  speakAloud,
}: typeof rounds extends fc.Arbitrary<infer T> ? T : never) {
  return start(started(questions, { reveal, roundBudget, speakAloud }, followUps));
}

/** Enough moves of a candidate who only answers to finish a round from any state. */
const TO_THE_END = Array.from({ length: 200 }, () => 10_001);

describe('any round', () => {
  it('is reproduced from its journal alone', () => {
    fc.assert(
      fc.property(rounds, moves, (round, made) => {
        const live = playOn(begun(round), made);
        expect(replay(live.events)).toEqual(live.session);
      }),
    );
  });

  it('can resume from any prefix of its journal and reach its end', () => {
    fc.assert(
      fc.property(rounds, moves, fc.nat(), (round, made, cut) => {
        const live = playOn(begun(round), made);
        const events = live.events.slice(0, 1 + (cut % live.events.length));
        const session = replay(events);
        expect(session).not.toBeNull();
        const ended = playOn({ session: session!, events, ran: 0 }, TO_THE_END);
        expect(nextStep(ended.session)).toEqual({ kind: 'done' });
        expect(stateOf(ended.session)).not.toBe('paused');
      }),
    );
  });

  it('asks every question exactly once, in order', () => {
    fc.assert(
      fc.property(rounds, moves, (round, made) => {
        const live = playOn(playOn(begun(round), made), TO_THE_END);
        const asked = live.events.flatMap((event) => (event.type === 'asked' ? [event.turn] : []));
        const places = asked.map((turn) => turn.q * 100 + placeOf(live.session, turn));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        if (live.session.ended?.reason === 'finished') {
          expect(live.session.questions.map(({ turns }) => turns[0]?.state)).not.toContain(null);
        }
      }),
    );
  });

  it('has clocks that add up to the time they ran', () => {
    fc.assert(
      fc.property(rounds, moves, (round, made) => {
        const live = playOn(begun(round), made);
        expect(roundUsed(live.session, live.session.last.at)).toBe(live.ran);
      }),
    );
  });

  it('reveals nothing before the attempt is closed', () => {
    fc.assert(
      fc.property(rounds, moves, (round, made) => {
        const { session } = playOn(begun(round), made);
        for (const question of session.questions.filter(({ judgement }) => judgement.revealed)) {
          expect(isAttempted(question) || question.turns[0]?.state === 'skipped').toBe(true);
        }
      }),
    );
  });
});
