import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/bank/loader/front-matter.ts';
import { locateYaml } from '../../../src/bank/loader/located-yaml.ts';
import { findPlaces } from '../../../src/bank/loader/places.ts';
import { OddScalar } from '../../../src/bank/parser/document.ts';
import { bankOf, edit, lintOf, WHOLE } from '../../support/bank.ts';

const global = globalThis as { touched?: boolean };
afterEach(() => {
  delete global.touched;
});

/** The findings of a file with this front matter, as `code line:column`. */
async function problems(frontMatter: string, opening = '---'): Promise<string[]> {
  const document = await readDocument(`${opening}\n${frontMatter}\n---\n\nText`, 'a.md', 'a.md');
  const found = await findPlaces(document.problems);
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
])('front matter in %j is refused and not executed', async (language) => {
  expect(await problems('(globalThis.touched = true, {})', `---${language}`)).toEqual(['B006 1:1']);
  expect(global.touched).toBeUndefined();
});

test('keys of Object.prototype are keys like any other', async () => {
  const document = await readDocument(
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

test('a broken file is still broken the second time', async () => {
  expect([await problems('a: [1'), await problems('a: [1')]).toEqual([['B007 2:6'], ['B007 2:6']]);
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
  ['nothing but null', 'null', ['B013 2:1']],
  ['two documents', 'a: 1\n...\nb: 2', ['B007']],
  ['a key that is a list', '[a]: 1', ['B007 2:1']],
])('%s is a finding', async (_what, frontMatter, expected) => {
  const found = await problems(frontMatter);
  expect(found[0]?.slice(0, (expected[0] ?? '').length)).toBe(expected[0]);
});

test('an alias of nothing is not reported in YAML that is wrong anyway', async () => {
  expect(await problems('a: *b\na: 1')).toEqual(['B007 3:1']);
});

test('an ordinary alias is fine', async () => {
  expect(await lintOf({ '001-a.md': edit(WHOLE, 'title: Not', 'title: &t Not') })).toEqual([]);
  const document = await readDocument('---\na: &x [1, 2]\nb: *x\n---\n', 'a.md', 'a.md');
  expect(document.data).toEqual({ a: [1, 2], b: [1, 2] });
});

/** The value of a key whose value is written like this. */
async function valueOf(written: string): Promise<unknown> {
  const document = await readDocument(`---\nkey: ${written}\n---\n`, 'a.md', 'a.md');
  return document.data?.['key'];
}

test.each(['2026-01-01', '2026-01-01 10:00:00', '1:30', 'yes', 'off', '1_000', '0b1', '<<', '='])(
  '%s is text',
  async (written) => {
    expect(await valueOf(written)).toBe(written);
  },
);

test.each(['010', '0x1f', '0o7', '+1', '-1', '1e3', '5.0', '.5', '.inf', '.nan', 'True', 'FALSE'])(
  '%s is neither text nor the number or truth value that YAML makes of it',
  async (written) => {
    expect(await valueOf(written)).toEqual(new OddScalar(written));
    expect(await valueOf(`&anchor ${written}`)).toEqual(new OddScalar(written));
    expect(await valueOf(`"${written}"`)).toBe(written);
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
])('%j is the value %j', async (written, value) => {
  expect(await valueOf(written)).toBe(value);
});

describe('what the fast parser reads', () => {
  /** Reads front matter both ways, and says whether it is right. */
  async function agree(frontMatter: string): Promise<boolean> {
    const text = `---\n${frontMatter}\n---\n`;
    const document = await readDocument(text, 'a.md', 'a.md');
    const { faults, value } = locateYaml(document);
    const isOneOfUs =
      typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof OddScalar);
    expect(document.data !== null, text).toBe(faults.length === 0 && isOneOfUs);
    if (document.data !== null) expect(document.data, text).toEqual(value);
    return document.data !== null;
  }

  const SIGNS = Array.from(' -:#[]{}"\'&*!|>%@`,?~a1é\n');
  const VALUES = [
    ...[
      'a',
      'a b',
      '1',
      '12',
      '010',
      '1.5',
      '1e3',
      '0x1',
      '-1',
      '2026-11-24',
      '2026-1-1',
      '1:30',
      'true',
      'Null',
      'yes',
    ],
    ...[
      '~',
      '"a: b"',
      '"',
      '""',
      '"\\n"',
      "'a'",
      "'it''s'",
      'a: b',
      'a:b',
      'a:',
      'a #b',
      'a#b',
      '#a',
      '-a',
      '- a',
      '-',
    ],
    ...[
      '[]',
      '[a]',
      '[a, b-c]',
      '[a,b]',
      '[a, 1, null]',
      '[ a ]',
      '[a, ]',
      '[a,, b]',
      '[a b]',
      '[a: b]',
      '{}',
      '{a: b}',
    ],
    ...[
      '&a b',
      '*a',
      '!a b',
      '|',
      '>-',
      '?',
      '? a',
      '@a',
      '`a`',
      '%a',
      'é',
      '\u2028b',
      'a\ufeff',
      '😀',
      'a ',
      'a\tb',
      '',
    ],
  ];
  const KEYS = [
    'number',
    'id',
    'title',
    'references',
    'true',
    'null',
    'constructor',
    '__proto__',
    'Key',
    'a b',
    '1',
    '',
  ];
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'a b', '1', '[a, b]', '"a: b"', '') },
    { weight: 2, arbitrary: fc.constantFrom(...VALUES) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 6 }),
    },
  );
  const line = fc
    .tuple(
      fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom('', '', '  - ', '    ', '- ') },
        { weight: 1, arbitrary: fc.constantFrom(' ', '  ', '   ', '\t', '# ') },
      ),
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('id', 'title', 'url', 'references') },
        { weight: 1, arbitrary: fc.constantFrom(...KEYS) },
      ),
      fc.oneof(
        { weight: 8, arbitrary: fc.constant(': ') },
        { weight: 1, arbitrary: fc.constantFrom(':', ':  ', ' : ', '') },
      ),
      value,
      fc.constantFrom('', '', '', ' # why', ' ', '#'),
    )
    .map((parts) => parts.join('').replaceAll('---', ''));

  test('is what the strict one reads, whatever the lines', async () => {
    let right = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 5 }), async (lines) => {
        if (await agree(lines.join('\n'))) right++;
      }),
      { numRuns: 3000 },
    );
    expect(right).toBeGreaterThan(300);
  });

  test('is what the strict one reads, after any change to a question', async () => {
    const frontMatter = WHOLE.slice('---\n'.length, WHOLE.indexOf('\n---', 3));
    const piece = fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(fc.nat(frontMatter.length), fc.nat(2), piece, async (at, remove, insert) => {
        await agree(
          (frontMatter.slice(0, at) + insert + frontMatter.slice(at + remove)).replaceAll('---', ''),
        );
      }),
      { numRuns: 1500 },
    );
  });
});

test('comments alone, or nothing, are front matter without keys', async () => {
  expect(await problems('# later')).toEqual([]);
  expect(await problems('')).toEqual([]);
  expect((await readDocument('---\n---\n', 'a.md', 'a.md')).data).toEqual({});
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

test('a key after a multi-line text has the right place', async () => {
  expect(await problems('## no\n- key\n```\n\nWhat?\n\nOne.\nTwo: three')).toContain('B007 9:4');
});

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
      const document = await readDocument(text, '001-a.md', '001-a.md');
      for (const { place, source } of await lintOf({ '001-a.md': text })) {
        expect(lines[place.line - 1] ?? '').toBe(source);
        expect(place.column).toBeGreaterThanOrEqual(1);
        expect(place.column).toBeLessThanOrEqual(source.length + 1);
        expect(place.length).toBeGreaterThanOrEqual(1);
      }
      expect(document.text.split('\n')).toEqual(lines);
    }),
    { numRuns: 300 },
  );
});

test('a question without errors always loads', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(WHOLE.length), fc.constantFrom(...PIECES), async (at, insert) => {
      const files = { '001-a.md': WHOLE.slice(0, at) + insert + WHOLE.slice(at) };
      const errors = (await lintOf(files)).filter(({ severity }) => severity === 'error');
      expect((await bankOf(files)).bank.questions.length).toBe(errors.length === 0 ? 1 : 0);
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
])('a million characters of %s are read in time that grows with their number', async (_what, piece, by) => {
  const text = edit(WHOLE, piece, by);
  // Of this process: a busy machine does not count. With their square, it would be a quarter of an hour.
  const before = process.cpuUsage();
  await lintOf({ '001-a.md': text });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(5000);
});
