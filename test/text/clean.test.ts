import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clean, cleanKeys, cleanLine, firstControl } from '../../src/text/clean.ts';
import { jsonText } from '../../src/text/data.ts';

test.each<[string, string, string]>([
  ['an escape sequence loses what commands', '\u001b[31mred\u001b[0m', '[31mred[0m'],
  ['a C1 introducer', '\u009b31mred', '31mred'],
  ['bell, backspace, delete', 'a\u0007b\u0008c\u007fd', 'abcd'],
  ['bidirectional overrides', 'user\u202etxt.exe\u2066', 'usertxt.exe'],
  ['line endings of every kind', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
  ['tabs and newlines stay', 'a\tb\n', 'a\tb\n'],
  ['half a surrogate pair', 'a\ud83d', 'a\ufffd'],
  ['letters of every script', 'Ünïcödé 漢字 👩‍👧 עברית', 'Ünïcödé 漢字 👩‍👧 עברית'],
])('clean: %s', (_, dirty, cleaned) => {
  expect(clean(dirty)).toBe(cleaned);
});

test('cleanLine returns one line', () => {
  expect(cleanLine('  a\r\n\tb \u001b c ')).toBe('a b c');
});

test('the fast path of cleanLine agrees with the slow one, and a long line is fast', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '~', ' ', '\t', '\n', 'é') }), (text) => {
      expect(cleanLine(text)).toBe(clean(text).replace(/\s+/g, ' ').trim());
    }),
  );
  expect(cleanLine(`${'a'.repeat(100_000)}\u001b`)).toHaveLength(100_000);
});

test('firstControl finds the first forbidden character', () => {
  expect(firstControl('ab\u001bc')).toBe(2);
  expect(firstControl('fine\r\n\tand well')).toBe(-1);
});

test('clean is idempotent and leaves no control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(firstControl(clean(text))).toBe(-1);
      expect(clean(clean(text))).toBe(clean(text));
    }),
  );
});

/** UAX #9 names twelve. */
const DIRECTIONS = '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';

test('no control of writing direction passes, in text, in keys, in a question file or in JSON', () => {
  for (const control of DIRECTIONS) {
    expect(clean(`a${control}b`)).toBe('ab');
    expect(cleanLine(`a${control}b`)).toBe('ab');
    expect(cleanKeys(`a${control}b`)).toBe('ab');
    expect(firstControl(`a${control}b`)).toBe(1);
    expect(jsonText(`a${control}b`)).not.toContain(control);
    expect(JSON.parse(jsonText(`a${control}b`))).toBe(`a${control}b`);
  }
});

test('of all characters, only controls and those twelve are dropped: joiners, selectors and tags stay', () => {
  const kept: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const isSurrogate = code >= 0xd800 && code < 0xe000;
    const character = isSurrogate ? '' : String.fromCodePoint(code);
    if (!isControl && !DIRECTIONS.includes(character) && !/[\u2028\u2029]/.test(character))
      kept.push(character);
  }
  const all = kept.join('');
  // No diff of a million characters where it fails.
  expect(clean(all) === all).toBe(true);
});
