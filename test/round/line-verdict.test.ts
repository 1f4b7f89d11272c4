import { expect, test } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { questionAt } from '../../src/engine/session.ts';
import { decideByLines } from '../../src/round/line-verdict.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

test('line by line the points have the levels that are not their question’s', async () => {
  const rest = { wordings: [], counts: [], notEnough: [] };
  const keyPoints = [
    { name: 'Dry', text: 'It is kept dry.', ...rest },
    { name: 'Cool', text: 'It is kept cool.', level: 'staff', ...rest },
  ];
  const first = started(1, {}, 0);
  const plan = first.plan.map((planned) => ({ ...planned, question: makeQuestion(1, { keyPoints }) }));
  const events: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: null },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text: 'words', firstKey: 1 },
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: ['Cool'] },
  ];
  const { session } = events.reduce((live, event) => happen(live, event), start({ ...first, plan }));
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
