import { describe, expect, it } from 'vitest';
import { columnsOf, walk } from '../../src/text/graphemes.ts';
import { width } from '../../src/text/wrap.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemes(text: string): string[] {
  const found: string[] = [];
  walk(text, 0, text.length, (start, end) => {
    found.push(text.slice(start, end));
    return true;
  });
  return found;
}

describe('characters treated as graphemes without the segmenter', () => {
  // The edges of every known range; a carriage return is cleaned away.
  const ranges = [
    [0x20, 0x600],
    [0x2000, 0x2070],
    [0x24f0, 0x2590],
    [0x2ff0, 0x3100],
    [0x4dfe, 0x4e08],
    [0x9ffa, 0xa008],
    [0xabfe, 0xac08],
    [0xd79e, 0xd7a8],
    [0xfe00, 0xfe10],
    [0xff00, 0xff65],
  ] as const;
  const characters = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from }, (_, index) => String.fromCharCode(from + index)),
  );
  const neighbors = ['a', '你', '\u0301'];

  it('are graphemes beside any neighbor', () => {
    const wrong = characters.flatMap((character) =>
      neighbors
        .flatMap((other) => [character + other, other + character, character + character])
        .filter((pair) => {
          const expected = Array.from(segmenter.segment(pair), ({ segment }) => segment);
          return graphemes(pair).join('|') !== expected.join('|');
        }),
    );
    expect(wrong).toEqual([]);
  });

  it('are as wide as elsewhere in the program', () => {
    expect(characters.filter((each) => each !== '\t' && columnsOf(each) !== width(each))).toEqual([]);
  });
});

it('a long run of joined emoji is cut between them only', () => {
  const family = '👩‍👩‍👧‍👦';
  expect(graphemes(family.repeat(100))).toEqual(Array.from({ length: 100 }, () => family));
});
