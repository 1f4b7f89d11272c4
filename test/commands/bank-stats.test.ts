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

async function stats(options: { columns?: number; path?: string } = {}): Promise<string[]> {
  const { columns, path } = options;
  const { env, stdout } = fakeEnv(columns === undefined ? { cwd } : { cwd, columns });
  expect(await bankStats(env, path, { bank: [] })).toBe(0);
  return stripVTControlCharacters(stdout()).replaceAll('\u00a0', ' ').split('\n');
}

test('counts the questions of each topic by kind and level', async () => {
  const rows = await stats({ columns: 80 });
  expect(rows[0]).toBe('  whole · 2 questions');
  expect(rows).toContain('  topic       design  debugging  all');
  expect(rows).toContainEqual(expect.stringMatching(/^ {2}operations +1 +1 +2$/));
  expect(rows).toContainEqual(expect.stringMatching(/^ {2}operations +2 +2$/));
  expect(rows).toContain('  roles: ai-engineer 2 · sdet 2');
});

test('at 30 columns, each topic has its numbers below it', async () => {
  const rows = await stats({ columns: 30 });
  expect(rows.slice(0, 6)).toEqual([
    '  whole · 2 questions',
    '',
    '  topic: operations',
    '  design: 1',
    '  debugging: 1',
    '  all: 2',
  ]);
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(30);
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
