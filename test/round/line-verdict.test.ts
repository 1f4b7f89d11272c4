import { expect, test } from 'vitest';
import { questionAt } from '../../src/engine/session.ts';
import { decideByLines } from '../../src/round/line-verdict.ts';
import { heardRound, judgedRound, keptPoint } from '../support/simulate.ts';

test('line by line the points have the levels that are not their question’s', async () => {
  const { session } = judgedRound([keptPoint('Dry'), keptPoint('Cool', 'staff')], ['Cool']);
  const said: string[] = [];
  await decideByLines(questionAt(session, 0), {
    say: (text) => said.push(text),
    choose: () => Promise.reject(new Error('nothing is undecided')),
    readLine: () => Promise.resolve(''),
    keep: () => undefined,
  });
  expect(said.slice(0, 3)).toEqual([
    'Key points: 1 of 2 covered. By level: senior 0 of 1, staff 1 of 1.',
    '1  missed: It is kept dry.',
    '2  covered: (staff) It is kept cool.',
  ]);
});

test.each([
  [
    undefined,
    [
      'Key points: 2 of 4 to decide · 1 ✓.',
      'qwen3:8b: 3 of 4 covered.',
      '1  undecided: It is kept dry.',
      '   qwen3:8b: covered “for a year”',
      '   matcher: not found',
      '2  found: It is kept cool.',
      '   matcher: found · qwen3:8b: covered “kept cool”',
      '3  undecided: It is kept dark.',
      '   qwen3:8b: covered “No light gets in”',
      '   matcher: not sure',
      '4  not found: It is kept turned.',
      '   matcher: not found · qwen3:8b: not covered',
    ],
  ],
  [
    'it was too slow.',
    [
      'Key points: 1 of 4 to decide · 1 ✓.',
      'No verdicts from qwen3:8b.',
      '1  not found: It is kept dry.',
      '2  found: It is kept cool.',
      '   found in your answer: “It is kept cool.”',
      '3  undecided: It is kept dark.',
      '   not sure: “No light gets in.”',
      '4  not found: It is kept turned.',
    ],
  ],
])('line by line a model’s verdicts stand beside the matcher’s; its problem: %s', async (problem, lines) => {
  const { session } = heardRound(problem === undefined ? {} : { problem });
  const said: string[] = [];
  const asked: string[] = [];
  await decideByLines(questionAt(session, 0), {
    say: (text) => said.push(text),
    choose: (question, [[, first] = ['', null]]) => {
      asked.push(question);
      return Promise.resolve(first as never);
    },
    readLine: () => Promise.resolve(''),
    keep: () => undefined,
  });
  expect(said.slice(0, lines.length)).toEqual(lines);
  expect(asked).toHaveLength(problem === undefined ? 2 : 1);
});
