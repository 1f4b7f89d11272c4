import fc from 'fast-check';

const PIECES = [
  'a',
  'word',
  ' ',
  '  ',
  '-',
  'é',
  '\u0301', // a combining acute, alone unless something precedes it
  '\u200d', // a zero-width joiner, alone
  '你',
  '好吧',
  '한',
  '👩‍👩‍👧',
  '🇩🇪',
  '🇫', // half a flag
  '👍🏽',
  '❤️',
  'שלום',
  'क्षि',
  '\t',
] as const;

/** Pieces of one line that stress width and segmentation. */
export const piece = fc.constantFrom(...PIECES);

/** Text of any of these, newlines included. */
export const text = fc
  .array(fc.oneof({ weight: 6, arbitrary: piece }, { weight: 1, arbitrary: fc.constant('\n') }), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(''));

/** Text with the same width on every terminal. */
export const plainText = fc
  .array(fc.constantFrom('a', 'word', 'longer', ' ', '你', '好，', '한글', 'é', '—', '\n'), { maxLength: 60 })
  .map((pieces) => pieces.join(''));
