import { rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bankStats } from '../../src/commands/bank-stats.ts';
import { matrixOf } from '../../src/bank/matrix.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';
import { makeQuestion } from '../support/question.ts';

const NO_WORDS = { topics: [], roles: [], levels: [] };

let cwd: string;
beforeEach(() => {
  cwd = tempFolder({
    'questions/README.md': README,
    'questions/001-a.md': WHOLE,
    'questions/002-b.md': edit(numbered(2, 'b'), 'kind: debugging', 'kind: design'),
  });
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

async function stats(options: { columns?: number; json?: boolean; path?: string } = {}): Promise<string[]> {
  const { columns, json = false, path } = options;
  const { env, stdout } = fakeEnv(columns === undefined ? { cwd } : { cwd, columns });
  expect(await bankStats(env, path, { bank: [], json })).toBe(0);
  return stripVTControlCharacters(stdout()).replaceAll('\u00a0', ' ').split('\n');
}

test('counts the questions of each topic by kind and level', async () => {
  const rows = await stats({ columns: 80 });
  expect(rows[0]).toBe('  whole · 2 questions');
  expect(rows).toContain('  topic       concept  design  scenario  debugging  strategy  screen  all');
  expect(rows).toContainEqual(expect.stringMatching(/^ {2}operations +1 +1 +2$/));
  expect(rows).toContainEqual(expect.stringMatching(/^ {2}operations +2 +2$/));
  expect(rows).toContain('  roles: ai-engineer 2 · sdet 2');
});

test('at 40 columns, each topic has its numbers below it', async () => {
  const rows = await stats({ columns: 40 });
  expect(rows.slice(0, 6)).toEqual([
    '  whole · 2 questions',
    '',
    '  topic: operations',
    '  design: 1',
    '  debugging: 1',
    '  all: 2',
  ]);
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(40);
});

test('gives the same as data', async () => {
  const data = JSON.parse((await stats({ json: true })).join('\n')) as object;
  expect(data).toMatchObject({
    version: 1,
    banks: [
      {
        bank: 'whole',
        questions: 2,
        kinds: { concept: 0, design: 1, scenario: 0, debugging: 1, strategy: 0, screen: 0 },
        levels: { mid: 2, senior: 0, staff: 0 },
        roles: { 'ai-engineer': 2, sdet: 2 },
        topics: [
          // A topic has only the words that occur in it.
          { topic: 'operations', questions: 2, kinds: { design: 1, debugging: 1 }, levels: { mid: 2 } },
          { topic: 'retrieval', questions: 0, kinds: {}, levels: {}, roles: {} },
        ],
      },
    ],
  });
});

test('ten thousand words, each with its own topic, take no longer', () => {
  const questions = Array.from({ length: 10_000 }, (_, n) =>
    makeQuestion(n + 1, { topic: `t${n}`, level: `l${n}`, roles: [`a${n}`, `b${n}`] }),
  );
  const { topics, all } = matrixOf({ vocabulary: NO_WORDS, questions });
  expect(topics).toHaveLength(10_000);
  expect(topics[2]).toEqual({
    topic: 't10',
    questions: 1,
    kinds: new Map([['concept', 1]]),
    levels: new Map([['l10', 1]]),
    roles: new Map([
      ['a10', 1],
      ['b10', 1],
    ]),
  });
  expect(all.roles.size).toBe(20_000);
});

test('hundreds of levels get no table', async () => {
  const files = Array.from({ length: 300 }, (_, n) => [
    `${n + 1}-q.md`,
    edit(numbered(n + 1, `q-${n + 1}`), 'level: mid', `level: l${n}`),
  ]);
  const folder = tempFolder(Object.fromEntries(files) as Record<string, string>);
  const rows = await stats({ columns: 200, path: folder });
  rmSync(folder, { recursive: true });
  expect(rows.join('\n')).not.toContain('l7');
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(200);
});

test('takes a folder, like lint', async () => {
  expect((await stats({ path: 'questions' }))[0]).toBe('  whole · 2 questions');
  await expect(stats({ path: 'gone' })).rejects.toMatchObject({ message: 'there is no folder gone.' });
});
