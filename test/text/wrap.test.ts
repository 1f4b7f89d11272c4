import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Row, type Span, textOf } from '../../src/text/rows.ts';
import { foldRow, hang, pad, truncate, width, wrap, wrapSpans } from '../../src/text/wrap.ts';

const plain = (text: string): Span => ({ text, style: 'plain' });
const bold = (text: string): Span => ({ text, style: 'bold' });

function graphemes(text: string): number {
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].length;
}

describe('wrap', () => {
  test.each<[string, number, string, string[]]>([
    ['the quick brown fox', 10, '', ['the quick', 'brown fox']],
    ['the quick brown fox', 100, '', ['the quick brown fox']],
    ['the quick brown fox', 10, '  ', ['the quick', '  brown', '  fox']],
    ['ends here \n  and goes on', 20, '', ['ends here', 'and goes on']],
    ['one\n\ntwo', 20, '  ', ['one', '', '  two']],
    ['  keeps its lead', 20, '', ['  keeps its lead']],
    ['          lead', 8, '', ['lead']],
    ['abcdefghij', 4, '', ['abcd', 'efgh', 'ij']],
    ['so abcdefghij', 5, ' ', ['so', ' abcd', ' efgh', ' ij']],
    ['漢字漢字', 5, '', ['漢字', '漢字']],
    ['a\tb', 10, '', ['a    b']],
    ['', 10, '', ['']],
    ['indent wider than the row', 4, '        ', ['inde', 'nt', 'wide', 'r', 'than', 'the', 'row']],
  ])('%j in %i columns behind %j', (text, limit, indent, rows) => {
    expect(wrap(text, limit, indent)).toEqual(rows);
  });

  test('does not break at a style change inside a word', () => {
    const rows = wrapSpans([plain('say '), bold('stop'), plain('. Then')], 8);
    expect(rows).toEqual([[plain('say')], [bold('stop'), plain('.')], [plain('Then')]]);
  });

  test('keeps a word whole if asked', () => {
    const rows = wrapSpans([plain('see abcdefghij now')], 5, { whole: (word) => word.startsWith('abc') });
    expect(rows.map(textOf)).toEqual(['see', 'abcdefghij', 'now']);
  });

  test('never cuts inside a grapheme, however long the text', () => {
    const family = '👩‍👩‍👧‍👦';
    const rows = wrap(family.repeat(100), 3);
    expect(rows).toEqual(Array.from({ length: 100 }, () => family));
  });

  test('loses only spaces and fits, whatever the text', () => {
    const texts = fc.array(
      fc.record({ text: fc.string({ unit: 'grapheme' }), style: fc.constantFrom('plain', 'bold') }),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 40 }), (spans, limit) => {
        const rows = wrapSpans(spans, limit);
        const squeezed = (text: string): string => text.replace(/[ \t\n]/g, '');
        expect(squeezed(rows.map(textOf).join(''))).toBe(squeezed(textOf(spans)));
        // A single grapheme may be wider than the row, such as a decomposed Hangul syllable.
        const wide = rows.map(textOf).filter((row) => width(row) > limit && graphemes(row) > 1);
        expect(wide).toEqual([]);
      }),
    );
  });
});

describe('foldRow', () => {
  test('cuts code where the row is full', () => {
    const code: Row = [
      { text: 'queries  ', style: 'code' },
      { text: '48,210 世界', style: 'bold' },
    ];
    expect(foldRow(code, 12).map(textOf)).toEqual(['queries  48,', '210 世界']);
    expect(foldRow(code, 40)).toEqual([code]);
  });
});

describe('hang', () => {
  test('puts a mark before the first row and indents the rest', () => {
    const rows = hang([[plain('a')], [], [plain('b')]], plain('• '), plain('  '));
    expect(rows.map(textOf)).toEqual(['• a', '', '  b']);
  });

  test('continues a rule through empty rows', () => {
    expect(hang([[plain('a')], []], plain('│ ')).map(textOf)).toEqual(['│ a', '│']);
  });
});

describe('truncate', () => {
  test.each<[string, number, string]>([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
    ['漢字', 2, '…'],
    ['漢字', 3, '漢…'],
  ])('%j to %i columns', (text, limit, cut) => {
    expect(truncate(text, limit)).toBe(cut);
  });
});

test('pad counts columns, not characters', () => {
  expect(pad('漢', 4)).toBe('漢  ');
  expect(pad('longer', 4)).toBe('longer');
});
