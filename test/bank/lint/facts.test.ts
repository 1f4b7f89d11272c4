import { describe, expect, test } from 'vitest';
import { bankOf, edit, lintOf, README, WHOLE } from '../../support/bank.ts';

const FILE = '001-retry-storm.md';
const WHY = '## Why interviewers ask';
const CALLERS = `- **Callers.** Three batch jobs and the website.
  - who calls it, clients, traffic sources, consumers, upstream
  - Worth asking: A job may wait, and a person does not.`;

const withFacts = (facts: string, rest = WHOLE): string =>
  edit(rest, WHY, `## If asked\n\n${facts}\n\n${WHY}`);
const found = async (text: string): Promise<string[]> =>
  (await lintOf({ 'README.md': README, [FILE]: text })).map(
    ({ code, message, label }) => `${code} ${message}: ${label}`,
  );
const factsOf = async (text: string): Promise<unknown> =>
  (await bankOf({ 'README.md': README, [FILE]: text })).bank.questions[0]?.ifAsked;

describe('what the interviewer tells when asked', () => {
  test('has a name, a text, other words, and a reason if it is worth asking', async () => {
    const limit =
      '- **Limit.** Per key:\n\n  | key | calls |\n  |---|--:|\n  | a | 60 |\n\n  - quota, rate limit, throughput, allowed\n';
    const text = withFacts(`${CALLERS}\n${limit}`);
    expect(await found(text)).toEqual([]);
    expect(await factsOf(text)).toEqual([
      {
        name: 'Callers',
        text: 'Three batch jobs and the website.',
        words: ['who calls it', 'clients', 'traffic sources', 'consumers', 'upstream'],
        worth: 'A job may wait, and a person does not.',
      },
      {
        name: 'Limit',
        text: 'Per key:\n\n| key | calls |\n|---|--:|\n| a | 60 |',
        words: ['quota', 'rate limit', 'throughput', 'allowed'],
      },
    ]);
  });

  test('is left out without a section, which no one misses', async () => {
    expect(await found(WHOLE)).toEqual([]);
    expect(await factsOf(WHOLE)).toBeUndefined();
  });

  test.each([
    ['- Three batch jobs.', 'B052 a fact has no name: it does not start with bold text'],
    ['- **Callers.**', 'B052 a fact has no text: only its name is here'],
    [
      '- **Callers.** Three batch jobs.',
      'B053 the fact "Callers" is hard to ask for: it has 0 other words, and about six are needed',
    ],
    [
      '- **Callers.** Three batch jobs.\n  - clients, logs, sources, upstream',
      'B053 the fact "Callers" is hard to ask for: "logs" fits almost any fact',
    ],
    [
      `${CALLERS}\n- **Jobs.** They run at night.\n  - clients, schedule, cron, batch window`,
      'B053 the fact "Callers" is hard to ask for: another is asked for by the same words',
    ],
    [
      `${CALLERS}\n- **Callers.** They run at night.\n  - nightly, schedule, cron, batch window`,
      'B053 the fact "Callers" is hard to ask for: another is asked for by the same words',
    ],
    [
      '- **Failing.** Your service has been failing for twenty minutes.\n  - outage, downtime, incident, since when',
      'B055 the question says the fact "Failing" already: most of its words are there',
    ],
  ])('%s', async (facts, finding) => {
    expect(await found(withFacts(facts))).toContain(finding);
  });

  test('is worth asking twice at most', async () => {
    const more = ['One', 'Two'].map(
      (name) =>
        `- **${name}.** Something about ${name}.\n  - a${name}, b${name}, c${name}, d${name}\n  - Worth asking: It decides.`,
    );
    expect(await found(withFacts([CALLERS, ...more].join('\n')))).toEqual([
      'B054 3 facts or more are worth asking: this is the third',
    ]);
  });

  test('has the figures that the expected answer uses', async () => {
    const uses = edit(WHOLE, 'a budget of two attempts, after', 'a budget of 1,500 ms, after');
    expect(await found(uses)).toEqual([]);
    expect(await found(withFacts(CALLERS, uses))).toEqual([
      'B056 the expected answer uses 1500: neither the question nor a fact says so',
    ]);
    const told = CALLERS.replace('website.', 'website. They wait for 1500 ms.');
    expect(await found(withFacts(told, uses))).toEqual([]);
  });
});

test('a behavioral question needs no source, and its example need not have the points', async () => {
  const told = edit(
    edit(WHOLE, 'kind: debugging', 'kind: behavioral'),
    'I suspect our own retries:',
    'Last year',
  );
  const text = told.replace(/references:\n(?: .*\n)+/, 'references: []\n');
  expect(text).not.toBe(told);
  expect(
    await found(
      text.replace(
        /## Expected answer\n\n.*/,
        `## Expected answer\n\nI once broke the billing. It cost 900 euros.${' It hurt.'.repeat(71)}`,
      ),
    ),
  ).toEqual([]);
});
