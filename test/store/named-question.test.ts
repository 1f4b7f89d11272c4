import { expect, test } from 'vitest';
import { requireKnown, requireQuestion } from '../../src/store/named-question.ts';
import { bank } from '../support/question.ts';

const OURS = bank('ours', 1, 5, 120);
const MINE = bank('mine', 5, 1001);

test('finds a question by number and by id', () => {
  expect(requireQuestion([OURS, MINE], '120').bank).toBe('ours');
  expect(requireQuestion([OURS, MINE], 'mine/5').bank).toBe('mine');
  expect(requireQuestion([OURS, MINE], 'question-1001').number).toBe(1001);
});

test.each([
  [
    [OURS],
    '412',
    'there is no question 412.',
    '`hotseat list` shows all, and its `--search` finds one by its words.',
  ],
  [
    [OURS, MINE],
    'mine/6',
    'there is no question mine/6.',
    '`hotseat list` shows all, and its `--search` finds one by its words.',
  ],
  [[OURS], 'qestion-5', 'there is no question qestion-5.', 'did you mean `question-5`?'],
  [
    [OURS],
    'giraffes',
    'there is no question giraffes.',
    '`hotseat list` shows all, and its `--search` finds one by its words.',
  ],
  [[OURS, MINE], '5', '2 banks have a question 5.', 'name one: `ours/5` or `mine/5`.'],
  [[OURS], 'yours/5', 'there is no bank "yours".', 'the bank is called ours.'],
  [[OURS, MINE], 'yours/5', 'there is no bank "yours".', 'the banks are called ours and mine.'],
])('%j: %s', (banks, reference, message, help) => {
  expect(() => requireQuestion(banks, reference)).toThrow(
    expect.objectContaining({ message, help, exitCode: 2 }) as Error,
  );
});

test('lists a few of thousands of topics', () => {
  const topics = Array.from({ length: 5000 }, (_, n) => `topic-${n}`);
  const many = { ...OURS, vocabulary: { ...OURS.vocabulary, topics } };
  const filter = { role: [], topic: ['zzz'], kind: [], level: [] };
  expect(() => {
    requireKnown([many], filter);
  }).toThrow(
    expect.objectContaining({
      message: 'there is no topic "zzz".',
      help: `the topics are ${topics.slice(0, 12).join(', ')}, and 4989 more.`,
    }) as Error,
  );
});
