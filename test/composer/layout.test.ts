import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetAt, rowAt, rowStarts, wordsIn } from '../../src/composer/layout.ts';
import { columnsOf } from '../../src/composer/text.ts';
import { piece } from './texts.ts';

function rows(text: string, columns: number): string[] {
  const starts = rowStarts({ text }, columns);
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

const line = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('a line broken into rows', () => {
  it.each([
    ['', 10, ['']],
    ['short', 10, ['short']],
    ['exactly 10', 10, ['exactly 10']],
    ['exactly 10 and', 10, ['exactly 10 ', 'and']],
    ['exactly 10 ', 10, ['exactly 10 ', '']],
    ['one two three', 7, ['one two ', 'three']],
    ['incomprehensible', 7, ['incompr', 'ehensib', 'le']],
    ['an incomprehensible', 7, ['an ', 'incompr', 'ehensib', 'le']],
    ['你好你好你好', 7, ['你好你', '好你好']],
    ['see 你好你好', 7, ['see 你', '好你好']],
    ['a    b', 3, ['a   ', ' b']],
  ])('%j at %i columns', (text, columns, expected) => {
    expect(rows(text, columns)).toEqual(expected);
  });

  it('loses nothing and fits, but for the space that ends a row', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 8, max: 30 }), (text, columns) => {
        const broken = rows(text, columns);
        expect(broken.join('')).toBe(text);
        for (const row of broken) {
          const space = /[ \t][\p{M}\u200d]*$/u.exec(row)?.[0] ?? '';
          expect(columnsOf(row.slice(0, row.length - space.length)), row).toBeLessThanOrEqual(columns);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is broken late: what begins a row had no room on the one before', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 8, max: 30 }), (text, columns) => {
        const broken = rows(text, columns);
        for (const [index, row] of broken.slice(1).entries()) {
          const before = broken[index]!;
          const word = /^[ \t]|^\S+/.exec(row)?.[0] ?? '';
          expect(columnsOf(before + word), before).toBeGreaterThan(columns);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('knows the row of every offset and the offset of every column', () => {
    fc.assert(
      fc.property(line, fc.nat(100), fc.nat(30), (text, offset, column) => {
        const starts = rowStarts({ text }, 12);
        const row = rowAt(starts, Math.min(offset, text.length));
        expect(starts[row]!).toBeLessThanOrEqual(Math.min(offset, text.length));
        expect(starts[row + 1] ?? Infinity).toBeGreaterThan(Math.min(offset, text.length));
        const at = offsetAt({ text }, starts, row, column);
        expect(rowAt(starts, at)).toBe(row);
        expect(columnsOf(text, starts[row], at)).toBeLessThanOrEqual(column);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is kept of a line', () => {
  it('is made anew for another width', () => {
    const kept = { text: 'one two three' };
    expect(rowStarts(kept, 20)).toEqual([0]);
    expect(rowStarts(kept, 7)).toEqual([0, 8]);
    expect(rowStarts(kept, 20)).toEqual([0]);
  });

  it('counts its words', () => {
    expect(wordsIn({ text: 'three — real words' })).toBe(3);
  });
});
