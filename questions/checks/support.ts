import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factorial } from 'simple-statistics';
import { expect, test } from 'vitest';

const FOLDER = join(import.meta.dirname, '..');
const FILES = readdirSync(FOLDER);

/** Expects the question's text to contain this phrase; line breaks count as spaces. */
export type Says = (phrase: string) => void;

/**
 * A test that recomputes the figures of one question of the shipped bank. `work` builds each phrase from the
 * numbers that the question states, so a figure that no longer follows from them fails.
 */
export function sums(number: number, work: (says: Says) => void): void {
  test(`the figures of question ${number} follow from its own numbers`, () => {
    const file = FILES.find((name) => name.startsWith(`${String(number).padStart(3, '0')}-`)) ?? '';
    const text = readFileSync(join(FOLDER, file), 'utf8').replace(/\s+/g, ' ');
    expect.hasAssertions();
    work((phrase) => {
      expect(text).toContain(phrase);
    });
  });
}

/** `0.1234` as `12%`; `digits` after the point. */
export function percent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)}%`;
}

/** The two-sided sign test: how likely a split at least this uneven is by chance. */
export function signTest(better: number, worse: number): number {
  const cases = better + worse;
  let tail = 0;
  for (let k = Math.max(better, worse); k <= cases; k++) {
    tail += factorial(cases) / factorial(k) / factorial(cases - k) / 2 ** cases;
  }
  return Math.min(1, 2 * tail);
}

/** The 95% interval of `hits` in `cases` by Wilson's formula. */
export function wilson(hits: number, cases: number): [number, number] {
  const z = 1.96;
  const rate = hits / cases;
  const center = rate + (z * z) / (2 * cases);
  const half = z * Math.sqrt((rate * (1 - rate)) / cases + (z * z) / (4 * cases * cases));
  const scale = 1 + (z * z) / cases;
  return [(center - half) / scale, (center + half) / scale];
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** A whole number up to twenty as a word, for the start of a sentence and for spoken text. */
export function spelled(count: number): string {
  return SMALL[count] ?? String(count);
}
