import { describe, expect, test } from 'vitest';
import type { Event, PointFinding } from '../../src/engine/event.ts';
import type { SessionQuestion } from '../../src/engine/session.ts';
import { pointList } from '../../src/renderer/point-list.ts';
import { tickedRows } from '../../src/renderer/judged-points.ts';
import { textOf } from '../../src/text/rows.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

const ANSWER =
  'It is kept cool. Somewhere without any light at all, which in our house means the cellar below the stairs beside the wine.';
const turn = { q: 0 };
const cool = { turn, start: 0, end: 16 };
const dark = { turn, start: 17, end: ANSWER.length };

const point = (name: string, text: string) => ({ name, text, wordings: [], counts: [], notEnough: [] });
const KEY_POINTS = [
  point('Dry', 'It is kept dry.'),
  point('Cool', 'It is kept cool.'),
  point('Dark', 'It is kept in the dark, and behind a door.'),
];
const FOUND: PointFinding[] = [
  { name: 'Dry', score: 0.1, verdict: 'missing', evidence: null, missing: ['dry'] },
  { name: 'Cool', score: 0.9, verdict: 'found', evidence: cool, missing: [] },
  { name: 'Dark', score: 0.5, verdict: 'unsure', evidence: dark, missing: ['dark', 'door'] },
];

/** An answered question, with findings if given. */
function judged(points: readonly PointFinding[] | null, { spoken = false } = {}): SessionQuestion {
  const first = started(1, {}, 0);
  const plan = first.plan.map((planned) => ({
    ...planned,
    question: makeQuestion(1, { keyPoints: KEY_POINTS }),
  }));
  const events: Event[] = [
    { type: 'asked', turn, budget: null },
    { type: 'answered', turn, state: 'submitted', text: ANSWER, firstKey: 1, ...(spoken ? { spoken } : {}) },
    { type: 'predicted', q: 0, certainty: 3 },
    ...(points === null ? [] : [{ type: 'found', q: 0, matcher: 1, points, mistakes: [] } as const]),
  ];
  return events.reduce((live, event) => happen(live, event), start({ ...first, plan })).session.questions[0]!;
}

/** The list with the cursor on the point at this index. */
function shown(planned: SessionQuestion, active: number, columns = 80): string[] {
  const { heading, names, ticked, rowsOf } = pointList(planned);
  const items = names.flatMap((name, place) =>
    rowsOf({ isTicked: ticked.includes(name), isActive: place === active }, place, columns),
  );
  return [...heading, ...items].map(textOf);
}

describe('the points before they are ticked', () => {
  test('list uncertain ones first; those found are ticked, with their sentence', () => {
    expect(shown(judged(FOUND), 0)).toEqual([
      '  Which key points did you cover?   you expected: most',
      '  Points found in your answer are ticked. You decide.',
      '❯ ◯ Dark   not sure',
      '    It is kept in the dark, and behind a door.',
      '    “Somewhere without any light at all, which in our house means the cellar',
      '    below the stairs beside the wine.”',
      '    words not found: dark, door',
      '  ◉ Cool   found in your answer',
      '    “It is kept cool.”',
      '  ◯ Dry   not found',
    ]);
  });

  test('stack in a narrow terminal, and cut the sentence of inactive ones', () => {
    const rows = shown(judged(FOUND), 1, 24);
    expect(rows.slice(2)).toEqual([
      '  ◯ Dark   not sure',
      '    “Somewhere withou…',
      '❯ ◉ Cool',
      '    found in your answer',
      '    It is kept cool.',
      '    “It is kept cool.”',
      '  ◯ Dry   not found',
    ]);
  });

  test('are unticked for an answer that says nothing', () => {
    const none = FOUND.map((one) => ({ ...one, verdict: 'missing' as const, evidence: null }));
    expect(shown(judged(none), 2)).toEqual([
      '  Which key points did you cover?   you expected: most',
      '  No clear matches in your answer. You decide.',
      '  ◯ Dry   not found',
      '  ◯ Cool   not found',
      '❯ ◯ Dark   not found',
      '    It is kept in the dark, and behind a door.',
      '    words not found: dark, door',
    ]);
  });

  test('of a spoken answer depend on its note, whose gaps prove nothing', () => {
    const rows = shown(judged(FOUND, { spoken: true }), 2);
    expect(rows).toContain('  Points found in your note are ticked. You decide.');
    expect(rows).toContain('  ◉ Cool   found in your note');
    expect(rows.slice(-2)).toEqual(['❯ ◯ Dry', '    It is kept dry.']);
  });

  test("are the bank's list if nothing was looked for, as in a session of an older hotseat", () => {
    expect(shown(judged(null), 0)).toEqual([
      '  Which key points did you cover?   you expected: most',
      '❯ ◯ Dry',
      '    It is kept dry.',
      '  ◯ Cool',
      '  ◯ Dark',
    ]);
  });

  test('are as the candidate left them when going back', () => {
    const planned = judged(FOUND);
    const { ticked } = pointList({ ...planned, judgement: { ...planned.judgement, ticked: [] } });
    expect(ticked).toEqual([]);
  });
});

describe('the points once they are ticked', () => {
  const after = (planned: SessionQuestion, ticked: readonly string[] | null, columns = 80): string[] =>
    tickedRows({ ...planned, judgement: { ...planned.judgement, ticked } }, columns).map(textOf);

  test('keep findings and ticks apart', () => {
    expect(after(judged(FOUND), ['Dry', 'Dark'])).toEqual([
      '  Key points   2 of 3 covered · 1 found in your answer, 2 ticked by you, 1',
      '  unticked by you',
      '',
      '  ◉ Dry. It is kept dry.',
      '',
      '  ◯ Cool. It is kept cool.',
      '    found in your answer: “It is kept cool.”',
      '',
      '  ◉ Dark. It is kept in the dark, and behind a door.',
      '    not sure: “Somewhere without any light at all, which in our house means',
      '    the cellar below the stairs beside the wine.”',
      '',
    ]);
  });

  test('say if nothing was judged, or nothing was looked for', () => {
    expect(after(judged(FOUND), null).slice(0, 4)).toEqual([
      '  Key points   not ticked, 1 of 3 found in your answer',
      '',
      '  ◌ Dry. It is kept dry.',
      '    not found',
    ]);
    expect(after(judged(null), ['Dry'])[0]).toBe('  Key points   1 of 3 covered, ticked by you');
    expect(after(judged(null), null)[0]).toBe('  Key points   not ticked');
  });

  test('fit a narrow terminal', () => {
    const rows = after(judged(FOUND), ['Cool'], 40);
    expect(rows.slice(0, 2)).toEqual(['  Key points   1 of 3 covered · 1', '  found in your answer']);
    expect(Math.max(...rows.map((text) => text.length))).toBeLessThanOrEqual(40);
  });
});
