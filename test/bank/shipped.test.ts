import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bank } from '../../src/bank/bank.ts';
import { KINDS } from '../../src/bank/kinds.ts';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import { fakeEnv } from '../support/env.ts';

const ROOT = join(import.meta.dirname, '../..');

async function shippedBank(): Promise<Bank> {
  const { banks, faults } = await loadBanks(fakeEnv({ cwd: ROOT }).env, ['questions']);
  expect(faults).toEqual([]);
  return banks[0]!;
}

/** How many there are of each of these words that the bank uses; nothing for none, as the table has it. */
const countsOf = (words: Iterable<string>, used: readonly string[]): (number | string)[] =>
  [...words].map((word) => used.filter((one) => one === word).length || '');

test('docs/bank.md shows the counts of the shipped bank, and README.md its size', async () => {
  const { questions, vocabulary } = await shippedBank();
  const shown = readFileSync(join(ROOT, 'docs/bank.md'), 'utf8');
  for (const name of [...vocabulary.topics, '**all**']) {
    const own = questions.filter(({ topic }) => name === topic || name === '**all**');
    const kinds = countsOf(
      KINDS.filter((kind) => questions.some((question) => question.kind === kind)),
      own.map(({ kind }) => kind),
    );
    const levels = countsOf(
      vocabulary.levels,
      own.map(({ level }) => level),
    );
    expect(shown).toContain(`| ${[name, ...kinds, ...levels, own.length].join(' | ')} |`);
  }
  for (const role of vocabulary.roles) {
    const own = questions.filter(({ roles }) => roles[0] === role);
    const also = questions.filter(({ roles }) => roles.includes(role)).length - own.length;
    const levels = countsOf(
      vocabulary.levels,
      own.map(({ level }) => level),
    );
    expect(shown).toContain(`| ${[role, ...levels, own.length, also].join(' | ')} |`);
  }
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(
    `[${questions.length} questions](docs/bank.md)`,
  );
});

test('every topic has at least two questions of kind screen and one of each level, every role 55 first places', async () => {
  const { questions, vocabulary } = await shippedBank();
  for (const topic of vocabulary.topics) {
    const own = questions.filter((question) => question.topic === topic);
    expect(own.filter(({ kind }) => kind === 'screen').length, topic).toBeGreaterThanOrEqual(2);
    expect(new Set(own.map(({ level }) => level)), topic).toEqual(new Set(vocabulary.levels));
  }
  for (const role of vocabulary.roles) {
    const own = questions.filter(({ roles }) => roles[0] === role);
    expect(own.length, role).toBeGreaterThanOrEqual(55);
    expect(new Set(own.map(({ level }) => level)), role).toEqual(new Set(vocabulary.levels));
  }
});
