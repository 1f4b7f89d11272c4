import { expect, test } from 'vitest';
import { asksForNone, assumedFacts, findFact } from '../../../src/bank/search/find-fact.ts';

const ASK = 'A shop refunds too much. How do you find out why, and what do you do about it?';
const FACTS = [
  {
    name: 'Traffic',
    text: '24 messages a second at the peak, 6 on average.',
    words: ['load', 'peak', 'volume', 'requests per second'],
  },
  {
    name: 'Refund limit',
    text: 'Up to $50 without a person.',
    words: ['maximum', 'cap', 'human approval', 'threshold'],
    worth: 'It bounds the damage.',
  },
  {
    name: 'Fraud',
    text: 'One refund in fifty.',
    words: ['abuse', 'cheating', 'scams', 'false claims'],
  },
];
const nameOf = (question: string): string | undefined => FACTS[findFact(FACTS, question, ASK) ?? -1]?.name;

test.each([
  ['how much traffic is there', 'Traffic'],
  ["what's the load at the peak?", 'Traffic'],
  ['is there a refund limit', 'Refund limit'],
  ['how many are fraudulent', 'Fraud'],
  ['any scammers?', 'Fraud'],
])('%s asks for %s', (question, name) => {
  expect(nameOf(question)).toBe(name);
});

test.each(['what does the shop sell', 'how many people use it', 'who is the owner', 'how many', '?', ''])(
  '%s asks for no fact',
  (question) => {
    expect(nameOf(question)).toBeUndefined();
  },
);

test.each([
  ['which model is it', true],
  // It may be the limit: no word says that it is not.
  ['can a person step in', false],
  ['where do they return the goods', false],
  ['how much is it', false],
])('that %s asks for none is sure: %s', (question, isSure) => {
  expect(asksForNone(FACTS, question, ASK)).toBe(isSure);
});

test.each([
  ["I'll assume the load peaks at 30 messages a second, so I size for that.", ['Traffic']],
  ['Let me suppose there is a refund limit. Say 2% is fraud.', ['Refund limit', 'Fraud']],
  ['I assume traffic of 500 to 900.', ['Traffic']],
  ['The load peaks at 24 messages a second.', []],
  ["I'd say we start with the logs.", []],
])('%s assumes %j', (answer, names) => {
  expect(assumedFacts(FACTS, answer, ASK).map((at) => FACTS[at]?.name)).toEqual(names);
});
