import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/bank/loader/front-matter.ts';
import { readPlainDocument } from '../../../src/bank/loader/plain-document.ts';
import { WHOLE } from '../../support/bank.ts';

/** Read here as yaml reads it, to the last place, or not read here. */
function agrees(text: string): boolean {
  const plain = readPlainDocument(text, '001-a.md', '001-a.md');
  if (plain !== null) expect(plain, text).toEqual(readDocument(text, '001-a.md', '001-a.md'));
  return plain !== null;
}

/** As `agrees`, for the lines between the two marks. */
function agreesOn(...lines: string[]): boolean {
  return agrees(['---', ...lines, '---', 'Text'].join('\n'));
}

const KEYS = ['number', 'id', 'title', 'roles', 'references', 'allow', 'list:\n  - title', 'Key', ''];
const CHARACTERS = Array.from(' -:#[]{}"\'&*!|>%@`,?~a1\n');
const VALUES = [
  '1',
  '12',
  '010',
  '1.5',
  '1e3',
  '0x1',
  '-1',
  '2026-11-24',
  '2026-1-1',
  'a',
  'a b',
  'true',
  'Null',
  'yes',
  '~',
  '"a: b"',
  '"',
  '""',
  '"a\\n"',
  "'a'",
  'a: b',
  'a:b',
  'a:',
  'a #b',
  'a#b',
  '#a',
  '[]',
  '[a]',
  '[a, b-c]',
  '[a,b]',
  '[a, 1]',
  '[a, true]',
  '[ a ]',
  '[a, ]',
  '{}',
  '&a b',
  '*a',
  '!a b',
  '|',
  '>-',
  '- a',
  '-',
  '?',
  '? a',
  '@a',
  '`a`',
  '%a',
  '\u00e9',
  'a\u00e9',
  'a \u2028b',
  'a\ufeff',
  'a\ud83d\ude00',
  'a ',
  'a\tb',
  'a\u0085b',
  '',
];

describe('what is read without yaml', () => {
  test('the questions that ship, and the whole one', () => {
    const folder = join(import.meta.dirname, '../../../questions');
    const texts = readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
    for (const text of [WHOLE, `\ufeff${WHOLE.replaceAll('\n', '\r\n')}`, ...texts])
      expect(agrees(text)).toBe(true);
  });

  test.each(VALUES)('is read as yaml reads it: %j', (value) => {
    agreesOn(`key: ${value}`);
    agreesOn(`key: ${value}`, 'other: 1');
    agreesOn('list:', `  - title: ${value}`, '    url: a');
    agreesOn('list:', '  - title: a', `    url: ${value}`, '  - title: b');
  });

  test('is read as yaml reads it, whatever the lines', () => {
    const value = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('a', 'a b', '1', '[a, b]', '"a: b"') },
      { weight: 1, arbitrary: fc.constantFrom(...VALUES) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
    );
    const start = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('', '', '  - ', '    ') },
      { weight: 1, arbitrary: fc.constantFrom(' ', '  ', '   ', '- ', '\t', '# ') },
    );
    const colon = fc.oneof(
      { weight: 8, arbitrary: fc.constant(': ') },
      { weight: 1, arbitrary: fc.constantFrom(':', ':  ', ' : ', '') },
    );
    const line = fc
      .tuple(start, fc.constantFrom(...KEYS), colon, value)
      .map((parts) => parts.join('').replace(/\r/g, '').split('\n'));
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        if (agreesOn(...lines.flat())) read++;
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  test('is read as yaml reads it, after any change of a character', () => {
    const length = WHOLE.indexOf('## Question');
    fc.assert(
      fc.property(
        fc.nat(length),
        fc.nat(2),
        fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 2 }),
        (at, remove, insert) => {
          agrees(WHOLE.slice(0, at) + insert + WHOLE.slice(at + remove));
        },
      ),
      { numRuns: 1500 },
    );
  });
});
