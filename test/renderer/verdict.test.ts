import { describe, expect, test } from 'vitest';
import type { KeyPoint } from '../../src/bank/question.ts';
import type { Event, PointFinding } from '../../src/engine/event.ts';
import { type Session, type Ticks, questionAt } from '../../src/engine/session.ts';
import { verdictList, verdictRows } from '../../src/renderer/verdict.ts';
import { textOf } from '../../src/text/rows.ts';
import { decisionsOf } from '../../src/transcript/points.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

const ANSWER =
  'It is kept cool. Somewhere without any light at all, which in our house means the cellar below the stairs beside the wine.';
const turn = { q: 0 };
const cool = { turn, start: 0, end: 16 };
const dark = { turn, start: 17, end: ANSWER.length };

const point = (name: string, text: string) => ({ name, text, wordings: [], counts: [], notEnough: [] });
const KEY_POINTS: KeyPoint[] = [
  point('Dry', 'It is kept dry.'),
  point('Cool', 'It is kept cool.'),
  point('Dark', 'It is kept in the dark, and behind a door.'),
];
const FOUND: PointFinding[] = [
  { name: 'Dry', score: 0.1, verdict: 'missing', evidence: null, missing: ['dry'] },
  { name: 'Cool', score: 0.9, verdict: 'found', evidence: cool, missing: [] },
  { name: 'Dark', score: 0.5, verdict: 'unsure', evidence: dark, missing: ['dark', 'door'] },
];

/** A round with one answered question, with findings and ticks if given. */
function judged(
  points: readonly PointFinding[] | null,
  { spoken = false, ticked = undefined as Ticks | null | undefined, keyPoints = KEY_POINTS } = {},
): Session {
  const first = started(1, {}, 0);
  const plan = first.plan.map((planned) => ({
    ...planned,
    question: makeQuestion(1, { keyPoints, takeaway: 'Keep it cool.' }),
  }));
  const events: Event[] = [
    { type: 'asked', turn, budget: null },
    { type: 'answered', turn, state: 'submitted', text: ANSWER, firstKey: 1, ...(spoken ? { spoken } : {}) },
    { type: 'predicted', q: 0, certainty: 3 },
    ...(points === null ? [] : [{ type: 'found', q: 0, matcher: 1, points, mistakes: [] } as const]),
    ...(ticked === undefined
      ? []
      : [
          {
            type: 'ticked',
            q: 0,
            names: ticked?.covered ?? null,
            undecided: ticked?.undecided ?? [],
          } as const,
        ]),
  ];
  return events.reduce((live, event) => happen(live, event), start({ ...first, plan })).session;
}

/** The list as it first opens, on a screen with this many rows for the list and what is below it. */
function opened(session: Session, { columns = 80, rows = 30 } = {}): string[] {
  const { heading, layout } = verdictList(session, 0);
  const decisions = decisionsOf(questionAt(session, 0));
  const active = Math.max(0, decisions.indexOf(null));
  const { item, below } = layout(decisions, columns, rows);
  const items = decisions.flatMap((decision, place) => item(decision, place === active, place));
  return [...heading(decisions, columns), ...items, ...below].map(textOf);
}

describe('the verdict before the candidate decides', () => {
  test('has every statement, with the words it goes by; the cursor is on the first undecided one', () => {
    expect(opened(judged(FOUND))).toEqual([
      '  #1 Title 1   1 of 3 to decide · 1 ✓ · 0:00 · you expected most',
      '  · not found  It is kept dry.',
      '  ✓ found      It is kept cool.',
      '               “It is kept cool.”',
      '❯ ? undecided  It is kept in the dark, and behind a door.',
      '               nearest: “Somewhere without any light at all, which in our house',
      '               means the cellar below the stairs beside the wine.”',
      '',
      '  Takeaway  Keep it cool.',
    ]);
  });

  test('leaves out quotes, then cuts statements, then the takeaway, where the screen is short', () => {
    const session = judged(FOUND);
    expect(opened(session, { rows: 7 })).not.toContain('               “It is kept cool.”');
    const short = opened(session, { columns: 34, rows: 8 });
    expect(short).toEqual([
      '  #1 Title 1',
      '  1 of 3 to decide · 1 ✓ · 0:00',
      '  · you expected most',
      '  · not found: It is kept dry.',
      '  ✓ found: It is kept cool.',
      '❯ ? undecided: It is kept in the',
      '    dark, and behind a door.',
      '    nearest: “Somewhere without',
      '    any light at all, which in',
      '    our house means the cellar …',
    ]);
  });

  test('of a spoken answer depends on its note, whose gaps prove nothing', () => {
    const rows = opened(judged(FOUND, { spoken: true }));
    expect(rows).toContain('❯ ? undecided  It is kept dry.');
    expect(rows).toContain('  ✓ found      It is kept cool.');
  });

  test('is all undecided if nothing was looked for, as in a session of an older hotseat', () => {
    expect(opened(judged(null)).slice(0, 4)).toEqual([
      '  #1 Title 1   3 of 3 to decide · 0:00 · you expected most',
      '❯ ? undecided  It is kept dry.',
      '  ? undecided  It is kept cool.',
      '  ? undecided  It is kept in the dark, and behind a door.',
    ]);
  });

  test('is as the candidate left it when going back', () => {
    const ticked = { covered: ['Dry'], undecided: ['Cool'] };
    const rows = opened(judged(FOUND, { ticked }));
    expect(rows).toContain('  ✓ covered    It is kept dry.');
    expect(rows).toContain('❯ ? undecided  It is kept cool.');
    expect(rows).toContain('  ✗ missed     It is kept in the dark, and behind a door.');
  });
});

describe('points of several levels', () => {
  const LEVELS = ['mid', undefined, 'staff'] as const;
  const keyPoints = KEY_POINTS.map((each, at) => {
    const level = LEVELS[at];
    return level === undefined ? each : { ...each, level };
  });

  test('are counted below the heading once all are decided, and have a level that is not the question’s', () => {
    expect(opened(judged(FOUND, { keyPoints })).slice(1, 5)).toEqual([
      '  · not found  (mid) It is kept dry.',
      '  ✓ found      It is kept cool.',
      '               “It is kept cool.”',
      '❯ ? undecided  (staff) It is kept in the dark, and behind a door.',
    ]);
    const ticked = { covered: ['Dry'], undecided: [] };
    expect(opened(judged(FOUND, { keyPoints, ticked })).slice(0, 2)).toEqual([
      '  #1 Title 1   1 of 3 covered · 0:00 · you expected most',
      '  mid 1 of 1 · senior 0 of 1 · staff 0 of 1',
    ]);
  });

  test('fit 40 columns', () => {
    const ticked = { covered: ['Cool', 'Dark'], undecided: [] };
    const rows = verdictRows(judged(FOUND, { keyPoints, ticked }), 0, 40).map(textOf);
    expect(rows.slice(1, 9)).toEqual([
      '  #1 Title 1',
      '  2 of 3 covered · 0:00 · you expected',
      '  most',
      '  mid 0/1 · senior 1/1 · staff 1/1',
      '',
      '  · not found: (mid) It is kept dry.',
      '  ✓ found: It is kept cool.',
      '    “It is kept cool.”',
    ]);
  });

  test('are not counted if nothing was judged', () => {
    const rows = verdictRows(judged(FOUND, { keyPoints, ticked: null }), 0, 80).map(textOf);
    expect(rows.slice(1, 4)).toEqual([
      '  #1 Title 1   not judged · 0:00 · you expected most',
      '',
      '  · (mid) It is kept dry.',
    ]);
  });
});

describe('the verdict that stays', () => {
  const after = (session: Session, columns = 80): string[] => verdictRows(session, 0, columns).map(textOf);

  test('says where the candidate decided otherwise', () => {
    const ticked = { covered: ['Dry', 'Dark'], undecided: [] };
    expect(after(judged(FOUND, { ticked }))).toEqual([
      '',
      '  #1 Title 1   2 of 3 covered · 0:00 · you expected most',
      '',
      '  ✓ covered    It is kept dry.',
      '               ticked by you',
      '  ✗ missed     It is kept cool.',
      '               unticked by you: “It is kept cool.”',
      '  ✓ covered    It is kept in the dark, and behind a door.',
      '               ticked by you: “Somewhere without any light at all, which in our',
      '               house means the cellar below the stairs beside the wine.”',
      '',
      '  Takeaway  Keep it cool.',
    ]);
  });

  test('keeps what was left undecided apart from what was missed', () => {
    const rows = after(judged(FOUND, { ticked: { covered: ['Cool'], undecided: ['Dark'] } }));
    expect(rows[1]).toContain('1 of 3 covered, 1 undecided');
    expect(rows).toContain('  · not found  It is kept dry.');
    expect(rows).toContain('  ? undecided  It is kept in the dark, and behind a door.');
  });

  test('says if nothing was judged', () => {
    const rows = after(judged(FOUND, { ticked: null }));
    expect(rows.slice(1, 6)).toEqual([
      '  #1 Title 1   not judged · 0:00 · you expected most',
      '',
      '  · It is kept dry.',
      '    not found',
      '  · It is kept cool.',
    ]);
  });

  test('fits a narrow terminal', () => {
    const rows = after(judged(FOUND, { ticked: { covered: ['Cool'], undecided: [] } }), 40);
    expect(rows).toContain('  ✓ found: It is kept cool.');
    expect(Math.max(...rows.map((text) => text.length))).toBeLessThanOrEqual(40);
  });
});
