import { expect, test } from 'vitest';
import { type Filter, filterQuestions, findQuestions } from '../../src/bank/listed.ts';
import { makeQuestion } from '../support/question.ts';
import { bank } from '../support/question.ts';

const BANKS = [bank('ours', 1, 5, 12), bank('mine', 5, 1001)];

test.each([
  ['12', ['ours/12']],
  ['#12', ['ours/12']],
  ['012', ['ours/12']],
  ['question-1001', ['mine/1001']],
  ['5', ['ours/5', 'mine/5']],
  ['mine/5', ['mine/5']],
  ['mine/question-5', ['mine/5']],
  ['theirs/5', []],
  ['/5', []],
  ['2', []],
  ['', []],
  ['1e1', []],
  ['constructor', []],
])('%j means %j', (reference, expected) => {
  expect(findQuestions(BANKS, reference).map((question) => `${question.bank}/${question.number}`)).toEqual(
    expected,
  );
});

const QUESTIONS = [
  makeQuestion(1, { topic: 'retrieval', level: 'mid', roles: ['sdet'] }),
  makeQuestion(2, { topic: 'retrieval', level: 'staff', roles: ['sdet', 'ai-engineer'], kind: 'design' }),
  makeQuestion(3, { topic: 'agents', level: 'staff', roles: ['ai-engineer'] }),
];

test.each<[Partial<Filter>, number[]]>([
  [{}, [1, 2, 3]],
  [{ topic: ['agents', 'retrieval'] }, [1, 2, 3]],
  [{ topic: ['retrieval'], level: ['staff'] }, [2]],
  [{ role: ['sdet', 'ai-engineer'], level: ['staff'] }, [2, 3]],
  [{ kind: ['design'] }, [2]],
  [{ topic: ['none'] }, []],
])('the filter %j keeps %j', (filter, expected) => {
  const kept = filterQuestions(QUESTIONS, { role: [], topic: [], kind: [], level: [], ...filter });
  expect(kept.map(({ number }) => number)).toEqual(expected);
});
