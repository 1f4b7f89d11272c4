import { expect, test } from 'vitest';
import { questionAt } from '../../src/engine/session.ts';
import { decideByLines } from '../../src/round/line-verdict.ts';
import { judgedRound, keptPoint } from '../support/simulate.ts';

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
