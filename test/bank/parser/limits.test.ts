import { describe, expect, test } from 'vitest';
import type { Question } from '../../../src/bank/question.ts';
import { LIMITS, LONGEST_ITEM } from '../../../src/bank/parser/limits.ts';
import { bankOf, edit, lintOf, README, WHOLE } from '../../support/bank.ts';
import { questionsOf, SHIPPED_BANK } from '../../support/questions.ts';

const FILE = '001-retry-storm.md';
const NOTES = WHOLE.indexOf('## Hiring manager notes');

const many = (n: number, item: (n: number) => string): string =>
  Array.from({ length: n }, (_, index) => item(index + 1)).join('\n');

/** The sample question with this many of each kind in all. */
const WITH: Readonly<Record<keyof typeof LIMITS, (n: number) => string>> = {
  facts: (n) =>
    edit(WHOLE, '## Why', `## If asked\n\n${many(n, (at) => `- **F${at}.** Fact ${at}.`)}\n\n## Why`),
  words: (n) =>
    edit(
      WHOLE,
      '## Why',
      `## If asked\n\n- **F.** A fact.\n  - ${Array.from({ length: n }, (_, at) => `w${at}`).join(', ')}\n\n## Why`,
    ),
  keyPoints: (n) =>
    edit(WHOLE, '\n## Common', `${many(n - 4, (at) => `- **P${at}.** Number ${at} is said.`)}\n\n## Common`),
  wordings: (n) => edit(WHOLE, '  - Counts', `${many(n - 1, (at) => `  - wording ${at}`)}\n  - Counts`),
  counts: (n) =>
    edit(WHOLE, '  - Not enough', `${many(n - 1, (at) => `  - Counts: retry ${at}`)}\n  - Not enough`),
  notEnough: (n) =>
    edit(WHOLE, '  - Counts', `${many(n - 1, (at) => `  - Not enough: wait ${at}`)}\n  - Counts`),
  mistakes: (n) =>
    edit(WHOLE, '\n## Follow-ups', `${many(n - 2, (at) => `- Saying ${at}.`)}\n\n## Follow-ups`),
  followUps: (n) =>
    `${WHOLE.slice(0, NOTES)}${many(n - 2, (at) => `### Why ${at}?\n\nBecause.\n`)}\n${WHOLE.slice(NOTES)}`,
  references: (n) =>
    edit(
      WHOLE,
      'references:',
      `references:\n${many(n - 1, (at) => `  - title: T${at}\n    url: https://a.org`)}`,
    ),
  concepts: (n) =>
    edit(
      WHOLE,
      'topic:',
      `concepts: [${Array.from({ length: n }, (_, at) => `term ${at}`).join(', ')}]\ntopic:`,
    ),
  opens: (n) => edit(WHOLE, 'minutes: 5', `minutes: 5\nopens: [${Array(n).fill('a').join(', ')}]`),
  roles: (n) => edit(WHOLE, 'roles: [', `roles: [${'sdet, '.repeat(n - 2)}`),
  allow: (n) => edit(WHOLE, 'minutes: 5', `minutes: 5\nallow: [${Array(n).fill('B031').join(', ')}]`),
};

async function tooMuchIn(text: string): Promise<string[]> {
  const findings = await lintOf({ 'README.md': README, [FILE]: text });
  return findings.filter(({ code }) => code === 'B024').map(({ message, label }) => `${message}: ${label}`);
}

async function loads(text: string): Promise<boolean> {
  return (await bankOf({ 'README.md': README, [FILE]: text })).bank.questions.length === 1;
}

describe('a question may have', () => {
  test.each([
    ['facts', 'the question has 13 facts: 12 is the most'],
    ['words', 'the fact "F" has 31 other words: 30 is the most'],
    ['keyPoints', 'the question has 31 key points: 30 is the most'],
    ['wordings', 'the key point "Suspects the retries" has 21 other wordings: 20 is the most'],
    ['counts', 'the key point "Suspects the retries" has 21 Counts lines: 20 is the most'],
    ['notEnough', 'the key point "Suspects the retries" has 21 Not enough lines: 20 is the most'],
    ['mistakes', 'the question has 31 common mistakes: 30 is the most'],
    ['followUps', 'the question has 31 follow-ups: 30 is the most'],
    ['opens', 'the question has 21 opened cases: 20 is the most'],
    ['references', 'the question has 51 references: 50 is the most'],
    ['roles', 'the question has 51 roles: 50 is the most'],
    ['allow', 'the question has 51 allowed warnings: 50 is the most'],
  ] as const)('so many %s, and with one more it does not load', async (kind, finding) => {
    const { most } = LIMITS[kind];
    expect(await tooMuchIn(WITH[kind](most))).toEqual([]);
    expect(await loads(WITH[kind](most))).toBe(true);
    expect(await tooMuchIn(WITH[kind](most + 1))).toEqual([finding]);
    expect(await loads(WITH[kind](most + 1))).toBe(false);
  });

  test.each([
    ['a key point', '- **Limits attempts.** Each request has a budget', '- **Limits attempts.** '],
    ['a wording', '  - retry storm', '  - '],
    ['an example', '  - Counts: Our clients', '  - Counts: '],
    ['a mistake', '- Adding more', '- '],
  ])('%s of so many characters, and with a longer one it does not load', async (_, piece, start) => {
    const text = edit(WHOLE, piece, `${start}${'x'.repeat(LONGEST_ITEM)} `);
    const [finding = ''] = await tooMuchIn(text);
    expect(finding).toMatch(/^this item has 2,\d\d\d characters: 2,000 is the most$/);
    expect(await loads(text)).toBe(false);
    expect(await tooMuchIn(edit(WHOLE, piece, `${start}${'x'.repeat(LONGEST_ITEM / 2)} `))).toEqual([]);
  });
});

// Anything quadratic would take minutes here, and the runner would time out.
test.each([
  ['key points', WITH.keyPoints(4000)],
  ['examples', WITH.counts(20_000)],
  ['examples that are not enough', WITH.notEnough(20_000)],
  ['follow-ups', WITH.followUps(20_000)],
])('lint reports thousands of %s at once', async (_, text) => {
  expect(await tooMuchIn(text)).toHaveLength(1);
});

test('no shipped question comes near the limits', async () => {
  const most = (of: (question: Question) => number[]): number => Math.max(...questions.flatMap(of));
  const questions = await questionsOf(SHIPPED_BANK);
  const points = questions.flatMap(({ keyPoints }) => keyPoints);
  expect(most(({ keyPoints }) => [keyPoints.length])).toBeLessThanOrEqual(LIMITS.keyPoints.most / 2);
  expect(most(({ mistakes }) => [mistakes.length])).toBeLessThanOrEqual(LIMITS.mistakes.most / 2);
  expect(most(({ followUps }) => [followUps.length])).toBeLessThanOrEqual(LIMITS.followUps.most / 2);
  expect(most(({ references }) => [references.length])).toBeLessThanOrEqual(LIMITS.references.most / 2);
  for (const { text, wordings, counts, notEnough } of points) {
    for (const list of [wordings, counts, notEnough]) expect(list.length).toBeLessThanOrEqual(10);
    for (const one of [text, ...wordings, ...counts, ...notEnough])
      expect(one.length).toBeLessThanOrEqual(LONGEST_ITEM / 2);
  }
});
