import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { list } from '../../src/commands/list.ts';
import type { ListOptions } from '../../src/options/table.ts';
import { width } from '../../src/text/wrap.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';

/** Every word of the sample's answer side that its front matter and question do not have. */
const ANSWER_ONLY = ['jitter', 'budget', 'politely', 'switch'];

let cwd: string;
beforeEach(() => {
  cwd = tempFolder({
    'questions/README.md': README,
    'questions/001-a.md': edit(WHOLE, 'topic:', 'concepts: [retry storms, mixture of experts]\ntopic:'),
    'questions/002-b.md': edit(
      numbered(2, 'chunk-sizes'),
      'title: Retries that made it worse',
      'title: Tokenisation of どう選ぶ behaviour',
    ),
  });
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

async function run(
  search: string,
  options: Partial<ListOptions> = {},
  columns?: number,
): Promise<{ out: string; err: string }> {
  const { env, stdout, stderr } = fakeEnv({
    cwd,
    vars: { NO_COLOR: '1' },
    ...(columns === undefined ? {} : { columns }),
  });
  // Files are trusted once they have settled.
  const later = { ...env, now: () => Date.now() + 60_000 };
  await list(later, { bank: ['questions'], role: [], topic: [], kind: [], level: [], search, ...options });
  return { out: stdout(), err: stderr() };
}

async function numbers(search: string, options: Partial<ListOptions> = {}): Promise<number[]> {
  const { out } = await run(search, { json: true, ...options });
  return (JSON.parse(out) as { questions: { number: number }[] }).questions.map(({ number }) => number);
}

test.each<[string, number[]]>([
  ['tokenization', [2]],
  ['Tokenisers', [2]],
  ['behavior', [2]],
  ['behaviuor', [2]],
  ['選ぶ', [2]],
  ['moe', [1]],
  ['chunk-sizes', [2]],
  ['operations', [1, 2]],
  ['jitter', [1, 2]],
  ['chunk moe', []],
])('%j finds %j', async (search, expected) => {
  expect((await numbers(search)).sort()).toEqual(expected);
});

test('the other filters apply, to what is nearest too', async () => {
  expect(await numbers('operations', { level: ['senior'] })).toEqual([]);
  expect((await run('operations giraffe', { level: ['senior'] })).err).toBe(
    'No question matches "operations giraffe".\n',
  );
});

test('80 columns: what a hit is about, and where it was found, below its title', async () => {
  const { out } = await run('retry storm', {}, 80);
  expect(out).toBe(`\
  #  title                               topic       kind       level  min
  1  Retries that made it worse          operations  debugging  mid      5
     retry storms, mixture of experts · found in title, concepts and key points
  2  Tokenisation of どう選ぶ behaviour  operations  debugging  mid      5
     found in key points, expected answer and follow-ups
`);
});

test('piped: one line per hit', async () => {
  const { out } = await run('moe');
  expect(out.split('\n').slice(1)).toEqual([
    '  1  Retries that made it worse  retry storms, mixture of experts  operations  debugging  mid      5  concepts',
    '',
  ]);
});

test.each([20, 40, 80, 120])('nothing is wider than %i columns', async (columns) => {
  const { out } = await run('storm', {}, columns);
  expect(Math.max(...out.split('\n').map((line) => width(line)))).toBeLessThanOrEqual(columns);
});

test.each(ANSWER_ONLY)('what was found in an answer is never shown: %s', async (word) => {
  for (const shown of [await run(word), await run(word, {}, 80), await run(word, { json: true })]) {
    expect(shown.out).toMatch(/key ?points|expected|follow-?ups/i);
    expect(shown.out.toLowerCase()).not.toContain(word);
  }
});

test('a misspelled word finds the right one', async () => {
  expect(await numbers('tokenisaton')).toEqual([2]);
});

test('what has only some of the words is near', async () => {
  const { out } = await run('mixture of tokens', { json: true });
  const { questions, nearest } = JSON.parse(out) as Record<string, { number: number }[]>;
  expect(questions).toEqual([]);
  expect(nearest?.map(({ number }) => number)).toEqual([1, 2]);
  expect((await run('mixture of tokens', {}, 80)).out).toContain('found in concepts, near');
});

test('a product that no question names: its field is near', async () => {
  const { out, err } = await run('CrewAI');
  expect([out, err]).toEqual(['', 'No question matches "CrewAI".\n']);
  writeFileSync(
    join(cwd, 'questions/003-c.md'),
    edit(numbered(3, 'agents'), 'topic:', 'concepts: [AI agents]\ntopic:'),
  );
  expect((await run('CrewAI', {}, 80)).out).toContain('AI agents · found in title and concepts, near\n');
});

test('a changed file is found by what it says now, and a damaged index is made again', async () => {
  expect(await numbers('tokenisation')).toEqual([2]);
  const cache = join(cwd, 'cache');
  const index = readdirSync(cache).find((file) => file.startsWith('search-')) ?? '';
  writeFileSync(join(cache, index), 'no index');
  expect(await numbers('tokenisation')).toEqual([2]);
  const path = join(cwd, 'questions/002-b.md');
  writeFileSync(path, edit(numbered(2, 'chunk-sizes'), 'title: Retries', 'title: Quantised retries'));
  utimesSync(path, 1, 1);
  expect(await numbers('tokenisation')).toEqual([]);
  expect(await numbers('quantization')).toEqual([2]);
});
