import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Fact } from '../../../src/bank/question.ts';
import { asksForNone, findFact } from '../../../src/bank/search/find-fact.ts';

/** Questions by someone who saw only what the interviewer asks, with the facts that answer each; null is none. */
interface Case {
  known: string;
  facts: readonly Fact[];
  asked: readonly { question: string; want: readonly (string | null)[] }[];
}
const CASES = JSON.parse(
  readFileSync(new URL('../../fixtures/clarify/questions.json', import.meta.url), 'utf8'),
) as readonly Case[];

const answers = CASES.flatMap(({ known, facts, asked }) =>
  asked.map(({ question, want }) => {
    const told = facts[findFact(facts, question, known) ?? -1]?.name ?? null;
    const isDenied = told === null && !want.includes(null) && asksForNone(facts, question, known);
    return { question, told, want, isRight: want.includes(told), isDenied };
  }),
);
const share = (is: (answer: (typeof answers)[number]) => boolean): number =>
  answers.filter(is).length / answers.length;

it('tells what is asked for, seldom another fact, and denies none that there is', () => {
  expect(answers.length).toBeGreaterThan(200);
  expect(share(({ isRight }) => isRight)).toBeGreaterThan(0.78);
  expect(share(({ isRight, told }) => !isRight && told !== null)).toBeLessThan(0.06);
  expect(answers.filter(({ isDenied }) => isDenied)).toEqual([]);
});
