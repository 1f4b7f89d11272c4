import { describe, expect, it, test } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { planRows } from '../../src/renderer/round-plan.ts';
import { debriefRows, recapRows } from '../../src/renderer/round-screens.ts';
import { textOf } from '../../src/text/rows.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

/** The commands at the end of a debrief, as its last lines. */
function commands(columns: number, banks: readonly string[] | null): string[] {
  const { session } = happen(start(started(2)), { type: 'ended', reason: 'left early', draft: null });
  const rows = debriefRows(session, columns, banks).map(textOf);
  return rows.slice(rows.findIndex((text) => text.includes('hotseat export'))).filter((text) => text !== '');
}

test('the command to practice again names the folders of this round', () => {
  expect(commands(80, ['../team', 'my questions'])).toEqual([
    '  hotseat export -o round.md',
    '    save the transcript',
    "  hotseat practice 1 2 --bank ../team --bank 'my questions'",
    '    try again',
  ]);
  expect(commands(80, ['mine'])).toEqual([
    '  hotseat export -o round.md        save the transcript',
    '  hotseat practice 1 2 --bank mine  try again',
  ]);
});

test('the command does not name a usual bank', () => {
  expect(commands(80, [])).toEqual([
    '  hotseat export -o round.md  save the transcript',
    '  hotseat practice 1 2        try again',
  ]);
});

test('another process, which does not know the folder, leaves it open', () => {
  expect(commands(40, null)).toEqual([
    '  hotseat export -o round.md',
    '    save the transcript',
    '  hotseat practice 1 2 --bank …',
    '    try again',
  ]);
});

/** The debrief of a round with one answer, judged by these events. */
function debriefAfter(...events: Event[]): string {
  const turn = { q: 0 };
  const point = (name: string, verdict: 'found' | 'unsure' | 'missing') => ({
    name,
    score: 0.5,
    verdict,
    evidence: null,
    missing: [],
  });
  const all: Event[] = [
    { type: 'asked', turn, budget: 300_000 },
    { type: 'answered', turn, state: 'submitted', text: 'words', firstKey: 1 },
    { type: 'predicted', q: 0, certainty: 3 },
    {
      type: 'found',
      q: 0,
      matcher: 1,
      points: [point('First point', 'unsure'), point('Second point', 'missing')],
      mistakes: [],
    },
    ...events,
    { type: 'ended', reason: 'left early', draft: null },
  ];
  const { session } = all.reduce((live, event) => happen(live, event), start(started(1, {}, 0)));
  return debriefRows(session, 100, []).map(textOf).join('\n');
}

test('the points of all questions are counted by level', () => {
  const first = started(2, {}, 0);
  const plan = first.plan.map((planned, q) => ({
    ...planned,
    question: { ...planned.question, level: q === 0 ? 'staff' : 'mid' },
  }));
  const events = [0, 1].flatMap((q): Event[] => [
    { type: 'asked', turn: { q }, budget: null },
    { type: 'answered', turn: { q }, state: 'submitted', text: 'words', firstKey: 1 },
    { type: 'revealed', q },
    { type: 'ticked', q, names: q === 0 ? [] : ['First point'], undecided: ['Second point'] },
  ]);
  const live = events.reduce((now, event) => happen(now, event), start({ ...first, plan }));
  const rows = debriefRows(live.session, 80, []).map(textOf);
  expect(rows).toContain('  By level of the point · mid 1 of 1 · staff 0 of 1');
});

test('the point to work on is one the candidate did not tick', () => {
  const shown = debriefAfter({ type: 'revealed', q: 0 }, { type: 'ticked', q: 0, names: ['Second point'] });
  expect(shown).toContain('1 of 2 covered · 0:00 of 5:00');
  expect(shown).toContain('Work on first, #1: It is first. You expected most: 1 of 2 covered.');
});

test('the point to work on is one that was decided', () => {
  const shown = debriefAfter(
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: [], undecided: ['Second point'] },
  );
  expect(shown).toContain('Work on first, #1: It is first. You expected most: 0 of 2 covered, 1 to decide.');
});

test('ticks of points that the question does not have, as in a damaged journal, are not counted', () => {
  const names = ['First point', 'First point', 'No such point'];
  const ticked: Event = { type: 'ticked', q: 0, names, undecided: ['Nor this one'] };
  expect(debriefAfter(ticked)).toMatch(/1 of 2 covered ·/);
});

test('an expectation that came true is not mentioned', () => {
  const came = (certainty: 2 | 4): string =>
    debriefAfter(
      { type: 'predicted', q: 0, certainty },
      { type: 'revealed', q: 0 },
      { type: 'ticked', q: 0, names: ['Second point'] },
    );
  expect(came(2)).toContain('Work on first, #1: It is first. 1 of 2 covered.');
  expect(came(4)).toContain('Work on first, #1: It is first. You expected nearly all: 1 of 2 covered.');
});

test('where nothing was decided, points wait, and none counts as missed', () => {
  for (const ticked of [{ names: null }, { names: [], undecided: ['First point', 'Second point'] }]) {
    const shown = debriefAfter({ type: 'revealed', q: 0 }, { type: 'ticked', q: 0, ...ticked });
    expect(shown).toContain('2 points wait for you · 0:00 of 5:00');
    expect(shown).not.toContain('Work on first');
  }
});

test('a point covered in part is worked on where none is uncovered', () => {
  const shown = debriefAfter(
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: ['First point'], partly: ['Second point'] },
  );
  expect(shown).toContain('1 of 2 covered, 1 partly · 0:00 of 5:00');
  expect(shown).toContain('Work on first, #1: It is second.');
});

test('a point not covered is worked on before those covered in part', () => {
  const events = [0, 1].flatMap((q): Event[] => [
    { type: 'asked', turn: { q }, budget: null },
    { type: 'answered', turn: { q }, state: 'submitted', text: 'words', firstKey: 1 },
    { type: 'revealed', q },
    q === 0
      ? { type: 'ticked', q, names: [], partly: ['First point', 'Second point'] }
      : { type: 'ticked', q, names: ['First point'] },
  ]);
  const { session } = events.reduce((live, event) => happen(live, event), start(started(2, {}, 0)));
  expect(debriefRows(session, 100, []).map(textOf).join('\n')).toContain('Work on first, #2: It is second.');
});

test('findings are not shown before the reveal', () => {
  const shown = debriefAfter();
  expect(shown).toContain('not revealed');
  expect(shown).not.toContain('point.');
});

test('the recap wraps a header longer than the screen between words', () => {
  const answered: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: 300_000 },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text: 'words', firstKey: 1 },
  ];
  const { session } = answered.reduce((live, event) => happen(live, event), start(started(1)));
  expect(recapRows(session, 0, 30).map(textOf)).toEqual([
    '',
    '  Question 1 of 1 · #1',
    '  retrieval · senior',
    '',
    '  What is number 1?',
    '',
    '  │ words',
  ]);
});

test('no row of the plan is longer than the screen', () => {
  const question = makeQuestion(1, { title: 'A title as long as the longest of the shipped bank.' });
  const round = started(1, {}, 'pressing');
  const plan = round.plan.map((planned) => ({ ...planned, question, followUps: 3 }));
  const { session } = start({ ...round, plan });
  for (const columns of [24, 40, 60, 76, 78, 80, 84, 100]) {
    const longest = Math.max(...planRows(session, columns).map((shown) => textOf(shown).length));
    expect(longest).toBeLessThanOrEqual(columns);
  }
});

test('the plan says when the reveal is, unless there is only one question', () => {
  const shown = (questions: number): string =>
    planRows(start(started(questions)).session, 120)
      .map(textOf)
      .join('\n');
  expect(shown(2)).toContain('reveal after each question');
  expect(shown(1)).not.toContain('reveal');
});

describe('the plan says how the clocks come from the spoken time', () => {
  it.each([
    [{ pace: 2 }, 'typing: twice the spoken time'],
    [{ pace: 1.5 }, 'typing: 1.5 times the spoken time'],
    [{ pace: 1, speakAloud: true }, 'speaking: the spoken time'],
  ])('%o', (options, says) => {
    const round = started(1);
    const { session } = start({ ...round, options: { ...round.options, ...options } });
    expect(planRows(session, 120).map(textOf).join('\n')).toContain(` · ${says}`);
  });

  it('but not of a session stored before, nor with --minutes', () => {
    expect(
      planRows(start(started(1)).session, 120)
        .map(textOf)
        .join('\n'),
    ).not.toContain('spoken time');
  });
});
