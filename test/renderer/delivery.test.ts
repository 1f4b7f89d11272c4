import { expect, test } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { deliveryRows } from '../../src/renderer/delivery.ts';
import { textOf } from '../../src/text/rows.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { transcriptOf, turnsOf } from '../../src/transcript/transcript.ts';
import { happen, start, started } from '../support/simulate.ts';

const ANSWER = 'Good question. I think it is basically cool, I think. Maybe dry.';
const turn = { q: 0 };
const followUp = { q: 0, followUp: 0 };

/** A question with two answers, the second untimed, up to its reveal. */
function round({ spoken = false } = {}) {
  const said = spoken ? ({ spoken } as const) : {};
  const evidence = { turn, start: 15, end: 53 };
  const events: [Event, number][] = [
    [{ type: 'asked', turn, budget: 300_000 }, 0],
    [{ type: 'answered', turn, state: 'submitted', text: ANSWER, firstKey: 2000, ...said }, 10_000],
    [{ type: 'asked', turn: followUp, budget: 100_000 }, 0],
    [{ type: 'answered', turn: followUp, state: 'skipped', text: '', firstKey: null }, 1000],
    [
      {
        type: 'found',
        q: 0,
        matcher: 1,
        points: [{ name: 'First point', score: 0.9, verdict: 'found', evidence, missing: [] }],
        mistakes: [],
      },
      0,
    ],
    [{ type: 'revealed', q: 0 }, 0],
  ];
  return events.reduce((live, [event, elapsed]) => happen(live, event, elapsed), start(started(1, {}, 1)));
}

function shown(columns: number, how = {}): string[] {
  const { session } = round(how);
  return deliveryRows(turnsOf(session, session.questions[0]!), columns).map(textOf);
}

test('the facts are under each answer', () => {
  expect(shown(40)).toEqual([
    '  Delivery',
    '',
    '  Your answer',
    '    submitted · 0:10 of 5:00 ·',
    '    0:02 before the first word ·',
    '    12 words · 72 words a minute ·',
    '    hedges: I think 2×, maybe ·',
    '    fillers: basically · first key',
    '    point in sentence 2 of 3',
  ]);
});

test('a spoken answer shows only its times', () => {
  expect(shown(80, { spoken: true }).slice(2)).toEqual([
    '  Your answer',
    '    spoken, submitted · 0:10 of 5:00',
  ]);
});

test('a recorded answer shows its pace beside one that is easy to follow, and pauses to a tenth of a second', () => {
  const text = Array.from({ length: 22 }, () => 'cool').join(' ');
  const recorded = { spoken: true, recorded: true } as const;
  const spans = [
    { start: 1400, end: 4000 },
    { start: 6400, end: 8900 },
  ];
  const events: Event[] = [
    { type: 'asked', turn, budget: 300_000 },
    { type: 'answered', turn, state: 'submitted', text: '', firstKey: null, ...recorded },
    { type: 'transcribed', turn, by: 'whisper-cli', text, spans },
  ];
  const { session } = events.reduce((live, event) => happen(live, event, 10_000), start(started(1)));
  const said = deliveryRows(turnsOf(session, session.questions[0]!), 200)
    .map(textOf)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  expect(said).toContain(
    '176 words a minute; up to 150 is easy to follow · 1.4 s to the first word · 1 pause over 2 s: 2.4 s',
  );
});

test('an unanswered question shows nothing', () => {
  const { session } = start(started(1));
  expect(deliveryRows(turnsOf(session, session.questions[0]!), 80)).toEqual([]);
});

test("the place of the first point follows the candidate's ticks, once there are any", () => {
  const ticking = (names: readonly string[]) => happen(round(), { type: 'ticked', q: 0, names }).session;
  const headline = (names: readonly string[]) => transcriptOf(ticking(names)).turns[0]?.delivery?.headline;
  expect(headline(['First point'])).toBe(2);
  expect(headline([])).toBeNull();
});

test('an export shows the facts, but no place of a point before the reveal', () => {
  const { session, events } = round();
  expect(toMarkdown(transcriptOf(session))).toContain(
    '12 words · 72 words a minute · hedges: I think 2×, maybe · fillers: basically · first key point in sentence 2 of 3',
  );
  expect(transcriptOf(session).turns.map(({ delivery }) => delivery)).toEqual([
    {
      words: 12,
      wordsAMinute: 72,
      hedges: [
        { phrase: 'I think', times: 2 },
        { phrase: 'maybe', times: 1 },
      ],
      fillers: [{ phrase: 'basically', times: 1 }],
      sentences: 3,
      headline: 2,
    },
    null,
  ]);
  const hidden = events.slice(1, -1).reduce((live, event) => happen(live, event), start(started(1, {}, 1)));
  expect(transcriptOf(hidden.session).turns[0]?.delivery?.headline).toBeNull();
});
