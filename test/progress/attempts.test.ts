import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event, Recorded } from '../../src/engine/event.ts';
import { begin } from '../../src/engine/begin.ts';
import { replay } from '../../src/engine/evolve.ts';
import { attemptsAt, type AttemptedSession } from '../../src/progress/attempts.ts';
import { roundOf } from '../support/history.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, playOn, start, started } from '../support/simulate.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 24, 12);
const QUESTION = makeQuestion(1);

function told(events: readonly Recorded[]): AttemptedSession {
  const session = replay(events);
  if (session === null) throw new Error('a session without a beginning');
  return { session, draft: null, damage: [] };
}

const attempt = (ago: number, change: Partial<Parameters<typeof roundOf>[1]> = {}): AttemptedSession =>
  told(roundOf(QUESTION, { wall: NOON - ago * DAY, ...change }));

/** The attempts of rounds of three questions, each played on its own day and perhaps left somewhere. */
const anyRounds = fc.array(fc.array(fc.nat(1000), { maxLength: 40 }), { maxLength: 8 }).map((rounds) =>
  rounds.map((moves, place): AttemptedSession => {
    const id = `2026-01-0${place + 1}-1830-abc`;
    const opening = { ...started(), session: id, wall: NOON + place * DAY };
    const { session } = playOn(start(opening), moves);
    return { session, draft: null, damage: [] };
  }),
);

describe('the attempts at a question', () => {
  it('are in the order of their answers', () => {
    const attempts = attemptsAt(QUESTION, [
      attempt(1, { made: ['Second point'], text: 'Four words are these.', rating: 'easy', certainty: 4 }),
      attempt(9, { made: ['First point'], rating: 'hard' }),
      attempt(5, { made: null, rating: null, certainty: null }),
    ]);
    expect(attempts).toMatchObject([
      { attempt: 1, day: '2026-11-15', state: 'submitted', words: 2, rating: 'hard' },
      { attempt: 2, day: '2026-11-19', points: null, certainty: null, rating: null },
      {
        attempt: 3,
        usedMs: 240_000,
        budgetMs: 300_000,
        words: 4,
        certainty: 4,
        rating: 'easy',
        points: [
          { name: 'First point', state: 'not covered', whenPressed: false },
          { name: 'Second point', state: 'covered', whenPressed: false },
        ],
      },
    ]);
  });

  it('tell apart answers that were spoken, skipped, left open or lost', () => {
    const opening = { ...started(1), wall: NOON };
    const asked = happen(start(opening), { type: 'asked', turn: { q: 0 }, budget: 300_000 });
    const answered = (change: Partial<Extract<Event, { type: 'answered' }>>): AttemptedSession => {
      const event = {
        type: 'answered' as const,
        turn: { q: 0 },
        state: 'submitted' as const,
        text: 'A note.',
      };
      return { ...told(happen(asked, { ...event, firstKey: null, ...change }, 5000).events) };
    };
    const of = (session: AttemptedSession) => attemptsAt(QUESTION, [session])[0];
    expect(of(answered({ spoken: true }))).toMatchObject({ spoken: true, words: null, usedMs: 5000 });
    expect(of(answered({ state: 'skipped', text: 'Half an' }))).toMatchObject({
      state: 'skipped',
      words: null,
      answers: [],
    });
    const open = told(asked.events);
    const draft = { turn: { q: 0 }, at: 7000, text: 'Half', cursor: 4, firstKey: 1 };
    expect(of({ ...open, draft })).toMatchObject({ state: 'unanswered', usedMs: 7000, answers: [] });
    expect(attemptsAt(QUESTION, [open])).toEqual([]);
    expect(attemptsAt(QUESTION, [{ ...open, draft: { ...draft, text: ' \n' } }])).toEqual([]);
    expect(of({ ...open, damage: ['a line'] })).toMatchObject({ state: 'unknown' });
    expect(attemptsAt(QUESTION, [{ ...open, session: begin(opening) }])).toEqual([]);
  });

  it('show no points before the reveal, wherever the round was left', () => {
    fc.assert(
      fc.property(anyRounds, (rounds) => {
        for (const { session } of rounds) {
          for (const planned of session.questions) {
            const [found] = attemptsAt(planned.question, [{ session, draft: null, damage: [] }]);
            if (planned.judgement.revealed) continue;
            expect(found?.points ?? null).toBeNull();
            expect(JSON.stringify(found ?? null)).not.toContain('First point');
          }
        }
      }),
    );
  });

  it('do not depend on the order of the sessions, and later ones do not change earlier ones', () => {
    fc.assert(
      fc.property(anyRounds, fc.func(fc.integer()), fc.nat(8), (rounds, chance, n) => {
        const shuffled = rounds.toSorted((a, b) => chance(a.session.id) - chance(b.session.id));
        const whole = attemptsAt(QUESTION, rounds);
        expect(attemptsAt(QUESTION, shuffled)).toEqual(whole);
        expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
        const begun = rounds.filter(({ session }) => {
          const main = session.questions[0]?.turns[0];
          return main?.asked === true && (main.state !== null || main.text.trim() !== '');
        });
        expect(whole.map(({ session }) => session)).toEqual(begun.map(({ session }) => session.id));
        const part = attemptsAt(QUESTION, rounds.slice(0, n));
        expect(whole.slice(0, part.length)).toEqual(part);
      }),
    );
  });
});
