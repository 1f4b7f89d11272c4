import { describe, expect, test } from 'vitest';
import { statsOf } from '../../src/progress/stats.ts';
import type { Agreement, AnswerSummary } from '../../src/progress/summary.ts';
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
  expect(statsRows(stats, 80).map(textOf)).toContain('  By level of the point: senior 2 of 2 · staff 1 of 2');
  expect(statsRows(stats, 40).map(textOf)).toEqual(
    expect.arrayContaining(['  By level of the point:', '  senior 2 of 2 · staff 1 of 2']),
  );
});

test('from the second day on, the heading names the first day and today', () => {
  expect(headingOn('2026-01-02')).toBe('  Progress · 1 Jan 2026 to 2 Jan 2026');
});

describe('who agrees on key points', () => {
  const agreement = (...[you, matcher, both]: readonly [number, number][]): Agreement => {
    const [a, b, c] = [you, matcher, both].map(([agreed, of] = [0, 0]) => ({ agreed, of }));
    const none = { agreed: 0, of: 0 };
    return { modelAndYou: a ?? none, matcherAndYou: b ?? none, modelAndMatcher: c ?? none };
  };
  const shown = (answers: readonly AnswerSummary[], columns: number): string[] => {
    const sessions = answers.map((answer, at) => makeSession(`s${at}`, [answer]));
    const options = { today: '2026-01-02', since: null, topics: [], questions: [makeAnswer(1).question] };
    const rows = statsRows(statsOf(sessions, options), columns).map(textOf);
    const start = rows.findIndex((text) => text.includes('Who agrees'));
    return start === -1
      ? []
      : rows.slice(start, rows.findIndex((text) => text.startsWith('  Time used')) - 1);
  };
  const answers = [
    makeAnswer(1, { agreement: agreement([4, 5], [3, 4], [3, 3]) }),
    makeAnswer(3, { agreement: agreement([37, 43], [32, 40], [0, 0]) }),
    makeAnswer(4, { agreement: agreement([0, 0], [0, 0], [1, 2]) }),
    makeAnswer(2),
  ];

  test('is counted in all and by topic', () => {
    expect(shown(answers, 80)).toEqual([
      '  Who agrees on key points  of those that both decided',
      '',
      '             model and you  matcher and you  model and matcher',
      '  overall    41 of 48       35 of 44         4 of 5',
      '  agents     4 of 5         3 of 4           4 of 5',
      '  retrieval  37 of 43       32 of 40         –',
    ]);
  });

  test('is stacked at 40 columns', () => {
    expect(shown(answers, 40).slice(0, 7)).toEqual([
      '  Who agrees on key points',
      '  of those that both decided',
      '',
      '  overall',
      '    model and you      41 of 48',
      '    matcher and you    35 of 44',
      '    model and matcher  4 of 5',
    ]);
  });

  test('is left out if no model has judged anything', () => {
    expect(shown([makeAnswer(1)], 80)).toEqual([]);
  });
});
