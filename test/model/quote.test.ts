import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuote, foldText } from '../../src/model/quote.ts';

const ANSWER =
  'I’d keep the cache in 8 bits — that halves the memory.\nThen “prefill” is bound by arithmetic, so nothing changes there.';

/** The words that a quote is found as; null if it is not. */
function found(quote: string, text = ANSWER): string | null {
  const at = findQuote(quote, foldText(text));
  return at === null ? null : text.slice(at.start, at.end);
}

describe('a quote that a model copied', () => {
  it.each([
    ['letter for letter', 'that halves the memory', 'that halves the memory'],
    ['in another case', 'THAT halves The memory', 'that halves the memory'],
    [
      'with other quotes and dashes',
      `i'd keep the cache in 8 bits - that`,
      'I’d keep the cache in 8 bits — that',
    ],
    ['over a line end', 'halves the memory. Then "prefill" is', 'halves the memory.\nThen “prefill” is'],
    [
      'with quotation marks around it and an end of its own',
      '“that halves the memory…”',
      'that halves the memory',
    ],
    [
      'with words left out',
      'keep the cache in 8 bits ... halves the memory',
      'keep the cache in 8 bits — that halves the memory',
    ],
    [
      'with words left out in brackets',
      'I’d keep the cache […] that halves the memory',
      'I’d keep the cache in 8 bits — that halves the memory',
    ],
  ])('is found %s', (_how, quote, words) => {
    expect(found(quote)).toBe(words);
  });

  it.each([
    ['that nobody said', 'the memory doubles at once'],
    ['of two words', 'the memory'],
    ['of nothing', ''],
    ['of marks alone', '“…” — …'],
    ['whose parts come in another order', 'nothing changes there ... keep the cache in 8 bits'],
    ['of words that only parts of words spell', 'peat the memory halves'],
    ['whose parts are too short', 'keep the ... in 8 ... that halves'],
    ['that is longer than anyone quotes', `that halves the memory ${'so '.repeat(4000)}`],
    ['with a word in between', 'that nearly halves the memory'],
  ])('is not found %s', (_how, quote) => {
    expect(found(quote)).toBeNull();
  });

  it('is found if the answer itself has an ellipsis, or words that only look like a "not"', () => {
    const answer =
      'So... the cache is warm by then, and the server sends an important client event back to it.';
    expect(found('So... the cache is warm by then', answer)).toBe('So... the cache is warm by then');
    expect(found('the server sends an ... event back to it', answer)).toBe(
      'the server sends an important client event back to it',
    );
  });

  it('does not begin or end inside a number', () => {
    const answer = 'It was 0.5 percent of all requests, 10,000 requests per second, and we wait for 10.5 s.';
    for (const quote of ['5 percent of all requests', '000 requests per second', 'and we wait for 10'])
      expect(found(quote, answer)).toBeNull();
    expect(found('0.5 percent of all requests', answer)).toBe('0.5 percent of all requests');
  });

  it('does not leave out a "not"', () => {
    const answer = 'We should really not cache the whole prefix, it can\u2019t be worth the price.';
    expect(found('We should really ... cache the whole prefix', answer)).toBeNull();
    expect(found('We should really not cache ... be worth the price', answer)).toBeNull();
    expect(found('possible to cache it', 'It is impossible to cache it.')).toBeNull();
  });

  it('is found in any script and whatever marks are in it', () => {
    expect(found('重试会让负载保持', '我怀疑是我们自己的重试：重试会让负载保持在限制之上。')).toBe(
      '重试会让负载保持',
    );
    expect(found('le cache est déjà plein', 'Le **cache** est\u200b de\u0301ja\u0300 plein.')).toBe(
      'Le **cache** est\u200b de\u0301ja\u0300 plein',
    );
    expect(found('she said yes to it', 'She said « yes » to it.')).toBe('She said « yes » to it');
  });

  it('takes no longer for a quote or an answer that was made to be slow', () => {
    const long = 'a '.repeat(100_000);
    for (const quote of ['-'.repeat(200_000), `${'a '.repeat(4900)}c`, 'a a a ... '.repeat(200), long])
      expect(findQuote(quote, foldText(`${long}b`))).toBe(null);
  });

  it('does not join parts that are far from each other', () => {
    const far = `We keep the first sentence. ${'Other words come here. '.repeat(30)}And this is the last one.`;
    expect(found('keep the first sentence ... this is the last', far)).toBeNull();
  });

  it('is found where its parts follow each other, though its beginning comes twice', () => {
    const answer = `The index is slow. ${'x '.repeat(300)} The index is slow when it is cold.`;
    expect(found('The index is slow ... when it is', answer)).toBe('The index is slow when it is');
  });

  it('is any piece of three words or more, whatever the text', () => {
    const word = fc.stringMatching(/^[a-z0-9äéß]{1,8}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 3, maxLength: 30 }), fc.nat(), fc.nat(), (words, a, b) => {
        const start = a % (words.length - 2);
        const end = start + 3 + (b % (words.length - start - 2));
        const quote = words.slice(start, end).join(' ');
        expect(found(quote, words.join('  '))?.replace(/\s+/g, ' ').toLowerCase()).toBe(quote.toLowerCase());
      }),
    );
  });
});
