import { describe, expect, test } from 'vitest';
import type { KeyPoint } from '../../src/bank/question.ts';
import type { Event, PointFinding } from '../../src/engine/event.ts';
import { type Session, type Ticks, questionAt } from '../../src/engine/session.ts';
import { verdictList, verdictRows } from '../../src/renderer/verdict.ts';
import { textOf } from '../../src/text/rows.ts';
import { width } from '../../src/text/wrap.ts';
import { decisionsOf } from '../../src/transcript/points.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';
import { expectScreens } from '../support/screens.ts';
import { type Live, happen, heardRound, keptPoint, start, started, passageOf } from '../support/simulate.ts';

const ANSWER =
  'It is kept cool. Somewhere without any light at all, which in our house means the cellar below the stairs beside the wine.';
const turn = { q: 0 };
const cool = { turn, start: 0, end: 16 };
const dark = { turn, start: 17, end: ANSWER.length };

const KEY_POINTS: KeyPoint[] = [
  keyPoint('Dry', 'It is kept dry.'),
  keyPoint('Cool', 'It is kept cool.'),
  keyPoint('Dark', 'It is kept in the dark, and behind a door.'),
];
const FOUND: PointFinding[] = [
  { name: 'Dry', score: 0.1, verdict: 'missing', evidence: null, missing: ['dry'] },
  { name: 'Cool', score: 0.9, verdict: 'found', evidence: cool, missing: [] },
  { name: 'Dark', score: 0.5, verdict: 'unsure', evidence: dark, missing: ['dark', 'door'] },
];

/** A round with one answered question, with findings and ticks if given. */
function judged(...of: Parameters<typeof judgedLive>): Session {
  return judgedLive(...of).session;
}

function judgedLive(
  points: readonly PointFinding[] | null,
  { spoken = false, ticked = undefined as Partial<Ticks> | null | undefined, keyPoints = KEY_POINTS } = {},
): Live {
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
            names: ticked && (ticked.covered ?? []),
            partly: ticked?.partly ?? [],
            undecided: ticked?.toDecide ?? [],
            whenPressed: ticked?.whenPressed ?? [],
          } as const,
        ]),
  ];
  return events.reduce((live, event) => happen(live, event), start({ ...first, plan }));
}

/** The list as it first opens, on a screen with this many rows for the list and what is below it. */
function opened(
  session: Session,
  { columns = 80, rows = 30, touched = [] as readonly number[] } = {},
): string[] {
  const { heading, layout } = verdictList(session, 0);
  const decisions = decisionsOf(questionAt(session, 0));
  const active = Math.max(0, decisions.indexOf('to decide'));
  const { items, below } = layout(decisions, columns, rows);
  return [...heading(decisions, columns), ...items({ decisions, touched, active }).flat(), ...below].map(
    textOf,
  );
}

const LEVELS = ['mid', undefined, 'staff'] as const;
const LEVELED = KEY_POINTS.map((each, at) => {
  const level = LEVELS[at];
  return level === undefined ? each : { ...each, level };
});
const after = (session: Session, columns = 80): string[] => verdictRows(session, 0, columns).map(textOf);

test('the verdict is drawn as test/screens/verdict.txt shows', async () => {
  const otherwise = { covered: ['Dry', 'Dark'], partly: ['Cool'], whenPressed: ['Dark'] };
  const decided = happen(heardRound(), {
    type: 'ticked',
    q: 0,
    names: ['Dry', 'Dark'],
    undecided: ['Turned'],
  });
  const unsure = happen(judgedLive(FOUND), {
    type: 'judged',
    q: 0,
    by: { name: 'qwen3:8b', host: 'h', prompt: 1 },
    points: [
      { name: 'Dry', verdict: 'unsure', evidence: null },
      { name: 'Dark', verdict: 'missing', evidence: null },
    ],
  });
  const partly = happen(judgedLive(FOUND), {
    type: 'judged',
    q: 0,
    by: { name: 'qwen3:8b', host: 'h', prompt: 2 },
    points: [
      {
        name: 'Dry',
        verdict: 'partly',
        evidence: passageOf(turn, ANSWER, 'It is kept'),
        also: passageOf(turn, ANSWER, 'in our house'),
      },
      { name: 'Cool', verdict: 'partly', evidence: passageOf(turn, ANSWER, 'kept cool') },
      { name: 'Dark', verdict: 'missing', evidence: passageOf(turn, ANSWER, 'without any light') },
    ],
  });
  await expectScreens('verdict', {
    'before the candidate decides, with the cursor on the first point to decide': opened(judged(FOUND)),
    'the same once y has confirmed the point that was found': opened(judged(FOUND), { touched: [1] }),
    'the same where the screen is short and narrow': opened(judged(FOUND), { columns: 34, rows: 8 }),
    'the same, and Tab shows all about the last point': verdictList(judged(FOUND), 0)
      .detail(2, 60)
      .map(textOf),
    'nothing was looked for, as in a session of an older hotseat': opened(judged(null)),
    'points of several levels': opened(judged(FOUND, { keyPoints: LEVELED })),
    'the same, all decided': opened(judged(FOUND, { keyPoints: LEVELED, ticked: { covered: ['Dry'] } })),
    'the candidate decided otherwise': after(judged(FOUND, { ticked: otherwise })),
    'the same of several levels, at 40 columns': after(
      judged(FOUND, { keyPoints: LEVELED, ticked: otherwise }),
      40,
    ),
    'nothing was judged, of several levels': after(judged(FOUND, { keyPoints: LEVELED, ticked: null })),
    'with a model as a second judge, whose verdicts come first': opened(heardRound().session),
    'the same on a short screen: the matcher gives way': opened(heardRound().session, { rows: 9 }),
    'the same on a shorter one: the takeaway as well': opened(heardRound().session, { rows: 7 }),
    'the same decided: who decided, then what each source says': after(decided.session),
    'a model that is unsure, which leaves it to the matcher, and quotes nothing': opened(unsure.session),
    'a model that finds a part, which is asked, and a denial': opened(partly.session),
    'a model with a problem': opened(
      heardRound({
        problem: 'it said nothing for 20 seconds, and this sentence does not end before the screen does.',
      }).session,
    ),
  });
});

describe('the verdict before the candidate decides', () => {
  test('leaves out quotes, then cuts statements, then the takeaway, where the screen is short', () => {
    const session = judged(FOUND);
    expect(opened(session, { rows: 7 })).not.toContain('               “It is kept cool.”');
    expect(opened(session, { columns: 34, rows: 8 }).at(-1)).toBe('    nearest: “Somewhere without …');
  });

  test('is as the candidate left it when going back', () => {
    const ticked = { covered: ['Dry'], toDecide: ['Cool'] };
    const rows = opened(judged(FOUND, { ticked }));
    expect(rows).toContain('  ✓ covered      It is kept dry.');
    expect(rows).toContain('❯ ? to decide    It is kept cool.');
    expect(rows).toContain('  ✗ not covered  It is kept in the dark, and behind a door.');
  });
});

describe('the verdict that stays', () => {
  test('keeps what was left to decide apart from what was not covered', () => {
    const rows = after(judged(FOUND, { ticked: { covered: ['Cool'], toDecide: ['Dark'] } }));
    expect(rows[1]).toContain('1 of 3 covered, 1 to decide');
    expect(rows).toContain('  ✗ not covered  It is kept dry.');
    expect(rows).toContain('  ? to decide    It is kept in the dark, and behind a door.');
  });

  test('fits a narrow terminal', () => {
    const rows = after(judged(FOUND, { ticked: { covered: ['Cool'] } }), 40);
    expect(rows).toContain('  ✓ covered: It is kept cool.');
    expect(Math.max(...rows.map((text) => text.length))).toBeLessThanOrEqual(40);
  });
});

describe('with a model as a second judge', () => {
  const heard = (...args: Parameters<typeof heardRound>): Session => heardRound(...args).session;

  test('fits 40 columns, whatever the name', () => {
    const by = { name: 'models/a-name-of-a-model-that-does-not-end:latest', host: 'x', prompt: 1 };
    for (const session of [heard(), heard({ by })]) {
      const rows = opened(session, { columns: 40 });
      expect(Math.max(...rows.map(width))).toBeLessThanOrEqual(40);
    }
    expect(opened(heard({ by })).join(' ')).toContain('models/a-name-of-a-model-that…: found “');
  });

  test('six points with every verdict fit 80×24', () => {
    const names = ['Dry', 'Cool', 'Dark', 'Turned', 'Covered', 'Sealed'];
    const first = started(1, {}, 0);
    const question = makeQuestion(1, { keyPoints: names.map((name) => keptPoint(name)), takeaway: 'Cool.' });
    const plan = first.plan.map((planned) => ({ ...planned, question }));
    const matcher = ['found', 'unsure', 'missing', 'found', 'unsure', 'missing'] as const;
    const model = ['partly', 'unsure', 'partly', 'found', 'partly', 'unsure'] as const;
    const events: Event[] = [
      { type: 'asked', turn, budget: null },
      { type: 'answered', turn, state: 'submitted', text: ANSWER, firstKey: 1 },
      { type: 'predicted', q: 0, certainty: 3 },
      {
        type: 'found',
        q: 0,
        matcher: 1,
        points: names.map((name, place) => ({
          name,
          score: 0.5,
          verdict: matcher[place] ?? 'unsure',
          evidence: matcher[place] === 'missing' ? null : dark,
          missing: [],
        })),
        mistakes: [],
      },
      {
        type: 'judged',
        q: 0,
        by: { name: 'qwen3:8b', host: 'localhost:11434', prompt: 1 },
        points: names.map((name, place) => ({
          name,
          verdict: model[place] ?? 'unsure',
          evidence: dark,
        })),
      },
    ];
    const live = events.reduce((now, event) => happen(now, event), start({ ...first, plan }));
    // Around the list: an empty row, the question, the keys on three rows, and an empty row above and below them.
    const around = 7;
    const rows = opened(live.session, { rows: 24 - 2 - around });
    expect(rows.length).toBeLessThanOrEqual(24 - around);
    expect(rows.filter((text) => text.includes(' ? '))).toHaveLength(5);
    expect(rows).toContain('  qwen3:8b: 1 of 6 found, 3 partly, 2 not sure · ≠ 2 where the matcher differs');
    expect(rows.filter((text) => text.includes('qwen3:8b:')).length).toBeGreaterThan(3);
  });

  test('a name or a problem from a server controls no terminal', () => {
    const by = { name: 'evil\x1b]0;x\x07\u202e\nmodel', host: 'h\x1b[2J', prompt: 1 };
    for (const problem of [undefined, 'no\x1b[2J\nluck.']) {
      const live = heardRound({ by, ...(problem === undefined ? {} : { problem }) });
      for (const rows of [verdictRows(live.session, 0, 80), verdictRows(live.session, 0, 40)])
        for (const text of rows.map(textOf)) {
          // eslint-disable-next-line no-control-regex
          expect(text).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
        }
      expect(verdictRows(live.session, 0, 80).map(textOf).join('\n')).toContain('evil]0;x model');
    }
  });
});
