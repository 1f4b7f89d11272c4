import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { readDocument } from '../../../src/bank/loader/front-matter.ts';
import { bankOf, edit, lintOf, WHOLE } from '../../support/bank.ts';

const global = globalThis as { touched?: boolean };
afterEach(() => {
  delete global.touched;
});

/** The findings of a file with this front matter, as `code line:column`. */
function problems(frontMatter: string, opening = '---'): string[] {
  return readDocument(`${opening}\n${frontMatter}\n---\n\nText`, 'a.md', 'a.md').problems.map(
    ({ code, place }) => `${code} ${place.line}:${place.column}`,
  );
}

test.each([
  'js',
  ' js',
  'javascript',
  'JavaScript',
  'coffee',
  'json',
  'toml',
  'constructor',
  '__proto__',
  'toString',
])('front matter in %j is refused and not executed', (language) => {
  expect(problems('(globalThis.touched = true, {})', `---${language}`)).toEqual(['B006 1:1']);
  expect(global.touched).toBeUndefined();
});

test('keys of Object.prototype are keys like any other', () => {
  const document = readDocument(
    '---\n__proto__: {polluted: true}\nconstructor: a\ntoString: b\n---\n',
    'a.md',
    'a.md',
  );
  expect([...(document.frontMatter?.entries.keys() ?? [])]).toEqual(['__proto__', 'constructor', 'toString']);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  const unknown = lintOf({
    '001-a.md': edit(WHOLE, 'minutes: 5', 'minutes: 5\n__proto__: {number: 2}\nconstructor: 1'),
  });
  expect(unknown.map(({ message }) => message)).toEqual([
    'unknown key "__proto__"',
    'unknown key "constructor"',
  ]);
});

test('a missing key is not looked up on a prototype', () => {
  expect(lintOf({ '001-a.md': edit(WHOLE, 'id: retry-storm\n', '') }).map(({ code }) => code)).toEqual([
    'B010',
  ]);
});

test('a broken file is still broken the second time', () => {
  expect([problems('a: [1'), problems('a: [1')]).toEqual([['B007 2:6'], ['B007 2:6']]);
});

const BOMB = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefgh'.split('').map((name, index) => {
    const before = 'abcdefgh'[index] ?? '';
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
  }),
].join('\n');

test.each([
  ['an alias bomb', BOMB, ['B007 1:1']],
  ['an alias that holds itself', 'a: &a [*a]', ['B007 1:1']],
  ['an alias of nothing', 'a: *b', ['B007 2:4']],
  ['brackets without end', '['.repeat(8000), ['B007']],
  ['more keys than anyone writes', Array.from({ length: 4000 }, (_, n) => `k${n}:`).join('\n'), ['B007 1:1']],
  ['a tag', 'a: !!js/function x', ['B007 2:4']],
  ['a tab', 'a:\n\tb: 1', ['B007 3:1']],
  ['a list', '- a', ['B013 2:1']],
  ['a sentence', 'hello', ['B013 2:1']],
  ['two documents', 'a: 1\n...\nb: 2', ['B007']],
  ['a key that is a list', '[a]: 1', ['B007 2:1']],
])('%s is a finding', (_what, frontMatter, expected) => {
  const found = problems(frontMatter);
  expect(found[0]?.slice(0, (expected[0] ?? '').length)).toBe(expected[0]);
});

test('an ordinary alias is fine', () => {
  expect(lintOf({ '001-a.md': edit(WHOLE, 'title: Not', 'title: &t Not') })).toEqual([]);
  const document = readDocument('---\na: &x [1, 2]\nb: *x\n---\n', 'a.md', 'a.md');
  expect(document.frontMatter?.entries.get('b')?.value).toEqual(
    document.frontMatter?.entries.get('a')?.value,
  );
});

test('comments alone, or nothing, are front matter without keys', () => {
  expect(problems('# later')).toEqual([]);
  expect(problems('')).toEqual([]);
  expect(readDocument('---\n---\n', 'a.md', 'a.md').frontMatter?.entries.size).toBe(0);
});

/** Pieces with a meaning in the format, so that random text hits its edge cases. */
const PIECES = [
  '---',
  '\n',
  '## ',
  '### ',
  '- ',
  '  - ',
  '**',
  '```',
  '~~~',
  '<!--',
  '-->',
  'Probes: ',
  'Counts: ',
  ': ',
  '[',
  '{',
  '&a ',
  '*a',
  '"',
  '\\',
  '|',
  '\t',
  '\r',
  '\u0000',
  '\u2028',
  '\ud800',
  '#',
  '$1',
  'number: 7\n',
];

test('a key after a multi-line text has the right place', () => {
  expect(problems('## no\n- key\n```\n\nWhat?\n\nOne.\nTwo: three')).toContain('B007 9:4');
});

test('any edit of a question gives a question or findings', () => {
  const change = fc.record({
    at: fc.nat(WHOLE.length),
    remove: fc.oneof(fc.nat(5), fc.nat(500)),
    insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 })),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const text = changes.reduce(
        (before, { at, remove, insert }) => before.slice(0, at) + insert + before.slice(at + remove),
        WHOLE,
      );
      const lines = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
      const document = readDocument(text, '001-a.md', '001-a.md');
      for (const { place, source } of lintOf({ '001-a.md': text })) {
        expect(lines[place.line - 1] ?? '').toBe(source);
        expect(place.column).toBeGreaterThanOrEqual(1);
        expect(place.column).toBeLessThanOrEqual(source.length + 1);
        expect(place.length).toBeGreaterThanOrEqual(1);
      }
      expect(document.lines).toEqual(lines);
    }),
    { numRuns: 300 },
  );
});

test('a question without errors always loads', () => {
  fc.assert(
    fc.property(fc.nat(WHOLE.length), fc.constantFrom(...PIECES), (at, insert) => {
      const files = { '001-a.md': WHOLE.slice(0, at) + insert + WHOLE.slice(at) };
      const errors = lintOf(files).filter(({ severity }) => severity === 'error');
      expect(bankOf(files).bank.questions.length).toBe(errors.length === 0 ? 1 : 0);
    }),
    { numRuns: 300 },
  );
});

const MANY = 900_000;
const ANSWER = 'I suspect our own retries';
const POINT = '- **Limits attempts.** Each';
test.each([
  ['spaces in a heading', '## Takeaway', `## Takeaway${' '.repeat(MANY)}x`],
  ['spaces in a line', ANSWER, `${' '.repeat(MANY)}x`],
  ['spaces after Probes', 'Probes: waits politely.', `Probes: a${' '.repeat(MANY)}b`],
  ['digits in an answer', ANSWER, '1,'.repeat(MANY / 2)],
  ['words in an answer', ANSWER, 'a,'.repeat(MANY / 2)],
  ['dollars in an answer', ANSWER, '$1 '.repeat(MANY / 3)],
  ['one long word', ANSWER, 'a'.repeat(MANY)],
  ['spaces in a key point', POINT, `- **Limits${' '.repeat(MANY)}.** Each`],
  ['stars in a key point', POINT, `- ${'**a'.repeat(MANY / 3)} Each`],
  ['key points', POINT, `${'- **A** b\n'.repeat(MANY / 10)}${POINT}`],
  ['other wordings', POINT, `- **A** b\n${'  - c\n'.repeat(MANY / 6)}${POINT}`],
  ['follow-ups', '### What do', `${'### Q\nProbes: zz\n'.repeat(MANY / 18)}### What do`],
  ['mistakes', '- Adding', `${'- \n'.repeat(MANY / 3)}- Adding`],
  ['sections', '## Takeaway', `${'## Q\n'.repeat(MANY / 5)}## Takeaway`],
  ['comments', ANSWER, '\n<!--'.repeat(MANY / 5)],
  ['comments on a line', ANSWER, '<!-- -->'.repeat(MANY / 8)],
  ['fences', ANSWER, '\n```'.repeat(MANY / 4)],
  ['hashes', '## Takeaway', `## ${'#'.repeat(MANY)}x`],
  ['lines', ANSWER, '\n'.repeat(MANY)],
])('a million characters of %s are read quickly', (_what, piece, by) => {
  const text = edit(WHOLE, piece, by);
  const started = performance.now();
  lintOf({ '001-a.md': text });
  expect(performance.now() - started).toBeLessThan(5000);
});
