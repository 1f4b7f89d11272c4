import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bankImport } from '../../src/commands/bank-import.ts';
import type { BankImportOptions } from '../../src/options/table.ts';
import { bankNew } from '../../src/commands/bank-new.ts';
import { bankLint } from '../../src/commands/bank-lint.ts';
import { openBank } from '../../src/bank/loader/new-question.ts';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import { edit, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';

const LIST = `# Operations

### What is a retry budget?

A share of requests that may be retries.

### What is jitter?

Chance in a wait, so that clients do not come back together.

### And this one?

### About this list

It is short.
`;

let cwd: string;
beforeEach(() => {
  cwd = tempFolder({
    'list.md': LIST,
    'mine/README.md': README,
    'mine/001-retry-storm.md': WHOLE,
    'questions/001-retry-storm.md': WHOLE,
  });
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

async function run(file: string, options: BankImportOptions = { bank: 'mine' }) {
  const { env, stdout, stderr } = fakeEnv({ cwd });
  const exit = await bankImport(env, file, options);
  return { exit, out: stdout(), err: stderr() };
}

test('writes a file for each question, and says what it skipped and why', async () => {
  expect(await run('list.md')).toEqual({
    exit: 0,
    out: '',
    err:
      'Wrote 3 questions to mine: #2 to #4.\n' +
      'Skipped 1:\n  line 15: part of no question\n' +
      '1 question has no answer yet. A round asks them once you add one.\n' +
      '`hotseat bank lint mine` shows what each one still needs. `hotseat practice --bank mine` can already ask the others.\n',
  });
  expect(readFileSync(join(cwd, 'mine/002-what-is-a-retry-budget.md'), 'utf8')).toMatch(
    /^---\nnumber: 2\nid: what-is-a-retry-budget\ntitle: What is a retry budget\?\nconcepts: .*\ntopic: operations .*\n[^]*\n---\n\n## Question\n\nWhat is a retry budget\?\n\n## Expected answer\n\nA share of requests that may be retries\.\n$/,
  );
});

test('the files it wrote load, but for one that waits for its answer', async () => {
  await run('list.md');
  const { env, stdout } = fakeEnv({ cwd });
  const { banks, faults } = await loadBanks(env, ['mine']);
  expect(banks[0]?.questions.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(faults).toEqual(['mine/004-and-this-one.md']);
  expect(await bankLint(env, 'mine', { bank: [] })).toBe(1);
  expect(stdout()).toContain('the section "Key points" is missing');
});

test('a mixed list gives all of its questions, and an answer keeps its bullets', async () => {
  const list = `# Mixed
1. What is RAG?
   It retrieves, then it writes:
   - needs a good retriever
   - cites

## Explain temperature and top-p
Both shape sampling.

<details><summary>What is a tool call?</summary>A request.</details>

Q: What is MoE?
A: Experts.
`;
  writeFileSync(join(cwd, 'mixed.md'), list);
  const { err } = await run('mixed.md');
  expect(err).toMatch(/^Wrote 4 questions to mine: #2 to #5\.\n`hotseat bank lint/);
  const { env } = fakeEnv({ cwd });
  const { banks, faults } = await loadBanks(env, ['mine']);
  expect(faults).toEqual([]);
  expect(banks[0]?.questions[1]?.expected).toContain('- cites');
});

test('of many skipped places the first are named', async () => {
  const text = Array.from({ length: 12 }, (_, n) => `### Question ${n}?\n`).join('');
  writeFileSync(join(cwd, 'many.md'), `Intro.\nMore.\n\n${text}\n### Last?\nYes.\n`);
  await run('many.md');
  const { err } = await run('many.md');
  expect(err).toContain(
    'Skipped 14:\n  lines 1 to 2: part of no question\n  line 4: the bank already asks it\n',
  );
  expect(err).toContain('  line 12: the bank already asks it\n  and 4 more\n');
});

test('a second import writes nothing: the bank already asks them', async () => {
  await run('list.md');
  const before = readdirSync(join(cwd, 'mine'));
  const { err } = await run('list.md');
  expect(err).toContain('Wrote 0 questions to mine.\nSkipped 4:\n  line 3: the bank already asks it\n');
  expect(readdirSync(join(cwd, 'mine'))).toEqual(before);
});

test('--dry-run shows what would be written, and writes nothing', async () => {
  expect(await run('list.md', { dryRun: true })).toEqual({
    exit: 0,
    out: '1001  What is a retry budget?\n1002  What is jitter?\n1003  And this one?\n',
    err: 'Would write 3 questions to data/my-bank: #1001 to #1003.\nSkipped 1:\n  line 15: part of no question\n1 question has no answer yet. A round asks them once you add one.\n',
  });
  expect(readdirSync(cwd)).not.toContain('data');
});

test("imports into the user's own bank by default", async () => {
  expect((await run('list.md', {})).err).toContain('Wrote 3 questions to data/my-bank: #1001 to #1003.\n');
});

test('a single question shows a single number', async () => {
  writeFileSync(join(cwd, 'one.md'), 'Q: Why?\nA: So.\n');
  expect((await run('one.md')).err).toContain('Wrote 1 question to mine: #2.\n');
});

test('refuses a missing folder', async () => {
  await expect(run('list.md', { bank: 'gone' })).rejects.toMatchObject({
    message: 'there is no folder gone.',
    help: 'name an existing folder, or leave out `--bank` for your own bank.',
  });
});

test.each([
  ['list.csv', 'question,answer\n"Why, and when?","A cell\nof two lines"\nAnother?,Yes\n'],
  ['list.tsv', '#separator:tab\nWhy, and when?\tA cell\\nof two lines\nAnother?\tYes\n'],
])('%s is a table of questions and answers', async (file, text) => {
  writeFileSync(join(cwd, file), text);
  expect((await run(file)).err).toContain('Wrote 2 questions to mine: #2 to #3.');
  expect(readFileSync(join(cwd, 'mine/002-why-and-when.md'), 'utf8')).toMatch(
    /## Question\n\nWhy, and when\?\n\n## Expected answer\n\nA cell/,
  );
});

test.each([
  ['open.csv', 'question,answer\n"What is x,an answer\nWhat is y?,z\n', 1],
  ['open.csv', 'What is x?,"An\nanswer"\nWhat is y?,"Another\nWhat is z?,A third\n', 2],
  ['open.tsv', 'What is "x"?\tThis.\n"quote\tans\nWhat is y?\tThat.\n', 1],
])('reports where a quote is never closed in %s', async (file, text, line) => {
  writeFileSync(join(cwd, file), text);
  await expect(run(file)).rejects.toMatchObject({
    name: 'UserError',
    message: `cannot read ${file}: a quote after line ${line} is never closed.`,
    help: 'close it; inside a quoted cell, write a quote twice.',
  });
});

/** The questions and answers that an import of a table would write. */
async function imported(file: string, text: string): Promise<string[]> {
  writeFileSync(join(cwd, file), text);
  await run(file);
  const { env } = fakeEnv({ cwd });
  const { banks } = await loadBanks(env, ['mine']);
  return banks.flatMap(({ questions }) =>
    questions.slice(1).map(({ question, expected }) => `${question} => ${expected}`),
  );
}

const BOTH = ['What is c?, or d? => It is c; or d', 'Why? => So'];

test.each([
  [
    'named among others',
    'a.csv',
    'id,question,tags,answer\n1,"What is c?, or d?",x,It is c; or d\n2,Why?,y,So\n',
  ],
  ['named the other way round', 'a.csv', 'Answer , Question\nIt is c; or d,"What is c?, or d?"\nSo,Why?\n'],
  ['with semicolons', 'a.csv', 'question;answer\r\nWhat is c?, or d?;"It is c; or d"\r\nWhy?;So\r\n'],
  ['with semicolons, named', 'a.csv', 'id;front;back\n1;What is c?, or d?;"It is c; or d"\n2;Why?;So\n'],
  [
    'named beside the columns Anki reserves',
    'a.tsv',
    '#separator:tab\nguid\tfront\tback\ng1\tWhat is c?, or d?\tIt is c; or d\ng2\tWhy?\tSo\n',
  ],
])('finds the columns of a table: %s', async (_, file, text) => {
  expect(await imported(file, text)).toEqual(BOTH);
});

test('semicolons in comma-separated cells are text', async () => {
  expect(await imported('a.csv', 'What; is it?,This; or that\nWhy; now?,So; there\n')).toEqual([
    'What; is it? => This; or that',
    'Why; now? => So; there',
  ]);
});

test.each([
  ['id,question,text\n1,What is c?,It is c\n'],
  ['title,answer\nWhat is c?,It is c\n'],
  ['1,What is c?,It is c\n2,Why?,So\n'],
])('refuses a table with unclear columns: %j', async (text) => {
  writeFileSync(join(cwd, 'a.csv'), text);
  await expect(run('a.csv')).rejects.toMatchObject({
    name: 'UserError',
    message: 'cannot tell which columns of a.csv have the questions and the answers.',
    help: 'name them `question` and `answer` in the first row.',
  });
});

test.each([
  ['nothing', 'a.csv', '\n\n'],
  ['blanks', 'a.csv', `${' '.repeat(100_000)}x${' '.repeat(100_000)}`],
  ['semicolons', 'a.csv', ';'.repeat(100_000)],
  ['hashes', 'a.tsv', `#${'a'.repeat(100_000)}\n`.repeat(10)],
])('a table of %s takes no longer', async (_, file, text) => {
  expect(await imported(file, text).catch((error: unknown) => (error as Error).name)).toEqual(
    text.includes('x') ? [] : 'UserError',
  );
});

test('questions that differ in punctuation are different questions', async () => {
  writeFileSync(join(cwd, 'signs.csv'), 'What is C++?,A language\nWhat is C#?,Another\nwhat is  c#?,Again\n');
  expect((await run('signs.csv')).err).toContain(
    'Wrote 2 questions to mine: #2 to #3.\nSkipped 1:\n  line 3: the bank already asks it\n',
  );
});

test('a question whose file is now broken is not written again', async () => {
  await run('list.md');
  const file = join(cwd, 'mine/002-what-is-a-retry-budget.md');
  writeFileSync(file, edit(readFileSync(file, 'utf8'), 'kind: concept', 'kind: quiz'));
  expect((await run('list.md')).err).toContain('Wrote 0 questions to mine.');
});

test('a cell does not open a section, and keeps what looks like a tag', async () => {
  const answer = 'A store.\n\n## Pros\n\nFast<br>and <b>bold</b>\n\n```\ncode';
  writeFileSync(join(cwd, 'cells.csv'), `What is a <div>?,"${answer}"\n`);
  await run('cells.csv');
  expect(readFileSync(join(cwd, 'mine/002-what-is-a.md'), 'utf8')).toMatch(
    /## Question\n\nWhat is a <div>\?\n\n## Expected answer\n\nA store\.\n\n\*\*Pros\*\*\n\nFast\nand <b>bold<\/b>\n\n```\ncode\n```\n$/,
  );
});

test('does not write what would not load', async () => {
  writeFileSync(
    join(cwd, 'list.md'),
    'Q: Why?\nA: <!-- hidden\nQ: When?\nA: Now.\nQ: \u001b[2J Escape?\nA: \u009b2J\n',
  );
  const { err } = await run('list.md');
  expect(err).toMatch(/^Wrote \d questions? to mine/);
  const { env } = fakeEnv({ cwd });
  expect((await loadBanks(env, ['mine'])).faults).toEqual([]);
});

test.each([
  ['missing.md', 'cannot read missing.md: it does not exist.'],
  ['mine', 'cannot read mine: it is not a plain file.'],
  ['plain.md', 'found no questions in plain.md.'],
  ['latin.md', 'cannot read latin.md: it is not UTF-8 text.'],
])('refuses %s in one sentence', async (file, message) => {
  writeFileSync(join(cwd, 'plain.md'), 'Nothing to see.\n');
  writeFileSync(join(cwd, 'latin.md'), Uint8Array.from([0x6e, 0xef, 0x76, 0x65]));
  await expect(run(file)).rejects.toThrow(message);
});

test('a line break in the name of a bank adds no line', async () => {
  const bank = 'a\nWrote 9 questions to b.';
  mkdirSync(join(cwd, bank));
  const { err } = await run('list.md', { bank });
  expect(err.split('\n')[0]).toBe('Wrote 3 questions to a Wrote 9 questions to b.: #1 to #3.');
  const { env, stdout } = fakeEnv({ cwd });
  await bankNew(env, 'Why', { bank });
  expect(stdout()).toBe('a Wrote 9 questions to b./004-why.md\n');
});

test('thousands of questions with one title take no longer', async () => {
  const desk = await openBank(fakeEnv({ cwd }).env, 'mine');
  const ids = Array.from({ length: 40_000 }, () => desk.next('Why so?').id);
  expect(new Set(ids).size).toBe(40_000);
  expect(ids.slice(0, 2)).toEqual(['why-so', 'why-so-2']);
});

test('bare questions are taken, nested ones too, with what the list does not say', async () => {
  const lists = {
    'numbers.md': '1. What is RAG?\n2. Precision and recall\n3. Tell me about a hard bug.\n',
    'nested.md':
      '- Tests\n  - What is a flaky test?\n    - How would you find one?\n- APIs\n  - What is a contract?\n  - Explain a mock\n',
    'bold.md': '**What is jitter?**\n\n**Explain backoff**\n',
  };
  for (const [file, text] of Object.entries(lists)) writeFileSync(join(cwd, file), text);
  const given = { bank: 'mine', dryRun: true };
  expect((await run('numbers.md', given)).out).toBe(
    '2  What is RAG?\n3  Precision and recall\n4  Tell me about a hard bug\n',
  );
  expect((await run('nested.md', given)).out).toBe(
    '2  What is a flaky test?\n3  How would you find one?\n4  What is a contract?\n5  Explain a mock\n',
  );
  await run('bold.md', { bank: 'mine', topic: 'operations', role: 'sdet', level: 'senior' });
  expect(readFileSync(join(cwd, 'mine/003-explain-backoff.md'), 'utf8')).toMatch(
    /topic: operations[^]*level: senior[^]*roles: \[sdet\]/,
  );
  await expect(run('bold.md', { bank: 'mine', level: 'wizard' })).rejects.toThrow(
    'the bank has no level "wizard".',
  );
});
