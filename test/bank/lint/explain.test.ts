import { describe, expect, test } from 'vitest';
import { CODES, type Code } from '../../../src/bank/codes.ts';
import { EXPLANATIONS } from '../../../src/bank/lint/explain.ts';
import { edit, lintOf, numbered, README, WHOLE } from '../../support/bank.ts';

/** Codes about files rather than their text, or about too much of it. */
const OUTSIDE: ReadonlySet<Code> = new Set([
  'B001',
  'B002',
  'B003',
  'B014',
  'B015',
  'B024',
  'B044',
  'B046',
  'B048',
]);

const FACTS = `## If asked

- **Callers.** Three batch jobs and the website.
  - who calls it, clients, traffic sources, consumers, upstream
  - Worth asking: A job may wait, and a person does not.
- **Limit.** Sixty calls a second for the whole account.
  - quota, rate limit, throughput, what is allowed
  - Worth asking: The limit decides how much has to go.
- **Harm.** Two hundred people see an error page.
  - people, impact, complaints, who notices

## Why interviewers ask`;

/** The examples are from a question for seniors that names its concepts, and has facts to ask for. */
const SENIOR = edit(
  edit(edit(WHOLE, '## Why interviewers ask', FACTS), 'level: mid', 'level: senior'),
  'topic: operations',
  'concepts: [retry storms, rate limiting]\ntopic: operations',
);

test('the question of the examples has no finding', async () => {
  expect(await lintOf({ 'README.md': README, '001-retry-storm.md': SENIOR })).toEqual([]);
});

describe('the examples of a code', () => {
  for (const [code, { bad, good }] of Object.entries(EXPLANATIONS) as [
    Code,
    { bad: string; good: string },
  ][]) {
    if (OUTSIDE.has(code)) continue;
    test(`${code}: the good snippet is clean, the bad one in its place is found`, async () => {
      const files = { 'README.md': README, '001-retry-storm.md': edit(SENIOR, good, bad) };
      expect((await lintOf(files)).map((finding) => finding.code)).toContain(code);
    });
  }

  /** Each line of an example as a file: `005-caching.md: number: 5`, or `005: What is asked?`. */
  const filesOf = (example: string): Record<string, string> =>
    Object.fromEntries(
      example.split('\n').map((line) => {
        const [, file = '', number = ''] = /^((\d+)[^:]*)/.exec(line) ?? [];
        const said = line.slice(file.length + 2);
        const text = numbered(Number(number), `number-${file.slice(0, 5)}`);
        const [key = ''] = said.split(': ');
        return said.endsWith('?')
          ? [`${file}.md`, asking(text, said)]
          : [file, text.replace(new RegExp(`^${key}: .*$`, 'm'), said)];
      }),
    );
  const asking = (text: string, question: string): string =>
    edit(
      edit(text, text.slice(text.indexOf('A provider'), text.indexOf('\n## Why')), `${question}\n`),
      'title: Retries that made it worse',
      `title: ${JSON.stringify(question)}`,
    );

  test.each(['B014', 'B015', 'B044'] as const)('%s: the later of two files is found', async (code) => {
    const { bad, good } = EXPLANATIONS[code];
    const found = async (example: string): Promise<string[]> =>
      (await lintOf(filesOf(example))).map((finding) => finding.code);
    expect(await found(bad)).toContain(code);
    expect(await found(good)).not.toContain(code);
  });

  test('exist for every code, and differ', () => {
    expect(Object.keys(EXPLANATIONS)).toEqual(Object.keys(CODES));
    for (const { bad, good } of Object.values(EXPLANATIONS)) expect(bad).not.toBe(good);
  });
});
