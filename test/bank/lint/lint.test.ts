import { describe, expect, test } from 'vitest';
import { CODES } from '../../../src/bank/codes.ts';
import { strictly } from '../../../src/bank/lint/lint.ts';
import { bankOf, edit, lintOf, numbered, README, WHOLE } from '../../support/bank.ts';

const FILE = '001-retry-storm.md';

/** The findings about the sample question after one edit: `code line:column message | help`. */
async function findings(piece: string, by: string): Promise<string[]> {
  return (await lintOf({ 'README.md': README, [FILE]: edit(WHOLE, piece, by) })).map(
    ({ code, place, message, help }) => `${code} ${place.line}:${place.column} ${message} | ${help}`,
  );
}

const EXPECTED = WHOLE.slice(WHOLE.indexOf('## Expected answer'), WHOLE.indexOf('## Key points'));
const REFERENCES = WHOLE.slice(WHOLE.indexOf('references'), WHOLE.indexOf('---\n\n## Q'));
const POINTS = WHOLE.slice(WHOLE.indexOf('## Key points'), WHOLE.indexOf('## Common'));
const MISTAKES = WHOLE.slice(WHOLE.indexOf('## Common'), WHOLE.indexOf('## Follow-ups'));
const FOLLOW_UPS = WHOLE.slice(WHOLE.indexOf('## Follow-ups'), WHOLE.indexOf('## Hiring'));
const CLOCK = WHOLE.slice(WHOLE.indexOf('For something'), WHOLE.indexOf('\n\n### What do you alert'));
const ALERT = WHOLE.slice(WHOLE.indexOf('The share of calls'), WHOLE.indexOf('\n\n## Hiring'));
const WHY = WHOLE.slice(WHOLE.indexOf('## Why'), WHOLE.indexOf('## Expected answer'));

test('a correct question has no findings', async () => {
  expect(await lintOf({ 'README.md': README, [FILE]: WHOLE })).toEqual([]);
});

test('an empty level in a bank without levels is told to have a word', async () => {
  const text = edit(WHOLE, '  - Counts: Our', '  - Level:\n  - Counts: Our');
  expect((await lintOf({ [FILE]: text })).map(({ code, help }) => [code, help])).toEqual([
    ['B012', 'write a level, or remove the line'],
  ]);
});

/** One bad edit for each code: the text, its replacement, and all findings. */
const CASES: readonly [code: string, piece: string, by: string, ...expected: string[]][] = [
  [
    'B004',
    'our own load',
    'our\u001b[2J load',
    'B004 65:18 the file holds a control character | remove it: it can command a terminal or make text read as something else',
  ],
  [
    'B004',
    'title: Retries that made it worse',
    'title: "\\e[2J"',
    'B004 4:8 a value holds a control character | remove the escape: it can command a terminal',
  ],
  [
    'B005',
    '---\nnumber',
    'number',
    'B005 1:1 the file has no front matter | start the file with `---`, the keys, and `---`; `hotseat bank new` writes a file to fill in',
  ],
  [
    'B005',
    'rfc6585\n---',
    'rfc6585',
    'B005 1:1 the front matter is never closed | add a line `---` after the last key',
  ],
  [
    'B005',
    'rfc6585\n---',
    'rfc6585\n--- #',
    'B005 14:1 the front matter is not closed by a line of its own | write `---` alone on the line',
  ],
  [
    'B006',
    '---\nnumber',
    '---js\nnumber',
    'B006 1:1 front matter in "js" is not read | write the first line as `---` and the keys as YAML',
  ],
  ['B007', 'level: mid', 'level: mid\nlevel: staff', 'B007 8:1 `level` is there twice | keep one of the two'],
  [
    'B007',
    'title: Retries',
    'title: Retries: those',
    'B007 4:15 a value holds a second `: ` | put the value in double quotes',
  ],
  [
    'B007',
    'level: mid',
    'level: [mid',
    'B007 7:11 this is not valid YAML | write `key: value` lines; put double quotes around a value with `: ` or ` #` in it',
  ],
  ['B010', 'level: mid\n', '', 'B010 1:1 the key `level` is missing | add `level: …`'],
  [
    'B010',
    '    url: https://www.rfc-editor.org/rfc/rfc6585\n',
    '',
    'B010 12:5 the key `url` is missing | add `url: …`',
  ],
  ['B011', 'minutes: 5', 'minutes: 5\nminute: 5', 'B011 10:1 unknown key "minute" | write `minutes`'],
  ['B012', 'level: mid', 'level: senoir', 'B012 7:8 unknown level "senoir" | write `level: senior`'],
  ['B012', 'kind: debugging', 'kind: quiz', 'B012 6:7 unknown kind "quiz" | write one of these'],
  ['B012', 'sdet]', 'tester]', 'B012 8:8 unknown role "tester" | write one of these'],
  [
    'B013',
    'number: 1',
    'number: 01',
    'B013 2:9 the value of `number` is not a whole number from 1 to 999999 | write `number: 1`',
  ],
  [
    'B013',
    'minutes: 5',
    'minutes: "5"',
    'B013 9:10 the value of `minutes` is not a whole number from 1 to 240 | write `minutes: 5`',
  ],
  [
    'B013',
    'reviewed: 2026-11-24',
    'reviewed: 2026-02-29',
    'B013 10:11 the value of `reviewed` is not a date such as 2026-11-24 | give `reviewed` a date such as 2026-11-24',
  ],
  [
    'B013',
    'reviewed: 2026-11-24',
    'reviewed: 2026/9/4',
    'B013 10:11 the value of `reviewed` is not a date such as 2026-11-24 | write `reviewed: 2026-09-04`',
  ],
  [
    'B013',
    'reviewed: 2026-11-24',
    'reviewed: last week',
    'B013 10:11 the value of `reviewed` is not a date such as 2026-11-24 | give `reviewed` a date such as 2026-11-24',
  ],
  [
    'B013',
    REFERENCES,
    'references: https://www.rfc-editor.org/rfc/rfc6585\n',
    'B013 11:13 the value of `references` is not a list of `title` and `url` | write each one below it as `  - title: …` and `    url: https://…`',
  ],
  [
    'B013',
    REFERENCES,
    'references:\n  - RFC 6585\n',
    'B013 12:5 the value of `references` is not a list of `title` and `url` | write each one below it as `  - title: …` and `    url: https://…`',
  ],
  [
    'B013',
    'title: Retries that made it worse',
    'title: 2026',
    'B013 4:8 the value of `title` is not one line of text | write `title: "2026"`',
  ],
  [
    'B013',
    'id: retry-storm',
    'id: Retry Storm',
    'B013 3:5 the value of `id` is not lowercase words joined by hyphens | write `id: retry-storm`',
  ],
  [
    'B013',
    'roles: [ai-engineer, sdet]',
    'roles: sdet',
    'B013 8:8 the value of `roles` is not a list | write `roles: [sdet]`',
  ],
  [
    'B013',
    'url: https',
    'url: javascript',
    'B013 13:10 the value of `url` is not a URL that starts with https:// | give `url` a URL that starts with https://',
  ],
  [
    'B016',
    'number: 1',
    'number: 12',
    'B016 2:9 the file name says 1 | rename the file so that it starts with `012-`, or fix the number',
  ],
  [
    'B020',
    EXPECTED,
    '',
    'B020 66:1 the section "Expected answer" is missing | add `## Expected answer` and its text',
  ],
  [
    'B020',
    EXPECTED,
    '## Expected answer\n\n<!-- soon -->\n',
    'B020 31:4 the section "Expected answer" is empty | write its text below the heading',
  ],
  [
    'B021',
    'Probes: waits politely.',
    'Probes: waits politley',
    'B021 55:9 no key point is called "waits politley" | write `Probes: Waits politely`',
  ],
  [
    'B021',
    'Probes: waits politely.',
    'Probes: patience',
    'B021 55:9 no key point is called "patience" | the key points are Suspects the retries; Stops the harm first; Waits politely; Limits attempts',
  ],
  ['B022', `\n${ALERT}\n`, '', 'B022 59:5 a follow-up has no answer | write the answer below the heading'],
  [
    'B023',
    '**Limits attempts.**',
    '**waits politely.**',
    'B023 44:3 two key points are called "waits politely" | give it another name',
  ],
  [
    'B024',
    '- Adding more',
    `${'- Saying nothing.\n'.repeat(30)}- Adding more`,
    'B024 78:3 the question has 32 common mistakes | cut the others, or make two questions of it',
  ],
  [
    'B030',
    WHY,
    '',
    'B030 66:1 the section "Why interviewers ask" is missing, so a round skips that step | add `## Why interviewers ask` and its text',
  ],
  [
    'B030',
    MISTAKES,
    '## Common mistakes\n\nAdding more retries, and backing off\nwithout jitter.\n\n',
    'B030 48:1 the section "Common mistakes" has no list item, so a round skips that step | start each item with `- `',
  ],
  [
    'B030',
    POINTS,
    '## Key points\n\nIt suspects the retries.\n\n',
    'B030 37:1 the section "Key points" has no list item, so a round skips that step | start each item with `- `',
    'B021 48:9 no key point is called "waits politely." | add key points, or remove the line',
  ],
  [
    'B030',
    FOLLOW_UPS,
    '## Follow-ups\n\nWhat do you alert on?\n\n',
    'B030 53:1 the section "Follow-ups" has no follow-up, so a round skips that step | write each as `### …` with its answer below',
  ],
  [
    'B031',
    `${WHY}${EXPECTED}`,
    `${EXPECTED}${WHY}`,
    'B031 31:4 the section "Why interviewers ask" is out of order | the order is Question, If asked, Why interviewers ask, Expected answer, Key points, Common mistakes, Follow-ups, Hiring manager notes, Takeaway',
  ],
  ['B032', '## Takeaway', '## Take-away', 'B032 67:4 unknown section "Take-away" | write `## Takeaway`'],
  [
    'B032',
    '## Takeaway',
    '## Summing up',
    'B032 67:4 unknown section "Summing up" | move its text into one of them',
    'B030 70:1 the section "Takeaway" is missing, so a round skips that step | add `## Takeaway` and its text',
  ],
  [
    'B032',
    '## Takeaway',
    '## Followups\n\n### And then?\n\n## Takeaway',
    'B032 67:4 unknown section "Followups" | move its text into `## Follow-ups`',
  ],
  [
    'B020',
    '## Expected answer',
    '## Expected anwser',
    'B020 31:4 the section "Expected answer" is missing | write `## Expected answer`',
  ],
  [
    'B032',
    '## Takeaway',
    '## Question\n\nAgain?\n\n## Takeaway',
    'B032 67:4 the section "Question" appears twice | merge the two',
  ],
  [
    'B033',
    '- Adding more',
    'They are these:\n\n- Adding more',
    'B033 48:1 this text belongs to no list item | start it with `- `',
  ],
  [
    'B012',
    '  - Counts: Our',
    '  - Level: senoir\n  - Counts: Our',
    'B012 39:5 unknown level "senoir" | write `Level: senior`',
  ],
  [
    'B012',
    '  - Counts: Our',
    '  - Level:\n  - Counts: Our',
    'B012 39:5 a Level line is empty | write one of these, or remove the line',
  ],
  [
    'B033',
    '  - Counts: Our',
    '  - Level: senior\n  - level: staff\n  - Counts: Our',
    'B033 40:5 the key point "Suspects the retries" has a second level | keep the one that applies',
  ],
  [
    'B034',
    '**Limits attempts.** Each',
    'Each',
    'B034 44:3 a key point has no short name | write `- **Short name.** One statement that can be checked.`',
  ],
  [
    'B035',
    '- **Limits attempts.** Each request has a budget after which it fails quickly.\n',
    '',
    'B035 35:4 the question has 3 key points | add, merge or cut some, or mark some `When: asked`',
  ],
  [
    'B036',
    '- Backing off without jitter.',
    '<!-- Backing off',
    'B036 49:1 this fence or comment is never closed | close it with the same mark, or with `-->`',
    ...['Follow-ups', 'Hiring manager notes', 'Takeaway'].map(
      (title) =>
        `B030 70:1 the section "${title}" is missing, so a round skips that step | add \`## ${title}\` and its text`,
    ),
  ],
  [
    'B037',
    '**Limits attempts.**',
    '**Attempts: a budget.**',
    'B037 44:3 the short name "Attempts: a budget" contains a colon | shorten the name, and move the rest into the statement',
  ],
  [
    'B038',
    'topic: operations',
    'concepts: [LoRA, EU AI Act, Retry storms, rate limiting, Rate limiting]\ntopic: operations',
    'B038 5:11 the concept "Retry storms" starts with a capital | write `retry storms`',
    'B038 5:11 the concept "Rate limiting" appears twice | remove it',
  ],
  [
    'B039',
    'What do you suspect?',
    `${'One more detail. '.repeat(60)}\n\nWhat do you suspect?`,
    'B039 16:4 the end of the question needs 20 rows, and a small terminal has 15 | shorten it, or move the last paragraph next to the table or code',
    'B048 16:4 the question has 203 words of prose | cut it, or move a part into a fact or the follow-up that needs it',
  ],
  [
    'B040',
    REFERENCES,
    '',
    'B040 1:1 the question names no primary source | add a paper, a specification or official documentation under `references`',
  ],
  [
    'B041',
    'two attempts',
    'two attempts, $0.05,',
    'B041 33:261 the expected answer names a price | say what holds in general, or state the assumption and add `allow: [B041]`',
  ],
  [
    'B041',
    'our own retries',
    'GPT-4o',
    'B041 33:11 the expected answer names a model | say what holds in general, or state the assumption and add `allow: [B041]`',
  ],
  [
    'B042',
    'fails quickly.\n\n## Common',
    'fails quickly. It also logs.\n\n## Common',
    'B042 44:3 the key point "Limits attempts" has two statements | make it one sentence, or two key points',
  ],
  [
    'B043',
    '**Limits attempts.** Each request has a budget after which it fails quickly.',
    '**Pages a human.** Somebody on call gets woken.',
    'B043 44:3 the expected answer does not cover the key point "Pages a human" | add it to the expected answer, or cut it',
  ],
  [
    'B045',
    'Counts: Our clients are hammering the API.',
    'Counts: It is what it is.',
    `B045 39:5 the matcher judges an example of "Suspects the retries" differently | use more of the point's words`,
  ],
  [
    'B045',
    'The provider must still be down.',
    'Immediate retries keep the load above the limit after its cause has gone.',
    'B045 40:5 the matcher judges an example of "Suspects the retries" differently | leave out what covers the point',
  ],
  ['B050', 'minutes: 5', 'minutes: 5\nallow: [B031]', 'B050 10:8 allowing B031 has no effect | remove it'],
];

describe('one bad edit', () => {
  test.each(CASES)('%s: %j by %j', async (_code, piece, by, ...expected) => {
    expect(await findings(piece, by)).toEqual(expected);
  });

  test('every code has a case', () => {
    const elsewhere = [
      'B001',
      'B002',
      'B003',
      'B014',
      'B015',
      'B044',
      'B046',
      'B047',
      'B048',
      'B049',
      'B051',
      ...['B052', 'B053', 'B054', 'B055', 'B056', 'B057'],
      'B090',
      'B091',
    ];
    const tried = new Set([...CASES.map(([code]) => code), ...elsewhere]);
    expect([...tried].sort()).toEqual(Object.keys(CODES).sort());
  });
});

/** A question with entirely different words. */
const OTHER = edit(
  edit(numbered(2, 'chunk-sizes'), 'title: Retries that made it worse', 'title: Chunk sizes'),
  WHOLE.slice(WHOLE.indexOf('A provider answered'), WHOLE.indexOf('\n## Why')),
  'How large should the pieces be into which a contract is cut before it is embedded?\n',
);

describe('a bank as a whole', () => {
  const of = async (files: Record<string, string>): Promise<string[]> =>
    (await lintOf({ 'README.md': README, ...files })).map(
      ({ code, file, place, message, label }) =>
        `${code} ${file}:${place.line}:${place.column} ${message}: ${label}`,
    );

  test('a number already in use', async () => {
    expect(await of({ [FILE]: WHOLE, '001-other.md': edit(OTHER, 'number: 2', 'number: 1') })).toEqual([
      'B014 001-other.md:2:9 the number 1 is taken: already used by 001-retry-storm.md',
    ]);
  });
  test('an id already in use', async () => {
    expect(
      await of({ [FILE]: WHOLE, '002-other.md': edit(OTHER, 'id: chunk-sizes', 'id: retry-storm') }),
    ).toEqual(['B015 002-other.md:3:5 the id "retry-storm" is taken: already used by 001-retry-storm.md']);
  });
  test('two questions that ask the same thing', async () => {
    expect(await of({ [FILE]: WHOLE, '002-again.md': numbered(2, 'again') })).toEqual([
      'B044 002-again.md:16:4 the question asks the same thing as 001-retry-storm.md: most of its words are the same',
    ]);
    expect(await of({ [FILE]: WHOLE, '002-other.md': OTHER })).toEqual([]);
  });
  test('an error in the README of the bank', async () => {
    expect(
      await of({
        'README.md': edit(README, 'topics: [operations, retrieval]', 'topics: all'),
        [FILE]: WHOLE,
      }),
    ).toEqual(['B013 README.md:3:9 the value of `topics` is not a list: expected a list']);
  });
  test('without a README any word is allowed', async () => {
    expect(await lintOf({ [FILE]: edit(WHOLE, 'topic: operations', 'topic: gardening') })).toEqual([]);
  });
});

describe('what fits a conversation', () => {
  const found = async (text: string): Promise<string[]> =>
    (await lintOf({ 'README.md': README, [FILE]: text })).map(({ code, place, message, label }) =>
      [`${code} ${place.line}`, message, label].join(' | '),
    );
  const screen = edit(WHOLE, 'kind: debugging', 'kind: screen');
  const behavioral = edit(WHOLE, 'kind: debugging', 'kind: behavioral');
  const said = (n: number): string => ' word'.repeat(n);
  const points = (n: number, nested = ''): string =>
    Array.from(
      { length: n },
      (_, at) => `- **P${at}.** Each request has a budget of two attempts.\n${nested}`,
    ).join('');
  const withPoints = (text: string, added: string): string =>
    edit(text, '\n## Common', `${added}\n## Common`);
  const asked = (n: number): string =>
    edit(withPoints(WHOLE, points(n, '  - When: asked\n')), '\n## Hiring', `${pressing(n)}\n## Hiring`);
  const pressing = (n: number): string =>
    Array.from(
      { length: n },
      (_, at) =>
        `\n### And ${at}?\n\nProbes: P${at}\n\nEach request has a budget of two attempts.${said(60)}\n`,
    ).join('');

  test('five key points, or four of kind screen, and three more when asked', async () => {
    expect(await found(withPoints(WHOLE, points(1)))).toEqual([]);
    expect(await found(withPoints(WHOLE, points(2)))).toEqual([
      'B035 35 | the question has 6 key points | 4 to 5 fit',
    ]);
    expect(await found(withPoints(screen, points(1)))).toContain(
      'B035 35 | the question has 5 key points | 2 to 4 fit',
    );
    expect(await found(asked(3))).toEqual([]);
    expect(await found(asked(4))).toEqual(['B035 35 | 4 key points count only when asked | 3 is the most']);
  });

  test('an expected answer of 280 words, of 110 for kind screen, and a story of 150 to 280', async () => {
    const answer = (text: string, n: number): string =>
      edit(text, 'fails quickly.\n', `fails quickly.${said(n - 52)}\n`);
    const tooLong = (n: number, most: string): string =>
      `B046 31 | the expected answer has ${n} words | ${most}`;
    expect(await found(answer(WHOLE, 280))).toEqual([]);
    expect(await found(answer(WHOLE, 281))).toEqual([tooLong(281, '280 is the most')]);
    expect((await found(answer(screen, 110))).join()).not.toContain('B046');
    expect(await found(answer(screen, 111))).toContain(tooLong(111, '110 is the most'));
    expect(await found(answer(behavioral, 150))).toEqual([]);
    expect(await found(answer(behavioral, 149))).toEqual([tooLong(149, '150 to 280 fit')]);
  });

  test('60 words of prose to ask, and ten rows of tables and code beside', async () => {
    const ask = (words: number, rows: number): string =>
      edit(
        WHOLE,
        'What do you suspect?\n',
        `What do you suspect?${said(words - 23)}\n\n| a | b |\n| - | - |\n${`|${said(9)} | c |\n`.repeat(rows - 3)}`,
      );
    expect(await found(ask(60, 10))).toEqual([]);
    expect(await found(ask(61, 11))).toEqual([
      'B048 16 | the question has 61 words of prose | 60 is the most',
      'B048 16 | the question shows 11 rows | 10 is the most',
    ]);
  });

  test('60 to 150 words for the answer to a follow-up; those of other kinds may be short', async () => {
    const followUp = (text: string, n: number): string => edit(text, ALERT, said(n).trim());
    for (const n of [60, 150]) expect(await found(followUp(WHOLE, n))).toEqual([]);
    for (const n of [59, 151])
      expect(await found(followUp(WHOLE, n))).toEqual([
        `B057 59 | the answer to this follow-up has ${n} words | 60 to 150 fit`,
      ]);
    for (const text of [screen, behavioral]) {
      expect((await found(followUp(text, 5))).join()).not.toContain('B057');
      expect(await found(followUp(text, 151))).toContain(
        'B057 59 | the answer to this follow-up has 151 words | 150 is the most',
      );
    }
  });
});

describe('a question of kind screen', () => {
  const QUESTION = WHOLE.slice(WHOLE.indexOf('## Question'), WHOLE.indexOf('## Why'));
  const LIMITED = '- **Limits attempts.** Each request has a budget after which it fails quickly.\n';
  const screen = edit(WHOLE, 'kind: debugging', 'kind: screen');
  const short = edit(screen, QUESTION, '## Question\n\nWhat is a retry storm?\n\n');
  const saidOf = async (text: string): Promise<string[]> =>
    (await lintOf({ 'README.md': README, [FILE]: text })).map(({ code, message, label }) =>
      [code, message, label].join(' | '),
    );

  test('needs neither follow-ups nor four key points', async () => {
    expect(await saidOf(edit(edit(short, FOLLOW_UPS, ''), LIMITED, ''))).toEqual([]);
  });
  test('has 2 to 4 key points', async () => {
    const one =
      '## Key points\n\n- **Suspects the retries.** Immediate retries keep the load above the limit.\n\n';
    expect(await saidOf(edit(edit(short, FOLLOW_UPS, ''), POINTS, one))).toEqual([
      'B035 | the question has 1 key point | 2 to 4 fit',
    ]);
  });
  test('is read at once', async () => {
    expect(await saidOf(screen)).toEqual([
      'B047 | a question of kind screen takes 9 rows to read | 2 rows of 76 columns can be read at once',
    ]);
  });
  test('may be the only one that has no follow-ups', async () => {
    expect(await saidOf(edit(WHOLE, FOLLOW_UPS, ''))).toEqual([
      'B030 | the section "Follow-ups" is missing, so a round skips that step | the file ends without it',
    ]);
  });
});

describe('allow, strict and age', () => {
  const unsourced = edit(WHOLE, REFERENCES, '');

  test('silences only the allowed warning', async () => {
    const text = edit(
      edit(unsourced, 'minutes: 5', 'minutes: 5\nallow: [B040]'),
      '## Takeaway',
      '## Takeaway!!',
    );
    expect((await lintOf({ [FILE]: text })).map(({ code }) => code)).toEqual(['B032']);
  });
  test('errors cannot be allowed', async () => {
    const text = edit(edit(WHOLE, 'minutes: 5', 'minutes: 5\nallow: [B022]'), CLOCK, '');
    expect((await lintOf({ [FILE]: text })).map(({ code, label }) => `${code} ${label}`)).toEqual([
      'B050 B022 is not a warning',
      'B022 nothing follows it',
    ]);
  });
  test('with --strict warnings are errors, and notes stay notes', async () => {
    const found = strictly(await lintOf({ [FILE]: unsourced }, '2027-11-25'));
    expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['B040 error', 'B090 info']);
  });
  test('facts are old after a year and a day', async () => {
    expect(await lintOf({ [FILE]: WHOLE }, '2027-11-24')).toEqual([]);
    expect((await lintOf({ [FILE]: WHOLE }, '2027-11-25')).map(({ code }) => code)).toEqual(['B090']);
  });
  test('a review date may be tomorrow, for other time zones, but no later', async () => {
    expect(await lintOf({ [FILE]: WHOLE }, '2026-11-23')).toEqual([]);
    const found = await lintOf({ [FILE]: WHOLE }, '2026-11-22');
    expect(found.map(({ code, place, message }) => `${code} ${place.line} ${message}`)).toEqual([
      'B091 10 the facts were checked on a future date',
    ]);
    expect(strictly(found).map(({ severity }) => severity)).toEqual(['warning']);
  });
});

describe('details that go out of date in an expected answer', () => {
  /** The text that findings underline in a sentence of an expected answer. */
  const named = async (sentence: string): Promise<string[]> =>
    (await lintOf({ 'README.md': README, [FILE]: edit(WHOLE, 'I suspect', `${sentence} I suspect`) })).map(
      ({ code, source, place: { column, length } }) =>
        `${code} ${source.slice(column - 1, column - 1 + length)}`,
    );

  test.each(
    (
      'gpt-4o|GPT4|GPT-4|ChatGPT|o1|o3|o3-mini|Claude|claude-3-opus|Claude-3.5|Sonnet|Sonnet 4|Haiku|Opus 4|Opus 4.5|' +
      'Llama|LLaMA|llama-3|Llama 3.1|llama3|Phi-3|phi-3-mini|Command R+|command-r-plus|Gemini|gemini-1.5-pro|Gemma|' +
      'Mistral|Mixtral-8x7B|Qwen|qwen2.5|DeepSeek|deepseek-r1|Grok|text-embedding-3-small'
    ).split('|'),
  )('the model %s', async (model) => {
    expect(await named(`We ran ${model}, and it failed.`)).toEqual([`B041 ${model}`]);
    expect(await named(`It was ${model}.`)).toEqual([`B041 ${model}`]);
  });

  test.each(
    (
      '$5|$ 0.05|€5|5 €|5€|£5|5 £|¥50|50 ¥|₹50|EUR 5|USD 5|5 EUR|5 usd|10k USD|2 million EUR|0.15 ct|0.15 cts|15¢|' +
      '5 dollars|few euros|ten cents'
    ).split('|'),
  )('the price %s', async (price) => {
    expect(await named(`It costs ${price}, at most.`)).toEqual([`B041 ${price}`]);
  });

  test('are found in one pass', async () => {
    for (const piece of ['Claude ', 'gpt-', 'llama-', '5', '5.', 'USD ', 'a', 'o1-', '$', 'Command '])
      expect((await named(`${piece.repeat(100_000)}x.`)).filter((found) => !/^B04[16]/.test(found))).toEqual(
        [],
      );
  });
});

describe('a Probes line', () => {
  const after = async (line: string): Promise<string[]> => await findings('Probes: waits politely.', line);

  test.each([
    'Probes: waits politely.',
    '**Probes:** Waits politely',
    '**Probes**: waits politely',
    '- Probes: Waits politely',
    '* __Probes:__ Waits politely.',
    '**Probes: Waits politely**',
    '  probes:Waits politely',
  ])('may be written %j', async (line) => {
    const { files } = await bankOf({
      'README.md': README,
      [FILE]: edit(WHOLE, 'Probes: waits politely.', line),
    });
    expect(files[0]?.question?.followUps[0]).toMatchObject({
      probes: 'Waits politely',
      answer: CLOCK,
    });
    expect(await after(line)).toEqual([]);
  });

  test('is looked up in any notation', async () => {
    expect(await after('- **Probes:** waits politley')).toEqual([
      'B021 55:15 no key point is called "waits politley" | write `Probes: Waits politely`',
    ]);
  });

  test('may appear only once: a follow-up tests one key point', async () => {
    expect(await after('Probes: waits politely.\nProbes: Limits attempts')).toEqual([
      'B033 56:9 a follow-up has a second Probes line | keep the more important one',
    ]);
  });

  test('with endless blanks or marks takes no longer', async () => {
    for (const mark of [' ', '*', '- ', '**Probes', '**Probes: '])
      expect((await after(mark.repeat(100_000))).length).toBeLessThan(3);
  });
});

test.each([
  'in plan B. It also logs',
  'in the U.S. The rest waits',
  'for "now." Then it logs',
  'at 3. It logs',
])('a key point with two statements: %s', async (words) => {
  const found = await findings('it fails quickly.\n\n## Common', `it fails quickly ${words}.\n\n## Common`);
  expect(found.map((finding) => finding.slice(0, 4))).toEqual(['B042']);
});

describe('no false alarm', () => {
  test('a short name may end with a colon', async () => {
    expect(await findings('**Limits attempts.**', '**Limits attempts:**')).toEqual([]);
  });
  test.each([
    ['a share', 'Ninety per cent of three hundred cases, 5 per cent more, percent or not.'],
    ['architectures', 'BERT and GPT differ in their mask; an opus is a work, and so is a sonnet.'],
    ['people', 'Claude Shannon, Claude E. Shannon and Jean-Claude say so.'],
    ['other things', 'Opus at 20 ms, llama.cpp, LlamaIndex, gemini twins, O3, -O3, command R, a CT scan.'],
    ['numbers with units', 'It costs 200 ms, 4 GB and $n$ tokens.'],
  ])('%s in an expected answer', async (_what, sentence) => {
    expect(await findings('I suspect', `${sentence} I suspect`)).toEqual([]);
  });
  test.each([
    'e.g. by a switch',
    'at 2.5 per cent',
    'with `a. B` in code, i.e. quickly',
    'as Dr. Smith and Prof. Jones say',
    'in the U.S. Government and the E.U. Commission',
    'after J. R. Smith et al. Nature had it',
    'by Acme Inc. Europe, in St. Gallen, vs. Others',
  ])('a key point is one statement %s', async (words) => {
    expect(
      await findings('it fails quickly.\n\n## Common', `it fails quickly ${words}.\n\n## Common`),
    ).toEqual([]);
  });
});

test.each([
  ['screen', '[cache-keys]', []],
  ['screen', '[cache-key]', ['no question has the id "cache-key" | write `cache-keys`']],
  ['screen', '[warm-up]', ['"warm-up" is of kind screen, and no case | name a longer question']],
  [
    'concept',
    '[cache-keys]',
    ['a question that opens cases is not of kind screen | remove the key, or change the kind'],
  ],
])('a question of kind %s opens %s', async (kind, opens, expected) => {
  const files = {
    'README.md': README,
    [FILE]: edit(WHOLE, 'kind: debugging', `kind: ${kind}\nopens: ${opens}`),
    '002-cache-keys.md': numbered(2, 'cache-keys'),
    '003-warm-up.md': edit(numbered(3, 'warm-up'), 'kind: debugging', 'kind: screen'),
  };
  const found = (await lintOf(files)).filter(({ code }) => code === 'B049');
  expect(found.map(({ message, help }) => `${message} | ${help}`)).toEqual(expected);
});

test.each([
  ['a follow-up probes and answers', 'Waits politely', '', []],
  [
    'no follow-up probes',
    'Limits attempts',
    '',
    ['B051 no follow-up probes the key point "Limits attempts"'],
  ],
  [
    'its follow-up does not answer',
    'Limits attempts',
    '### And then?\n\nProbes: Limits attempts\n\nHome.\n\n',
    ['B043 the answer of its follow-up does not cover the key point "Limits attempts"'],
  ],
])('a key point that counts when asked, and %s', async (_, name, followUp, expected) => {
  const marked = WHOLE.replace(new RegExp(`^- \\*\\*${name}.*$`, 'm'), '$&\n  - When: asked');
  const answered = edit(
    marked,
    'a fixed clock.',
    'a fixed clock: no client waits as long as the header says.',
  );
  const text = edit(answered, '## Hiring', `${followUp}## Hiring`);
  const found = await lintOf({ 'README.md': README, [FILE]: text });
  expect(
    found
      .filter(({ code }) => ['B043', 'B051'].includes(code))
      .map(({ code, message }) => `${code} ${message}`),
  ).toEqual(expected);
});

test('a When line says asked and nothing else', async () => {
  expect(await findings('  - Counts: Our', '  - When: askd\n  - Counts: Our')).toEqual([
    'B012 39:5 unknown when "askd" | write `When: asked`',
  ]);
});
