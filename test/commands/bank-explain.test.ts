import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { bankExplain } from '../../src/commands/bank-explain.ts';
import { fakeEnv } from '../support/env.ts';

function explained(code: string, columns?: number): string {
  const { env, stdout } = fakeEnv(columns === undefined ? { cwd: '/' } : { cwd: '/', columns });
  expect(bankExplain(env, code)).toBe(0);
  return stdout();
}

test('explains a code with a bad and a good example', () => {
  expect(explained('b012')).toBe(
    [
      '  B012 · error · an unknown value',
      '',
      '  The bank’s README.md lists its topics, roles and levels. No filter would',
      '  find a word outside those lists.',
      '',
      '  Bad',
      '      level: senoir',
      '',
      '  Good',
      '      level: senior',
      '',
    ].join('\n'),
  );
});

test('fits 40 columns', () => {
  const rows = stripVTControlCharacters(explained('B020', 40)).split('\n');
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(40);
  expect(rows.join(' ').replace(/\s+/g, ' ')).toContain('after which it fails quickly.');
});

test('refuses an unknown code and suggests the nearest one', () => {
  const { env } = fakeEnv({ cwd: '/' });
  expect(() => bankExplain(env, 'B13')).toThrow(
    expect.objectContaining({
      message: 'there is no lint code B13.',
      help: expect.stringMatching(
        /^did you mean `hotseat bank explain B\d13`\? Codes run from B001 to B091/,
      ) as string,
    }),
  );
});
