import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bankLint } from '../../src/commands/bank-lint.ts';
import { bankNew } from '../../src/commands/bank-new.ts';
import { list } from '../../src/commands/list.ts';
import { practice } from '../../src/commands/practice.ts';
import { withBank } from '../../src/bank/loader/new-question.ts';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';

let cwd: string;
beforeEach(() => {
  cwd = tempFolder({ 'questions/001-a.md': WHOLE });
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

async function run(title: string, bank?: string): Promise<{ out: string; err: string; exit: number }> {
  const { env, stdout, stderr } = fakeEnv({ cwd });
  const exit = await bankNew(env, title, bank === undefined ? {} : { bank });
  return { out: stdout(), err: stderr(), exit };
}

const mode = (file: string): string => (statSync(join(cwd, file)).mode & 0o777).toString(8);

test("the first question of the user's own bank", async () => {
  expect(await run('Retries: "that" made it worse')).toEqual({
    out: 'data/my-bank/1001-retries-that-made-it-worse.md\n',
    err:
      'Fill in Question and Expected answer; then `hotseat practice 1001` asks it.\n' +
      '`hotseat bank lint data/my-bank/1001-retries-that-made-it-worse.md` shows what is missing.\n',
    exit: 0,
  });
  expect(mode('data/my-bank')).toBe('700');
  expect(mode('data/my-bank/README.md')).toBe('600');
  expect(mode('data/my-bank/1001-retries-that-made-it-worse.md')).toBe('600');
  expect(readFileSync(join(cwd, 'data/my-bank/README.md'), 'utf8')).toMatch(/^---\nbank: my-bank\n---\n/);
  await run('Another');
  expect(readdirSync(join(cwd, 'data/my-bank'))).toEqual([
    '1001-retries-that-made-it-worse.md',
    '1002-another.md',
    'README.md',
  ]);
});

test('refuses a title that is too long, and writes nothing', async () => {
  await expect(run('a'.repeat(201))).rejects.toMatchObject({
    name: 'UserError',
    message: 'the title is 201 characters long.',
    help: 'keep it to 200; the rest belongs in the question.',
  });
  expect(readdirSync(cwd)).not.toContain('data');
  expect((await run('a'.repeat(200))).exit).toBe(0);
});

test('the front matter is valid even with hundreds of topics and roles', async () => {
  const words = Array.from({ length: 270 }, (_, n) => `w${n}`.padEnd(40, 'x'));
  const page = `---\ntopics: [${words.join(', ')}]\nroles: [${words.slice(0, 112).join(', ')}]\n---\n`;
  writeFileSync(join(cwd, 'questions/README.md'), page);
  await run('A title', 'questions');
  const { env, stdout } = fakeEnv({ cwd });
  await bankLint(env, 'questions/002-a-title.md', { bank: [] });
  expect(stdout()).toContain('error[B020]');
  expect(stdout()).not.toMatch(/error\[B0[01]/);
  expect(readFileSync(join(cwd, 'questions/002-a-title.md'), 'utf8')).toMatch(/ w11x+ \| and 258 more\n/);
});

test('a draft is not reported until it is asked for', async () => {
  const CHOICE = { bank: ['questions'], role: [], topic: [], kind: [], level: [] };
  const listed = async (): Promise<string> => {
    const { env, stderr } = fakeEnv({ cwd });
    await list(env, CHOICE);
    return stderr();
  };
  await run('Why', 'questions');
  expect(await listed()).toBe('');

  const { env, stderr } = fakeEnv({ cwd });
  await expect(
    practice(env, ['2'], { ...CHOICE, timer: true, followUps: 'all', reveal: 'question' }),
  ).rejects.toThrow('no question 2');
  expect(stderr()).toBe('1 question did not load; `hotseat bank lint --bank questions` shows why.\n');

  const file = join(cwd, 'questions/002-why.md');
  const draft = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    edit(draft, '<!-- What the interviewer says', 'Why so? <!-- What the interviewer says'),
  );
  expect(await listed()).toBe('');
  writeFileSync(file, edit(draft, 'kind: concept', 'kind: quiz'));
  expect(await listed()).toContain('1 question did not load');
  writeFileSync(file, edit(draft, '## Expected answer', '## Expected answers'));
  expect(await listed()).toContain('1 question did not load');
});

test('the new file lints clean except for the empty sections', async () => {
  await run('Retries: "that" made it worse');
  const { env, stdout } = fakeEnv({ cwd });
  const exit = await bankLint(env, 'data/my-bank', { bank: [], json: true });
  const { findings } = JSON.parse(stdout()) as { findings: { code: string; message: string }[] };
  expect(exit).toBe(1);
  expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'B040 the question names no primary source',
    'B020 the section "Question" is empty',
    'B030 the section "Why interviewers ask" is empty, so a round skips that step',
    'B020 the section "Expected answer" is empty',
    'B030 the section "Key points" is empty, so a round skips that step',
    'B030 the section "Common mistakes" is empty, so a round skips that step',
    'B030 the section "Follow-ups" is empty, so a round skips that step',
    'B030 the section "Hiring manager notes" is empty, so a round skips that step',
    'B030 the section "Takeaway" is empty, so a round skips that step',
  ]);
});

test('once filled in, it loads along with the shipped bank', async () => {
  await run('Own');
  const file = join(cwd, 'data/my-bank/1001-own.md');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    edit(
      edit(text, '## Question\n', '## Question\n\nWhy?\n'),
      '## Expected answer\n',
      '## Expected answer\n\nSo.\n',
    ),
  );
  const { banks } = await loadBanks(fakeEnv({ cwd }).env, []);
  expect(banks.map(({ name, questions }) => [name, questions[0]?.number, questions[0]?.question])).toEqual([
    ['questions', 1, expect.any(String)],
    ['my-bank', 1001, 'Why?'],
  ]);
});

test("a bank's vocabulary gives the defaults, and its numbers continue", async () => {
  mkdirSync(join(cwd, 'b'));
  writeFileSync(join(cwd, 'b/README.md'), README);
  writeFileSync(join(cwd, 'b/007-broken.md'), edit(numbered(7, 'next'), 'level: mid', 'level: none'));
  writeFileSync(join(cwd, 'b/009-gone-wrong.md'), 'not yet a question');
  const { out, err } = await run('Next', 'b');
  expect(out).toBe('b/010-next-2.md\n');
  expect(err).toContain('`hotseat practice 10 --bank b` asks it.');
  expect(readFileSync(join(cwd, 'b/010-next-2.md'), 'utf8')).toMatch(
    /^---\nnumber: 10\nid: next-2\ntitle: Next\nconcepts: \[\] {2}# .*\ntopic: operations {2}# operations \| retrieval\nkind: concept {2}# .*\nlevel: senior {2}# mid \| senior \| staff\nroles: \[ai-engineer, sdet\]\nminutes: 5 {2}# .*\nopens: \[\] {2}# .*\nreviewed: 2026-11-24\n/,
  );
});

test('quotes a folder with a space in its name for the shell', async () => {
  mkdirSync(join(cwd, 'my questions'));
  expect((await run('Next', 'my questions')).err).toContain(
    "then `hotseat practice 1 --bank 'my questions'` asks it.\n" +
      "`hotseat bank lint 'my questions/001-next.md'` shows what is missing.\n",
  );
});

test('a date in a file name is not a number; nothing follows the highest number', async () => {
  mkdirSync(join(cwd, 'dated'));
  writeFileSync(join(cwd, 'dated/20261124.md'), 'A diary.');
  expect((await run('Next', 'dated')).out).toBe('dated/001-next.md\n');
  writeFileSync(join(cwd, 'dated/999999-last.md'), numbered(999_999, 'last'));
  await expect(run('Another', 'dated')).rejects.toMatchObject({
    message: 'a question in dated has the highest number, 999999.',
    exitCode: 2,
  });
});

test('an empty folder becomes a bank', async () => {
  mkdirSync(join(cwd, 'fresh'));
  expect((await run('日本語', 'fresh')).out).toBe('fresh/001-question-1.md\n');
});

test.each([
  'true',
  '2026',
  '010',
  '- a',
  '# a',
  'a: b',
  'a #b',
  "it's",
  '"quoted"',
  '[a, b]',
  '{a}',
  '*a',
  '&a',
  '!a',
  '%a',
  '@a',
  '`a`',
  '|',
  '>',
  '~',
  'null',
  'a\\b',
  '  spaced   out ',
  'é',
])('the title %j survives the round trip', async (title) => {
  const { out } = await run(title, 'questions');
  const text = readFileSync(join(cwd, out.trim()), 'utf8');
  writeFileSync(
    join(cwd, out.trim()),
    edit(
      edit(text, '## Question\n', '## Question\n\nWhy?\n'),
      '## Expected answer\n',
      '## Expected answer\n\nSo.\n',
    ),
  );
  const { banks } = await loadBanks(fakeEnv({ cwd }).env, ['questions']);
  expect(banks[0]?.questions.find(({ number }) => number === 2)?.title).toBe(
    title.trim().replace(/\s+/g, ' '),
  );
});

const TITLE_HELP = 'write `hotseat bank new "Retries that made it worse"`.';
const FOLDER_HELP = 'name an existing folder, or leave out `--bank` for your own bank.';

test.each([
  ['', undefined, 'a question needs a title.', TITLE_HELP],
  [' \u001b ', undefined, 'a question needs a title.', TITLE_HELP],
  ['Title', 'gone', 'there is no folder gone.', FOLDER_HELP],
  ['Title', 'questions/001-a.md', 'questions/001-a.md is a file; a bank is a folder.', FOLDER_HELP],
])('refuses %j into %s', async (title, bank, message, help) => {
  await expect(run(title, bank)).rejects.toMatchObject({ name: 'UserError', message, help, exitCode: 2 });
  expect(readdirSync(cwd)).toEqual(['questions']);
});

test('a read-only folder is a failure (exit code 1), not a usage error', async () => {
  writeFileSync(join(cwd, 'data'), 'a file in the way');
  await expect(run('Title')).rejects.toMatchObject({ name: 'UserError', exitCode: 1 });
});

test('gives up on a lock that is never released, and names its file', async () => {
  const lock = `${encodeURIComponent(hostname())}.${process.ppid}..lock`;
  writeFileSync(join(cwd, 'questions', lock), '{"since":0}');
  const { env, stderr } = fakeEnv({ cwd });
  const use = vi.fn();
  await expect(withBank(env, 'questions', use, 3)).rejects.toThrow(
    expect.objectContaining({
      message: `cannot write to questions: process ${process.ppid} keeps it locked.`,
      help: `end that hotseat; if that process is something else, remove questions/${lock}.`,
      exitCode: 1,
    }),
  );
  expect(use).not.toHaveBeenCalled();
  expect(stderr()).toBe('');
  expect(readdirSync(join(cwd, 'questions')).sort()).toEqual(['001-a.md', lock].sort());
});
