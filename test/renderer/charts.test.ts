import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bar, heatMap, sparkline } from '../../src/renderer/charts.ts';
import { textOf } from '../../src/text/rows.ts';
import { width } from '../../src/text/wrap.ts';

describe('a bar', () => {
  it('is as long as its share, to an eighth of a column', () => {
    expect(bar(0, 4)).toBe('    ');
    expect(bar(1, 4)).toBe('████');
    expect(bar(0.5, 4)).toBe('██  ');
    expect(bar(0.53125, 4)).toBe('██▏ ');
    expect(bar(0.25, 4, 0.75)).toBe('█  │');
    expect(bar(0.9, 4, 1)).toBe('███│');
  });

  it('has its width whatever the share', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        (share, columns, mark) => {
          expect(width(bar(share, columns, mark))).toBe(columns);
        },
      ),
    );
  });
});

describe('a sparkline', () => {
  it('has a column for each share, and a dot for null', () => {
    expect(sparkline([0, 0.5, 1, null])).toBe('▁▅█·');
  });
});

describe('a heat map', () => {
  const year = (columns: number) =>
    heatMap(
      new Map([
        ['2025-11-24', 1],
        ['2025-11-25', 2],
        ['2026-11-23', 4],
        ['2026-11-24', 9],
      ]),
      '2025-11-24',
      '2026-11-24',
      columns,
    ).map(textOf);

  it('has a column for each week and a row for each weekday, up to its last day', () => {
    const rows = year(76);
    expect(rows).toHaveLength(8);
    expect(rows[0]).toMatch(/^ {5}Dec +Jan .* Nov$/);
    expect(rows[1]).toBe(`Mon ░${'·'.repeat(51)}▓`);
    expect(rows[2]).toBe(`    ▒${'·'.repeat(51)}█`);
    expect(rows[3]).toBe(`Wed ${'·'.repeat(52)}`);
  });

  it('splits into bands if it does not fit', () => {
    for (const columns of [20, 36, 56]) {
      const rows = year(columns);
      expect(Math.max(...rows.map(width))).toBeLessThanOrEqual(columns);
      const cells = rows.join('').match(/[·░▒▓█]/g) ?? [];
      expect(cells).toHaveLength(52 * 7 + 2);
    }
  });
});
