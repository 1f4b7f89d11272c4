import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINK, linkTo } from '../../src/text/markup.ts';

describe('a link', () => {
  it.each([
    ['https://arxiv.org/abs/1603.09320', 'https://arxiv.org/abs/1603.09320'],
    ['http://example.org', 'http://example.org/'],
    ['https://example.org/a b', 'https://example.org/a%20b'],
    ['https://example.org/é?q=ü#ö', 'https://example.org/%C3%A9?q=%C3%BC#%C3%B6'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ])('to %s is %s', (address, link) => {
    expect(linkTo(address)).toBe(link);
  });

  it.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'file:///etc/passwd',
    'ssh://example.org',
    'data:text/html,x',
    'x-man-page://ls',
    'arxiv.org/abs/1',
    '',
    `https://example.org/${'a'.repeat(2000)}`,
  ])('is not made of %s', (address) => {
    expect(linkTo(address)).toBeNull();
  });

  it('never holds what could end or change the sequence around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const link = linkTo(`https://example.org/${text}`);
        if (link !== null) expect(link).toMatch(LINK);
      }),
    );
    expect(linkTo('https://example.org/\x1b\\\x07\x9c\u202e')).toBe(
      'https://example.org/%1B/%07%C2%9C%E2%80%AE',
    );
  });
});
