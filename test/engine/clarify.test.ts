import { expect, it, test } from 'vitest';
import { clarify } from '../../src/engine/clarify.ts';
import type { Session } from '../../src/engine/session.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, type Live, start, started } from '../support/simulate.ts';

const NAMES = ['Load', 'Budget', 'Owner', 'Region', 'History', 'Staging'];
const ifAsked = NAMES.map((name) => ({
  name,
  text: `All about the ${name.toLowerCase()}.`,
  words: [],
  ...(name === 'Owner' ? { worth: 'Ask first.' } : {}),
}));
const turn = { q: 0 };
const NOTHING = 'Nothing on that. Assume something and say so.';
const UNCLEAR = 'Not sure what you mean. Put it another way?';

/** A round of one question whose box has been open for a minute, with the replies to questions asked so far. */
function roundOf(change: { question?: string; budget?: number | null } = {}): Live {
  const { question = 'Costs have doubled.\n\n```\nmay 40\n```\n\nWhat do you do?', budget = 300_000 } =
    change;
  const first = started(1, {}, 1);
  const plan = first.plan.map((planned) => ({
    ...planned,
    question: makeQuestion(1, { ifAsked, question }),
  }));
  return happen(start({ ...first, plan }), { type: 'asked', turn, budget }, 0);
}

function ask(live: Live, question: string, at = turn): Live & { reply: string } {
  const said = clarify(live.session, at, question, live.session.last.at);
  return { ...happen(live, { type: 'clarified', turn: at, ...said }, 0), reply: said.reply };
}

function replies(questions: readonly string[]): string[] {
  let live = roundOf();
  return questions.map((question) => {
    const next = ask(live, question);
    live = next;
    return next.reply;
  });
}

it('tells a fact with its name first', () => {
  expect(clarify(roundOf().session, turn, 'what is the load?', 0)).toEqual({
    question: 'what is the load?',
    reply: '**Load:** All about the load.',
    fact: 'Load',
  });
});

it('tells five facts and says so after that, but repeats what it told', () => {
  const told = replies([
    ...NAMES.map((name) => `what about the ${name}?`),
    'the budget again?',
    'which model?',
  ]);
  expect(told.slice(0, 5).every((reply) => reply.startsWith('**'))).toBe(true);
  const enough = "I've answered 5 questions, and that's all you get. Assume something and say so.";
  expect(told.slice(5)).toEqual([enough, '**Budget:** All about the budget.', enough]);
});

it('counts what was told before a follow-up', () => {
  let live: Live = NAMES.slice(0, 5).reduce((before, name) => ask(before, name), roundOf());
  const later = { q: 0, followUp: 0 };
  live = happen(live, { type: 'answered', turn, state: 'submitted', text: 'x', firstKey: 0 }, 0);
  live = happen(live, { type: 'asked', turn: later, budget: null }, 0);
  expect(ask(live, 'is there a staging system?', later).reply).toMatch(/^I've answered 5/);
  expect(ask(live, 'can you repeat the question?', later).reply).toBe('Sure. Why so?');
});

it('refuses for certain only what no fact can mean, and asks for other words once', () => {
  expect(replies(['which model?', 'who does the dishes', 'and the cutlery', 'the forks, then'])).toEqual([
    NOTHING,
    UNCLEAR,
    "I don't follow. Ask about one thing at a time, or assume something and say so.",
    UNCLEAR,
  ]);
});

test.each([
  'do we keep every message?',
  'are we going to keep every message?',
  'should I assume that every user is logged in?',
  'do we have an overview of the load?',
  'are we in the US or just here',
])('%s is about the case, and not how deep to go', (question) => {
  expect(clarify(roundOf().session, turn, question, 0).reply).not.toMatch(/^Start broad/);
});

it('has nothing on a case without facts', () => {
  const live = start(started(1, {}, 1));
  expect(clarify(live.session, turn, 'how many users?', 0).reply).toBe(NOTHING);
});

it('tells the fact that a listener chose, or none', () => {
  const { session } = roundOf();
  expect(clarify(session, turn, 'what may it cost?', 0, 1).fact).toBe('Budget');
  expect(clarify(session, turn, 'what is the load?', 0, null).fact).toBeUndefined();
});

test.each([
  [
    'should I go deep, or give you an overview?',
    'Start broad, then go deep where you think it matters most.',
  ],
  ['do we go for breadth or depth?', 'Start broad, then go deep where you think it matters most.'],
  ['sorry, could you repeat the question', 'Sure. What do you do?'],
  ['can I have a minute to think?', 'Take your time. The clock keeps running, though.'],
  ['how much time do I have left', 'You have about 5 minutes.'],
])('%s is answered in every case', (question, reply) => {
  expect(clarify(roundOf().session, turn, question, 0).reply).toBe(reply);
});

test.each([
  [null, 0, "There's no clock. Take the time you need."],
  [300_000, 250_000, 'Less than a minute.'],
  [300_000, 310_000, 'Your time is up. Finish your thought.'],
])('of %s ms with %s used, the time left is told: %s', (budget, at, reply) => {
  const { session }: { session: Session } = roundOf({ budget });
  expect(clarify({ ...session, runningSince: 0 }, turn, "how much time's left?", at).reply).toBe(reply);
});
