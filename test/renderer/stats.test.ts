import { expect, test } from 'vitest';
import { statsOf } from '../../src/progress/stats.ts';
import { statsRows } from '../../src/renderer/stats.ts';
import { textOf } from '../../src/text/rows.ts';
import { makeAnswer, makeSession } from '../support/summaries.ts';

/** The heading of the progress screen for a first answer on 2026-01-01. */
function headingOn(today: string, topics: readonly string[] = []): string {
  const sessions = [makeSession('first', [makeAnswer(1)])];
  const stats = statsOf(sessions, { today, since: null, topics, questions: [makeAnswer(1).question] });
  return textOf(statsRows(stats, 80)[1] ?? []);
}

test('the first day of practice is named once', () => {
  expect(headingOn('2026-01-01')).toBe('  Progress · 1 Jan 2026');
  expect(headingOn('2026-01-01', ['agents'])).toBe('  Progress · agents · 1 Jan 2026');
});

test('a few answers are too few to compare, and a point that an answer does not say is not called missed', () => {
  const shown = (answers: number): string => {
    const sessions = Array.from({ length: answers }, (_, at) => makeSession(`s${at}`, [makeAnswer(1)]));
    const options = { today: '2026-01-02', since: null, topics: [], questions: [makeAnswer(1).question] };
    return statsRows(statsOf(sessions, options), 100).map(textOf).join('\n');
  };
  expect(shown(1)).toContain('too few answers to compare');
  expect(shown(1)).toContain('not covered');
  expect(shown(5)).toContain('no clear difference');
  expect(shown(5)).toContain('not covered 5 of 5 times');
});

test('the points are counted by their own level', () => {
  const sessions = [
    makeSession('s', [makeAnswer(1, { made: ['First point', 'Third point', 'Second point'] })]),
  ];
  const stats = statsOf(sessions, {
    today: '2026-01-02',
    since: null,
    topics: [],
    questions: [makeAnswer(1).question],
  });
  expect(statsRows(stats, 80).map(textOf)).toContain(
    '  By level of the point · senior 2 of 2 · staff 1 of 2',
  );
  expect(statsRows(stats, 40).map(textOf)).toEqual(
    expect.arrayContaining(['  By level of the point ·', '  senior 2 of 2 · staff 1 of 2']),
  );
});

test('what was asked of the facts worth asking is one line, and none where no question has any', () => {
  const shown = (...answers: Parameters<typeof makeAnswer>[1][]): string =>
    statsRows(
      statsOf(
        [
          makeSession(
            's',
            answers.map((change) => makeAnswer(1, change)),
          ),
        ],
        { today: '2026-01-02', since: null, topics: [], questions: [makeAnswer(1).question] },
      ),
      80,
    )
      .map(textOf)
      .join('\n');
  const told = { asked: 1, of: 2 };
  expect(shown({ worthAsking: told }, { worthAsking: { asked: 2, of: 2 } }, {})).toContain(
    '\n  Worth asking: asked 3 of 4\n',
  );
  // A skipped question was not the place to ask.
  expect(shown({}, { state: 'skipped', worthAsking: told })).not.toContain('Worth asking');
});

test('from the second day on, the heading names the first day and today', () => {
  expect(headingOn('2026-01-02')).toBe('  Progress · 1 Jan 2026 to 2 Jan 2026');
});
