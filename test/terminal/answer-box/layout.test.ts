import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, lineOf, offsetAt, rowAt, rowStarts } from '../../../src/terminal/answer-box/layout.ts';
import { columnsOf, snap } from '../../../src/text/graphemes.ts';
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

  it('loses nothing and fits, except for the space that ends a row', () => {
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

  it('breaks late: the start of a row would not fit on the row before', () => {
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

describe("a line's cached layout", () => {
  it('is rebuilt for another width', () => {
    const kept = { text: 'one two three' };
    expect(rowStarts(kept, 20)).toEqual([0]);
    expect(rowStarts(kept, 7)).toEqual([0, 8]);
    expect(rowStarts(kept, 20)).toEqual([0]);
  });
});

describe('a line joined from others', () => {
  const COLUMNS = 8;
  const long = fc
    .array(fc.oneof(piece, fc.constant(' ')), { maxLength: 60, size: 'max' })
    .map((all) => all.join(''));
  const change = fc.record({
    kind: fc.constantFrom('within', 'within', 'split', 'split', 'join'),
    places: fc.tuple(fc.nat(120), fc.nat(120)),
    text: fc.oneof(piece, fc.constant(''), line),
    other: long,
    /** The width the other line was laid out at; a stale width is useless. */
    columns: fc.constantFrom(COLUMNS, COLUMNS, 13),
  });

  it('has the same rows as a new line', () => {
    const isAsNew = (made: Line): void => {
      expect(rowStarts(made, COLUMNS)).toEqual(rowStarts({ text: made.text }, COLUMNS));
    };
    fc.assert(
      fc.property(long, fc.array(change, { minLength: 1, maxLength: 8 }), (start, changes) => {
        let now: Line = { text: start };
        for (const { kind, places, text, other, columns } of changes) {
          const behind = kind === 'join' ? { text: other } : now;
          rowStarts(now, COLUMNS);
          if (kind === 'join') rowStarts(behind, columns);
          const [a, b] = kind === 'join' ? places : places.toSorted((x, y) => x - y);
          const head = { line: now, at: snap(now.text, a!) };
          const tail = { line: behind, at: snap(behind.text, b!) };
          isAsNew(lineOf(null, text, tail));
          now = lineOf(head, text, kind === 'split' ? null : tail);
          isAsNew(now);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
