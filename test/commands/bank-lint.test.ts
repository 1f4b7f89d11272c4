import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bankImport } from '../../src/commands/bank-import.ts';
import { bankNew } from '../../src/commands/bank-new.ts';
import { bankLint } from '../../src/commands/bank-lint.ts';
import type { BankLintOptions } from '../../src/options/table.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';

let cwd: string;
beforeAll(() => {
  cwd = tempFolder({
    'questions/README.md': README,
    'questions/001-a.md': WHOLE,
    'b/README.md': README,
    'b/001-a.md': edit(edit(WHOLE, 'level: mid', 'level: senoir'), '## Takeaway', '## Moral'),
    'b/deep/002-b.md': edit(numbered(2, 'b'), 'topic: operations', 'topic: gardening'),
    'warned/001-a.md': edit(WHOLE, '## Takeaway', '## Moral'),
    'empty/README.md': README,
    'team/README.md': '\ufeff---\r\n# The team\r\ntopics: [operations]\r\n---\r\n',
    'team/plain/README.md': '# About this folder\n\ntopics: none\n',
    'team/site/README.md': '---\nlayout: page\n---\n',
    'team/plain/deep/003-three.md': edit(numbered(3, 'three'), 'topic: operations', 'topic: gardening'),
    'team/site/004-four.md': edit(numbered(4, 'four'), 'topic: operations', 'topic: gardening'),
    'loose/a/001-a.md': WHOLE,
    'loose/b/001-a.md': numbered(1, 'a'),
    'hostile/001-a.md': edit(WHOLE, 'level: mid', 'level: mid\n"\u001b[31mred": 1'),
  });
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

async function run(
  path?: string,
  options: Partial<BankLintOptions> = {},
): Promise<{ out: string; exit: number }> {
  const { env, stdout, stderr } = fakeEnv({ cwd });
  const exit = await bankLint(env, path, { bank: [], ...options });
  expect(stderr()).toBe('');
  return { out: stdout(), exit };
}

test('a bank without findings', async () => {
  expect(await run()).toEqual({ out: '1 question, no findings\n', exit: 0 });
});

test('findings as text, by file and line', async () => {
  expect(await run('b')).toEqual({
    out: `\
error[B012]: unknown level "senoir"
  --> b/001-a.md:7:8
   |
 7 | level: senoir
   |        ^^^^^^ this bank allows mid, senior, staff
   |
help: write \`level: senior\`

warning[B032]: unknown section "Moral"
   --> b/001-a.md:67:4
    |
 67 | ## Moral
    |    ^^^^^
    | the sections are Question, If asked, Why interviewers ask, Expected
    | answer, Key points, Common mistakes, Follow-ups, Hiring manager notes,
    | Takeaway
    |
help: move its text into one of them

warning[B030]: the section "Takeaway" is missing, so a round skips that step
   --> b/001-a.md:70:1
    = the file ends without it
help: add \`## Takeaway\` and its text

error[B012]: unknown topic "gardening"
  --> b/deep/002-b.md:5:8
   |
 5 | topic: gardening
   |        ^^^^^^^^^ this bank allows operations, retrieval
   |
help: write one of these

2 questions, 2 errors, 2 warnings
`,
    exit: 1,
  });
});

test('a draft and an imported question repeat nothing', async () => {
  const folder = tempFolder({ 'list.md': 'Q: Why?\nA: So.\n' });
  const { env, stdout } = fakeEnv({ cwd: folder });
  await bankNew(env, 'A draft', {});
  await bankImport(env, 'list.md', {});
  const said = fakeEnv({ cwd: folder });
  await bankLint(said.env, 'data/my-bank', { bank: [] });
  expect(stdout()).toContain('1001-a-draft.md');
  expect(said.stdout()).toContain(`\
error[B020]: 2 findings of one kind
  --> data/my-bank/1001-a-draft.md
  16:4  the section "Question" is empty
  33:4  the section "Expected answer" is empty
  = nothing follows it
help: write its text below the heading
`);
  expect(said.stdout()).toContain('B030]: 6 findings of one kind\n  --> data/my-bank/1001-a-draft.md\n');
  expect(said.stdout()).toContain('B030]: 6 findings of one kind\n  --> data/my-bank/1002-why.md\n');
  expect(said.stdout()).toMatch(
    /the section "Takeaway" is missing, so a round skips that step\n {2}= the file ends without it\nhelp: `hotseat bank explain B030` shows how to write each\n/,
  );
  expect(said.stdout().match(/^help: /gm)?.length).toBeLessThan(8);
  rmSync(folder, { recursive: true });
});

test('one file, checked as part of its bank', async () => {
  const { out, exit } = await run('b/deep/002-b.md', { bank: ['b'] });
  expect(out.split('\n').slice(0, 2)).toEqual([
    'error[B012]: unknown topic "gardening"',
    '  --> b/deep/002-b.md:5:8',
  ]);
  expect(out).toMatch(/\n1 question, 1 error\n$/);
  expect(exit).toBe(1);
  expect(await run('questions/001-a.md')).toEqual({ out: '1 question, no findings\n', exit: 0 });
  expect(await run('questions/README.md')).toEqual({ out: '0 questions, no findings\n', exit: 0 });
});

test('one file in a subfolder of a bank that was not named: the README is above it', async () => {
  for (const file of ['team/plain/deep/003-three.md', 'team/site/004-four.md']) {
    const { out, exit } = await run(file);
    expect(out).toMatch(/^error\[B012\]: unknown topic "gardening"\n/);
    expect(out).toMatch(/\n1 question, 1 error\n$/);
    expect(exit).toBe(1);
  }
  // Without a README its own folder is its bank.
  expect(await run('loose/b/001-a.md')).toEqual({ out: '1 question, no findings\n', exit: 0 });
});

test('warnings fail only with --strict', async () => {
  expect((await run('warned')).exit).toBe(0);
  const { out, exit } = await run('warned', { strict: true });
  expect(out).toMatch(/^error\[B032\]/);
  expect(out).toMatch(/\n1 question, 2 errors\n$/);
  expect(exit).toBe(1);
});

test('as data, in the same order', async () => {
  const { out, exit } = await run('b', { json: true });
  const { version, findings } = JSON.parse(out) as { version: number; findings: object[] };
  expect(version).toBe(1);
  expect(findings).toHaveLength(4);
  expect(findings[0]).toEqual({
    code: 'B012',
    severity: 'error',
    file: 'b/001-a.md',
    line: 7,
    column: 8,
    length: 6,
    message: 'unknown level "senoir"',
    label: 'this bank allows mid, senior, staff',
    help: 'write `level: senior`',
    source: 'level: senoir',
  });
  expect(exit).toBe(1);
});

test('no escape sequence of a bank reaches the terminal', async () => {
  const { out } = await run('hostile');
  expect(out).toContain('B004');
  // eslint-disable-next-line no-control-regex
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test.each([
  ['gone', 'there is no folder gone.'],
  ['empty', 'there is no question in empty.'],
  ['package.json', 'there is no folder package.json.'],
])('not a bank: %s', async (path, message) => {
  await expect(run(path)).rejects.toMatchObject({ name: 'UserError', message, exitCode: 2 });
});

test('refuses two banks with the same name, like every other command', async () => {
  await expect(run(undefined, { bank: ['questions', 'b'] })).rejects.toMatchObject({
    name: 'UserError',
    message: 'two banks are called "whole": questions and b.',
    exitCode: 2,
  });
  expect((await run('b')).out).toContain('error[B012]');
  // A folder named twice is one bank.
  expect((await run(undefined, { bank: ['questions', './questions'] })).exit).toBe(0);
});
