import { expect, test } from 'vitest';
import { BEHAVIORAL } from '../../src/bank/kinds.ts';
import { questionsToAsk } from '../../src/bank/listed.ts';
import type { Event } from '../../src/engine/event.ts';
import { nextStep } from '../../src/engine/next-step.ts';
import { questionAt } from '../../src/engine/session.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, type Live, start, started } from '../support/simulate.ts';

/** A round with pressing follow-ups whose only question is behavioral. */
function round(): Live {
  const first = started(1, {}, 'pressing');
  const plan = first.plan.map((planned) => ({
    ...planned,
    question: makeQuestion(1, { kind: BEHAVIORAL }),
  }));
  return start({ ...first, plan });
}

const answered = (followUp?: number): Event[] => {
  const turn = { q: 0, ...(followUp === undefined ? {} : { followUp }) };
  return [
    { type: 'asked', turn, budget: null },
    { type: 'answered', turn, state: 'submitted', text: 'I did it.', firstKey: 1 },
  ];
};

const after = (live: Live, ...events: Event[]): Live =>
  events.reduce((now, event) => happen(now, event), live);

test('follow-ups to a story come in order, then no guess, then the name of the story', () => {
  let live = round();
  const asked: unknown[] = [];
  for (let step = nextStep(live.session); step.kind === 'ask'; step = nextStep(live.session)) {
    asked.push(step.turn.followUp);
    live = after(live, ...answered(step.turn.followUp));
  }
  expect(asked).toEqual([undefined, 0, 1]);
  // Nothing asks how many points it had.
  expect(nextStep(live.session)).toEqual({ kind: 'find', q: 0 });
  live = after(
    live,
    { type: 'found', q: 0, matcher: 7, points: [], mistakes: [] },
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: [] },
  );
  expect(nextStep(live.session)).toEqual({ kind: 'rate', q: 0 });
  live = after(live, { type: 'rated', q: 0, rating: 'good' });
  expect(nextStep(live.session)).toEqual({ kind: 'story', q: 0 });
  live = after(live, { type: 'told', q: 0, story: 'The salt' });
  expect(questionAt(live.session, 0).judgement.story).toBe('The salt');
  expect(toMarkdown(transcriptOf(live.session)).match(/story: The salt/g)).toHaveLength(1);
});

test('going back to the first answer keeps its follow-ups', () => {
  const live = after(round(), ...answered(), { type: 'reopened', turn: { q: 0 } }, ...answered().slice(1));
  expect(nextStep(live.session)).toEqual({ kind: 'ask', turn: { q: 0, followUp: 0 } });
});

test('a round asks a behavioral question only by its kind', () => {
  const questions = [makeQuestion(1, { kind: BEHAVIORAL }), makeQuestion(2)];
  const none = { role: [], topic: [], kind: [], level: [] };
  expect(questionsToAsk(questions, none).map(({ number }) => number)).toEqual([2]);
  expect(questionsToAsk(questions, { ...none, kind: [BEHAVIORAL] }).map(({ number }) => number)).toEqual([1]);
});
