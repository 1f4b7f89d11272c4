import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bar, sparkline } from '../../src/renderer/charts.ts';
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
