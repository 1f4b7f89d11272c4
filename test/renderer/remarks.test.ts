import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { type Session, questionAt } from '../../src/engine/session.ts';
import { remarksOf } from '../../src/renderer/remarks.ts';
import { revealRows } from '../../src/renderer/reveal.ts';
import { headerRow, whereIs } from '../../src/renderer/round-screens.ts';
import { verdictRows } from '../../src/renderer/verdict.ts';
import { textOf } from '../../src/text/rows.ts';
import { width } from '../../src/text/wrap.ts';
import { happen, heardRound, playOn, start, started } from '../support/simulate.ts';

/** The follow-up that was asked, which is the first of the reveal. */
function askedFollowUp(session: Session, columns = 80): string[] {
  const planned = questionAt(session, 0);
  const remarks = remarksOf(planned, session.options);
  const rows = revealRows(planned.question, columns, { only: ['follow-ups'], remarks }).map(textOf);
  const first = rows.findIndex((text) => text.startsWith('  1. '));
  const next = rows.findIndex((text) => text.startsWith('  2. '));
  return rows.slice(first, next - 1);
}

describe('a live follow-up at the reveal', () => {
  test.each([80, 160])('has who asked, what you said and each verdict at %i columns', (columns) => {
    expect(askedFollowUp(heardRound().session, columns)).toEqual([
      '  1. Why is no light better than little?',
      '     Asked by qwen3:8b, pressing on: Dark',
      '',
      '     You said',
      '     Behind the cellar door.',
      '',
      '     · qwen3:8b: found “cellar door”',
      '     · matcher: not found',
    ]);
  });

  test('shows what the model wrote as it wrote it', () => {
    const asks = 'Is *a* < b & [c](http://evil.example)?\x1b[31m\n# <b>\u202e';
    const rows = askedFollowUp(heardRound({ asks }).session);
    expect(rows.slice(0, 2)).toEqual([
      '  1. Is *a* < b & [c](http://evil.example)?[31m # <b>',
      '     Asked by qwen3:8b, pressing on: Dark',
    ]);
  });

  test('fits 40 columns', () => {
    const by = { name: 'a-name-of-a-model-that-is-much-too-long', host: 'h', prompt: 1 };
    expect(Math.max(...askedFollowUp(heardRound({ by }).session, 40).map(width))).toBeLessThanOrEqual(40);
  });

  test('one of the bank’s in its place says so', () => {
    const turn = { q: 0 };
    const events: Event[] = [
      { type: 'asked', turn, budget: null },
      { type: 'answered', turn, state: 'submitted', text: 'Words.', firstKey: 1 },
      { type: 'pressed', q: 0, matcher: 1, followUps: [{ followUp: 1, because: null }] },
    ];
    const { session } = events.reduce((live, event) => happen(live, event), start(started(1, {}, 'live')));
    expect(askedFollowUp(session)).toEqual([
      '  1. And then?',
      '     General follow-up from the bank, in place of a live one.',
      '',
      '     Nothing.',
    ]);
  });
});

test('a follow-up of the bank that a model judged names its point', () => {
  const turn = { q: 0, followUp: 0 };
  const evidence = { turn, start: 0, end: 5 };
  const by = { name: 'qwen3:8b', host: 'h', prompt: 1 };
  const events: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: null },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text: 'Words.', firstKey: 1 },
    { type: 'asked', turn, budget: null },
    { type: 'answered', turn, state: 'submitted', text: 'First of all.', firstKey: 1 },
    {
      type: 'found',
      q: 0,
      matcher: 1,
      points: [],
      mistakes: [],
      followUps: [{ followUp: 0, score: 0.9, verdict: 'found', evidence }],
    },
    { type: 'judged', q: 0, by, points: [], followUps: [{ followUp: 0, verdict: 'unsure', evidence: null }] },
  ];
  const { session } = events.reduce((live, event) => happen(live, event), start(started(1, {}, 1)));
  const planned = questionAt(session, 0);
  const options = { only: ['follow-ups'] as const, remarks: remarksOf(planned) };
  const rows = revealRows(planned.question, 80, options).map(textOf);
  expect(rows.slice(rows.indexOf('     Because.') + 2)).toEqual([
    '     Its key point: First point',
    '     · qwen3:8b: not sure',
    '     · matcher: found “First”',
    '',
    '  2. And then?',
    '',
    '     Nothing.',
  ]);
});

describe('how many follow-ups there are', () => {
  const turn = { q: 0 };
  const by = { name: 'qwen3:8b', host: 'h', prompt: 1 };
  const asked = [
    { type: 'asked', turn, budget: null },
    { type: 'answered', turn, state: 'submitted', text: 'Words.', firstKey: 1 },
    { type: 'improvised', q: 0, by, question: 'Why?', because: null },
    { type: 'asked', turn: { q: 0, followUp: 2 }, budget: null },
  ] satisfies Event[];
  const begun = asked.reduce((live, event) => happen(live, event), start(started(1, {}, 'live')));
  const header = (session: Session): string => textOf(headerRow(session, { q: 0, followUp: 2 }));

  test('is not said before a model has asked them all', () => {
    expect(header(begun.session)).toBe('Follow-up 1 · asked by qwen3:8b · #1 retrieval');
    const answered = happen(begun, {
      type: 'answered',
      turn: { q: 0, followUp: 2 },
      state: 'submitted',
      text: 'So.',
      firstKey: 1,
    });
    expect(whereIs(answered.session).what).toBe('The next follow-up to question 1 of 1');
    const over = happen(answered, { type: 'pressed', q: 0, matcher: 1, followUps: [] });
    expect(header(over.session)).toBe('Follow-up 1 · asked by qwen3:8b · #1 retrieval');
  });
});

test('every round with a model fits its screens', () => {
  const moves = fc.array(fc.nat({ max: 10_000 }), { minLength: 20, maxLength: 80 });
  fc.assert(
    fc.property(moves, fc.integer({ min: 30, max: 120 }), (played, columns) => {
      const { session } = playOn(start(started(2, { judge: 'model' }, 'live')), played);
      for (const [q, planned] of session.questions.entries()) {
        const remarks = remarksOf(planned, session.options);
        const reveal = revealRows(planned.question, columns, { only: ['follow-ups'], remarks });
        const rows = [...verdictRows(session, q, columns), ...reveal].map(textOf);
        expect(Math.max(...rows.map(width))).toBeLessThanOrEqual(columns);
      }
    }),
  );
});
