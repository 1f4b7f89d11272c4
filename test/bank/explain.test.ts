import { describe, expect, test } from 'vitest';
import { CODES, type Code } from '../../src/bank/codes.ts';
import { EXPLANATIONS } from '../../src/bank/explain.ts';
import { edit, lintOf, README, WHOLE } from '../support/bank.ts';

/** About files rather than what stands in one, or about the day. */
const OUTSIDE: ReadonlySet<Code> = new Set(['B001', 'B002', 'B003', 'B014', 'B015', 'B044', 'B090', 'B091']);

describe('the examples of a code', () => {
  for (const [code, { bad, good }] of Object.entries(EXPLANATIONS) as [
    Code,
    { bad: string; good: string },
  ][]) {
    if (OUTSIDE.has(code)) continue;
    test(`${code}: the good one is clean, the bad one in its place is found`, () => {
      const files = { 'README.md': README, '001-retry-storm.md': edit(WHOLE, good, bad) };
      expect(lintOf(files).map((finding) => finding.code)).toContain(code);
    });
  }

  test('are there for every code, and differ', () => {
    expect(Object.keys(EXPLANATIONS)).toEqual(Object.keys(CODES));
    for (const { bad, good } of Object.values(EXPLANATIONS)) expect(bad).not.toBe(good);
  });
});
