import { rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bankStats } from '../../src/commands/bank-stats.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';

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

test('counts the questions of each topic by kind and by level', async () => {
  const rows = await stats({ columns: 80 });
  expect(rows[0]).toBe('  whole · 2 questions');
  expect(rows).toContain('  topic       concept  design  scenario  debugging  strategy  all');
  expect(rows).toContain('  operations        ·       1         ·          1         ·    2');
  expect(rows).toContain('  operations    2       ·      ·    2');
  expect(rows).toContain('  roles: ai-engineer 2 · sdet 2');
});

test('says it in sentences at 40 columns', async () => {
  const rows = await stats({ columns: 40 });
  expect(rows.slice(0, 4)).toEqual([
    '  whole · 2 questions',
    '',
    '  operations · 2',
    '  design 1 · debugging 1 · mid 2',
  ]);
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(40);
});

test('gives the same as data', async () => {
  const data = JSON.parse((await stats({ json: true })).join('\n')) as object;
  expect(data).toMatchObject({
    version: 1,
    banks: [
      { bank: 'whole', questions: 2, kinds: { design: 1, debugging: 1, concept: 0 }, roles: { sdet: 2 } },
    ],
  });
});

test('takes a folder as lint does', async () => {
  expect((await stats({ path: 'questions' }))[0]).toBe('  whole · 2 questions');
  await expect(stats({ path: 'gone' })).rejects.toMatchObject({ message: 'there is no folder gone.' });
});
