import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bank } from '../../src/bank/bank.ts';
import { matrixOf } from '../../src/bank/matrix.ts';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import { fakeEnv } from '../support/env.ts';

const ROOT = join(import.meta.dirname, '../..');

async function shippedBank(): Promise<Bank> {
  const { banks, faults } = await loadBanks(fakeEnv({ cwd: ROOT }).env, ['questions']);
  expect(faults).toEqual([]);
  return banks[0]!;
}

test('docs/bank.md shows the matrix of the shipped bank, and README.md its size', async () => {
  const { topics, all } = matrixOf(await shippedBank());
  const shown = readFileSync(join(ROOT, 'docs/bank.md'), 'utf8');
  for (const { topic, kinds, levels, questions } of [...topics, { topic: '**all**', ...all }]) {
    const cells = [
      ...[...all.kinds.keys()].map((kind) => kinds.get(kind) ?? ''),
      ...[...all.levels.keys()].map((level) => levels.get(level) ?? ''),
    ];
    expect(shown).toContain(`| ${[topic, ...cells, String(questions)].join(' | ')} |`);
  }
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(
    `[${all.questions} questions](docs/bank.md)`,
  );
});

test('every topic has at least two questions of kind screen', async () => {
  const { topics } = matrixOf(await shippedBank());
  for (const { topic, kinds } of topics) expect(kinds.get('screen') ?? 0, topic).toBeGreaterThanOrEqual(2);
});

test('every topic has a question of each level, and every role at least 60', async () => {
  const { topics, all } = matrixOf(await shippedBank());
  for (const { topic, levels } of topics)
    expect([...levels.keys()], topic).toEqual(['mid', 'senior', 'staff']);
  for (const [role, n] of all.roles) expect(n, role).toBeGreaterThanOrEqual(60);
});
