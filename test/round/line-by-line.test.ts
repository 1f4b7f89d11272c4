import { expect, test } from 'vitest';
import { begin } from '../../src/engine/begin.ts';
import { lineInterviewer } from '../../src/round/line-by-line.ts';
import { fakeEnv } from '../support/env.ts';
import { makeQuestion } from '../support/question.ts';
import { started } from '../support/simulate.ts';

test('a header longer than a narrow screen wraps between words', () => {
  const { env, stdout } = fakeEnv({ cwd: '/' });
  Object.assign(env.stdout, { columns: 40 });
  const question = makeQuestion(1, { topic: 'retrieval augmented generation' });
  const round = started(1);
  const session = begin({ ...round, plan: round.plan.map((planned) => ({ ...planned, question })) });
  const interviewer = lineInterviewer(env, {
    banks: null,
    notify: true,
    sends: null,
    hears: null,
    speaker: null,
  });
  void interviewer.answer({
    session,
    turn: { q: 0 },
    draft: { text: '', cursor: 0, firstKey: null },
    clock: { used: () => 0, budget: null, strict: false, round: null },
    onChange: () => undefined,
    saving: { problem: () => null, now: () => null },
    current: () => session,
    clarify: () => Promise.resolve({ reply: '' }),
    recording: null,
  });
  interviewer.close();
  expect(stdout()).toBe(`
  Question 1 of 1 · #1 retrieval
  augmented generation · senior

  What is number 1?

`);
});

test('the answer so far wraps as well', () => {
  const { env, stdout } = fakeEnv({ cwd: '/' });
  Object.assign(env.stdout, { columns: 40 });
  const session = begin(started(1));
  const text = 'Keep it cool and dry, and write down what happened to it.\n\nThen turn it.';
  const interviewer = lineInterviewer(env, {
    banks: null,
    notify: true,
    sends: null,
    hears: null,
    speaker: null,
  });
  void interviewer.answer({
    session,
    turn: { q: 0 },
    draft: { text, cursor: 0, firstKey: null },
    clock: { used: () => 0, budget: null, strict: false, round: null },
    onChange: () => undefined,
    saving: { problem: () => null, now: () => null },
    current: () => session,
    clarify: () => Promise.resolve({ reply: '' }),
    recording: null,
  });
  interviewer.close();
  expect(stdout().split('So far:')[1]?.split('\n').slice(1, -2)).toEqual([
    '  Keep it cool and dry, and write down',
    '  what happened to it.',
    '',
    '  Then turn it.',
  ]);
});
