import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { noticeOf } from '../../../src/bank/loader/bank-folders.ts';
import { loadBanks, readBanks } from '../../../src/bank/loader/load-banks.ts';
import { diagnose } from '../../../src/bank/reporter.ts';
import { UserError } from '../../../src/platform/errors.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../../support/bank.ts';
import { fakeEnv } from '../../support/env.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A working directory with these files. */
function folderOf(files: Parameters<typeof tempFolder>[0]): string {
  const folder = tempFolder(files);
  folders.push(folder);
  return folder;
}

/** The result of loading: the banks as `name: numbers`, and the errors as lines. */
async function load(cwd: string, ...banks: string[]): Promise<{ banks: string[]; errors: string[] }> {
  const { env } = fakeEnv({ cwd });
  const loaded = await loadBanks(env, banks);
  const read = await readBanks(env, banks);
  const findings = diagnose(
    read.flatMap((bank) => [...bank.findings, ...bank.files.flatMap((checked) => checked.findings)]),
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect([...new Set(loaded.faults)]).toEqual([...new Set(errors.map(({ file }) => file))]);
  return {
    banks: loaded.banks.map(
      ({ name, questions }) => `${name}: ${questions.map(({ number }) => number).join(' ')}`,
    ),
    errors: errors.map(
      ({ code, file, place, message, label }) =>
        `${code} ${file}:${place.line}:${place.column} ${message}: ${label}`,
    ),
  };
}

async function failure(cwd: string, ...banks: string[]): Promise<string> {
  const error = await loadBanks(fakeEnv({ cwd }).env, banks).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error('expected a UserError', { cause: error });
  expect(error.exitCode).toBe(2);
  return `${error.message} | ${error.help ?? ''}`;
}

describe('which files are a bank', () => {
  test("the shipped bank and the user's own, once it exists", async () => {
    const cwd = folderOf({ 'questions/README.md': README, 'questions/001-a.md': WHOLE });
    expect(await load(cwd)).toEqual({ banks: ['whole: 1'], errors: [] });
    mkdirSync(join(cwd, 'data/my-bank'), { recursive: true });
    expect(await load(cwd)).toEqual({ banks: ['whole: 1'], errors: [] });
    const own = folderOf({ 'my-bank/1001-b.md': numbered(1001, 'b') });
    const { env } = fakeEnv({ cwd, data: own });
    const { banks } = await loadBanks(env, []);
    expect(banks.map(({ name }) => name)).toEqual(['whole', 'my-bank']);
  });

  test('subfolders, by number; no dot-files, no READMEs, no other files', async () => {
    const cwd = folderOf({
      'b/030-c.md': numbered(30, 'c'),
      'b/deep/er/004-b.md': numbered(4, 'b'),
      'b/README.md': README,
      'b/deep/README.md': 'about these',
      'b/031-d.MD': numbered(31, 'd'),
      'b/NOTES.md': '# no front matter, no number',
      'b/.draft.md': 'hidden',
      'b/.git/001-x.md': 'hidden',
      'b/004-picture.png': 'x',
    });
    expect(await load(cwd, 'b')).toEqual({ banks: ['whole: 4 30 31'], errors: [] });
    const { banks } = await loadBanks(fakeEnv({ cwd }).env, ['b']);
    expect(banks[0]?.questions.map(({ file }) => file)).toEqual(['deep/er/004-b.md', '030-c.md', '031-d.MD']);
    expect(banks[0]?.folder).toBe(join(cwd, 'b'));
  });

  test("a bank without a README has its folder's name; one named twice loads once", async () => {
    const cwd = folderOf({ 'mine/001-a.md': WHOLE });
    expect(await load(cwd, 'mine', './mine/', join(cwd, 'mine'))).toEqual({ banks: ['mine: 1'], errors: [] });
  });
});

describe('an unreadable file is a diagnostic, and the others load', () => {
  const loadWith = async (file: string, content: string | Uint8Array): Promise<string[]> => {
    const cwd = folderOf({ 'b/001-a.md': WHOLE, [`b/${file}`]: content });
    const { banks, errors } = await load(cwd, 'b');
    expect(banks).toEqual(['b: 1']);
    return errors;
  };
  const linked = async (make: (bank: string, cwd: string) => void): Promise<string[]> => {
    const cwd = folderOf({ 'b/001-a.md': WHOLE, 'elsewhere/002-b.md': numbered(2, 'b') });
    make(join(cwd, 'b'), cwd);
    const { banks, errors } = await load(cwd, 'b');
    expect(banks).toEqual(['b: 1']);
    return errors;
  };

  test('over 1 MiB; exactly 1 MiB is read', async () => {
    const text = numbered(2, 'b');
    const fill = (size: number): string => text + ' '.repeat(size - Buffer.byteLength(text));
    expect(await loadWith('002-b.md', fill(1024 * 1024 + 1))).toEqual([
      'B002 b/002-b.md:1:1 the file is over 1 MiB: it was not read',
    ]);
    const cwd = folderOf({ 'b/002-b.md': fill(1024 * 1024) });
    expect(await load(cwd, 'b')).toEqual({ banks: ['b: 2'], errors: [] });
  });
  test('not UTF-8', async () => {
    expect(await loadWith('002-b.md', Buffer.from('---\ntitle: Caf\xe9\n---\n', 'latin1'))).toEqual([
      'B003 b/002-b.md:2:11 the file is not UTF-8 text: a byte that means nothing',
    ]);
    expect(await loadWith('002-b.md', Buffer.from(`\ufeff${WHOLE}`, 'utf16le'))).toEqual([
      'B003 b/002-b.md:1:1 the file is not UTF-8 text: a byte that means nothing',
    ]);
  });
  test('a NUL', async () => {
    expect(await loadWith('002-b.md', edit(numbered(2, 'b'), 'own load', 'own\0load'))).toEqual([
      'B004 b/002-b.md:65:22 the file holds a control character: U+0000',
    ]);
  });
  test('empty', async () => {
    expect(await loadWith('002-b.md', '')).toEqual([
      'B005 b/002-b.md:1:1 the file has no front matter: it starts here, with a line `---`',
    ]);
  });
  test('a link that leaves the bank', async () => {
    expect(
      await linked((bank, cwd) => {
        symlinkSync(join(cwd, 'elsewhere/002-b.md'), join(bank, '002-b.md'));
      }),
    ).toEqual(['B001 b/002-b.md:1:1 this is a link: it is not followed']);
    expect(
      await linked((bank) => {
        symlinkSync('../elsewhere', join(bank, 'more'));
      }),
    ).toEqual(['B001 b/more:1:1 this is a link: it is not followed']);
  });
  test('a loop of links', async () => {
    expect(
      await linked((bank) => {
        symlinkSync('.', join(bank, 'again'));
      }),
    ).toEqual(['B001 b/again:1:1 this is a link: it is not followed']);
    expect(
      await linked((bank) => {
        symlinkSync('003-y.md', join(bank, '002-x.md'));
        symlinkSync('002-x.md', join(bank, '003-y.md'));
      }),
    ).toEqual([
      'B001 b/002-x.md:1:1 this is a link: it is not followed',
      'B001 b/003-y.md:1:1 this is a link: it is not followed',
    ]);
  });
  test('a link to nothing; a link to a device', async () => {
    expect(
      await linked((bank) => {
        symlinkSync('gone.md', join(bank, '002-x.md'));
      }),
    ).toEqual(['B001 b/002-x.md:1:1 this is a link: it is not followed']);
    expect(
      await linked((bank) => {
        symlinkSync('/dev/zero', join(bank, '002-x.md'));
      }),
    ).toEqual(['B001 b/002-x.md:1:1 this is a link: it is not followed']);
  });
  test.skipIf(process.platform === 'win32')('a pipe without a writer', async () => {
    expect(
      await linked((bank) => {
        execFileSync('mkfifo', [join(bank, '002-x.md')]);
      }),
    ).toEqual(['B001 b/002-x.md:1:1 this is not a file: a device, a pipe or a socket']);
  });
  test('a link to a file that is no question is no concern of the bank', async () => {
    expect(
      await linked((bank, cwd) => {
        symlinkSync(join(cwd, 'elsewhere/002-b.md'), join(bank, 'LICENSE'));
        symlinkSync('gone', join(bank, 'NOTICE'));
      }),
    ).toEqual([]);
  });
  test('the bank itself may be a link', async () => {
    const cwd = folderOf({ 'real/001-a.md': WHOLE });
    symlinkSync('real', join(cwd, 'b'));
    expect(await load(cwd, 'b')).toEqual({ banks: ['real: 1'], errors: [] });
  });
  // Root can read everything.
  test.skipIf(process.getuid?.() === 0)('a file and a folder without permission', async () => {
    const cwd = folderOf({ 'b/001-a.md': WHOLE, 'b/002-b.md': WHOLE, 'b/deep/003-c.md': WHOLE });
    chmodSync(join(cwd, 'b/002-b.md'), 0o000);
    chmodSync(join(cwd, 'b/deep'), 0o000);
    expect((await load(cwd, 'b')).errors).toEqual([
      'B001 b/002-b.md:1:1 the file cannot be read: no permission',
      'B001 b/deep:1:1 the folder cannot be read: no permission',
    ]);
    chmodSync(join(cwd, 'b/deep'), 0o700);
  });
});

describe('a folder that is not a bank gives one clear sentence', () => {
  test.each([
    [
      'gone',
      'there is no folder gone. | a bank is a folder of question files; leave out `--bank` for the one that ships with hotseat.',
    ],
    [
      'b/001-a.md',
      'b/001-a.md is a file; a bank is a folder. | a bank is a folder of question files; leave out `--bank` for the one that ships with hotseat.',
    ],
    [
      'b/001-a.md/x',
      'cannot read the bank b/001-a.md/x: part of the path is a file. | a bank is a folder of question files; leave out `--bank` for the one that ships with hotseat.',
    ],
    ['empty', 'there is no question in empty. | `hotseat bank new --bank empty "A title"` writes the first.'],
    ['broken', 'no question in broken can be loaded. | `hotseat bank lint broken` says why.'],
  ])('%s', async (folder, expected) => {
    const cwd = folderOf({ 'b/001-a.md': WHOLE, 'empty/README.md': README, 'broken/001-a.md': 'x' });
    expect(await failure(cwd, folder)).toBe(expected);
  });

  test('two banks with the same name', async () => {
    const cwd = folderOf({ 'a/q/001-a.md': WHOLE, 'b/q/001-a.md': WHOLE });
    expect(await failure(cwd, 'a/q', 'b/q')).toBe(
      'two banks are called "q": a/q and b/q. | give one of them another name, as `bank` in the front matter of its README.md.',
    );
  });
});

test('one line says what did not load', async () => {
  const cwd = folderOf({
    'b/README.md': edit(README, 'bank: whole', 'bank: [whole]'),
    'b/001-a.md': WHOLE,
    'b/002-b.md': edit(numbered(2, 'b'), 'level: mid', 'level: 1\nlevle: 2'),
    'b/003-c.md': '',
  });
  const { faults } = await loadBanks(fakeEnv({ cwd }).env, ['b']);
  expect(noticeOf(faults, [])).toBe('2 questions did not load; `hotseat bank lint` shows why.');
  expect(
    noticeOf(
      faults.filter((file) => file.endsWith('README.md')),
      ['a b', 'c'],
    ),
  ).toBe("a bank's README.md has errors; `hotseat bank lint --bank 'a b' --bank c` shows why.");
  expect(noticeOf([], [])).toBeNull();
});
