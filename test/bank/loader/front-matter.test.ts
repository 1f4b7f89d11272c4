import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { readDocument } from '../../../src/bank/loader/front-matter.ts';
import { diagnose } from '../../../src/bank/reporter.ts';
import { OddScalar } from '../../../src/bank/parser/document.ts';
import { bankOf, edit, lintOf, WHOLE } from '../../support/bank.ts';

const global = globalThis as { touched?: boolean };
afterEach(() => {
  delete global.touched;
});

/** The findings of a file with this front matter, as `code line:column`. */
function problems(frontMatter: string, opening = '---'): string[] {
  const document = readDocument(`${opening}\n${frontMatter}\n---\n\nText`, 'a.md', 'a.md');
  const found = diagnose(document.problems);
  return found.map(({ code, place }) => `${code} ${place.line}:${place.column}`);
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

test('keys of Object.prototype are keys like any other', async () => {
  const document = readDocument(
    '---\n__proto__: {polluted: true}\nconstructor: a\ntoString: b\n---\n',
    'a.md',
    'a.md',
  );
  expect(Object.keys(document.data ?? {})).toEqual(['__proto__', 'constructor', 'toString']);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  const unknown = await lintOf({
    '001-a.md': edit(WHOLE, 'minutes: 5', 'minutes: 5\n__proto__: {number: 2}\nconstructor: 1'),
  });
  expect(unknown.map(({ message }) => message)).toEqual([
    'unknown key "__proto__"',
    'unknown key "constructor"',
  ]);
});

test('a missing key is not looked up on a prototype', async () => {
  expect(
    (await lintOf({ '001-a.md': edit(WHOLE, 'id: retry-storm\n', '') })).map(({ code }) => code),
  ).toEqual(['B010']);
});

test('a broken file is still broken the second time', () => {
  expect([problems('a: [1'), problems('a: [1')]).toEqual([['B007 2:5'], ['B007 2:5']]);
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
  ['an alias of nothing', 'a: *b', ['B007 2:5']],
  ['brackets without end', '['.repeat(8000), ['B007']],
  ['more keys than anyone writes', Array.from({ length: 4000 }, (_, n) => `k${n}:`).join('\n'), ['B007 1:1']],
  ['a tag', 'a: !!js/function x', ['B007 2:4']],
  ['a tab', 'a:\n\tb: 1', ['B007 3:1']],
  ['a list', '- a', ['B013 1:1']],
  ['a sentence', 'hello', ['B013 1:1']],
  ['a comma too many', 'a: [b,, c]', ['B007 2:7']],
  ['two documents', 'a: 1\n...\nb: 2', ['B007']],
  ['a key that is a list', '[a]: 1', ['B007 2:4']],
])('%s is a finding', (_what, frontMatter, expected) => {
  const found = problems(frontMatter);
  expect(found[0]?.slice(0, (expected[0] ?? '').length)).toBe(expected[0]);
});

test.each([
  ['a quote that nothing closes', 'title: "Unclosed\ntopics: [a]', '3:8'],
  ['a quote that another value closes', 'title: "Unclosed\ntopics: [a]\nsource: "x"\nkind: b', '3:8'],
  ['such a quote of the other kind', "title: 'It''s\ntopics: [a]\nsource: 'x'\nkind: b", '3:8'],
  ['such a quote in a list', 'a:\n  - "b\n  - "c"\nd: e', '4:5'],
  ['a key without a value', 'a: b\nunfinished\nkind: c', '4:1'],
  ['such a key before a comment', 'a: b\nunfinished\n\n# more\nkind: c', '4:1'],
  ['such a key at the end', 'a: b\nunfinished', '4:1'],
  ['words after a quote', 'a: "b" c\nkind: d', '3:1'],
  ['a list without its end', 'a: [b\nkind: d', '3:5'],
  ['a tag before a list', 'a: !x\n  - b\nkind: d', '3:4'],
  ['a tag alone', 'a: !x\nkind: d', '3:4'],
  ['an indicator', 'a: @b\nkind: d', '3:4'],
  ['a second colon below a quote of two lines', 'a: "b\n\n  c"\nd: e: f', '6:5'],
  ['a second colon', 'a: b: c', '3:5'],
  ['an unknown escape', 'a: "\\q"\nkind: d', '3:6'],
])('%s is a finding where it was written', (_what, frontMatter, place) => {
  expect(problems(`id: a\n${frontMatter}`)).toEqual([`B007 ${place}`]);
});

test('an unfinished first line is not taken for a second colon', () => {
  expect(problems('unfinished\nkind: c')).toEqual(['B007 2:1']);
});

test('an ordinary alias is fine', async () => {
  expect(await lintOf({ '001-a.md': edit(WHOLE, 'title: Not', 'title: &t Not') })).toEqual([]);
  const document = readDocument('---\na: &x [1, 2]\nb: *x\n---\n', 'a.md', 'a.md');
  expect(document.data).toEqual({ a: [1, 2], b: [1, 2] });
});

/** The value of a key whose value is written like this. */
function valueOf(written: string): unknown {
  const document = readDocument(`---\nkey: ${written}\n---\n`, 'a.md', 'a.md');
  return document.data?.['key'];
}

test.each(['2026-01-01', '2026-01-01 10:00:00', '1:30', 'yes', 'off', '1_000', '0b1', '<<', '='])(
  '%s is text',
  (written) => {
    expect(valueOf(written)).toBe(written);
  },
);

test.each(['010', '0x1f', '0o7', '+1', '-1', '1e3', '5.0', '.5', '.inf', '.nan', 'True', 'FALSE'])(
  '%s is neither text nor the number or truth value that YAML makes of it',
  (written) => {
    expect(valueOf(written)).toEqual(new OddScalar(written));
    expect(valueOf(`&anchor ${written}`)).toEqual(new OddScalar(written));
    expect(valueOf(`"${written}"`)).toBe(written);
  },
);

test.each([
  ['12', 12],
  ['2.5', 2.5],
  ['0', 0],
  ['true', true],
  ['false', false],
  ['~', null],
  ['null', null],
  ['', null],
])('%j is the value %j', (written, value) => {
  expect(valueOf(written)).toBe(value);
});

test('comments alone, or nothing, are front matter without keys', () => {
  expect(problems('# later')).toEqual([]);
  expect(problems('')).toEqual([]);
  expect(readDocument('---\n---\n', 'a.md', 'a.md').data).toEqual({});
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
  'Level: ',
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

test('any edit of a question gives a question or findings', async () => {
  const change = fc.record({
    at: fc.nat(WHOLE.length),
    remove: fc.oneof(fc.nat(5), fc.nat(500)),
    insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const text = changes.reduce(
        (before, { at, remove, insert }) => before.slice(0, at) + insert + before.slice(at + remove),
        WHOLE,
      );
      const lines = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
      const document = readDocument(text, '001-a.md', '001-a.md');
      for (const { place, source } of await lintOf({ '001-a.md': text })) {
        expect(lines[place.line - 1] ?? '').toBe(source);
        expect(place.column).toBeGreaterThanOrEqual(1);
        expect(place.column).toBeLessThanOrEqual(source.length + 1);
        expect(place.length).toBeGreaterThanOrEqual(1);
      }
      expect(document.text.split('\n')).toEqual(lines);
    }),
  );
});

test('a question without errors always loads', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(WHOLE.length), fc.constantFrom(...PIECES), async (at, insert) => {
      const files = { '001-a.md': WHOLE.slice(0, at) + insert + WHOLE.slice(at) };
      const errors = (await lintOf(files)).filter(({ severity }) => severity === 'error');
      expect((await bankOf(files)).bank.questions.length).toBe(errors.length === 0 ? 1 : 0);
    }),
  );
});
