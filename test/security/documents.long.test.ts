import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import matter from 'gray-matter';
import { describe, expect } from 'vitest';
import { edit, numbered, WHOLE } from '../support/bank.ts';
import type { Desk } from '../support/program.ts';
import { test } from '../support/program.ts';

const isRoot = process.getuid?.() === 0;

/** A bank with one good question and whatever `make` adds. Every command ends, and uses the good one. */
async function findings(desk: Desk, make: (bank: string) => void): Promise<string[]> {
  const bank = join(desk.folder, 'bank');
  await mkdir(bank);
  writeFileSync(join(bank, '001-good.md'), WHOLE);
  make(bank);
  const { stdout } = await desk.run(['bank', 'lint', bank, '--json']);
  const { findings: found } = JSON.parse(stdout) as {
    findings: { code: string; severity: string; file: string }[];
  };
  const listed = (await desk.json(['list', '--bank', bank, '--json'])) as { questions: { number: number }[] };
  expect(listed.questions.map(({ number }) => number)).toEqual([1]);
  const round = await desk.run(['practice', '--bank', bank, '--follow-ups', 'none'], {
    input: 'An answer.\n---\n',
  });
  expect(round.code).toBe(0);
  expect(round.stdout).toContain('Round finished');
  return found.filter(({ severity }) => severity === 'error').map(({ code, file }) => `${code} ${file}`);
}

describe('front matter in a language other than YAML', () => {
  const LANGUAGES = [
    'js',
    'JS',
    'javascript',
    'JavaScript',
    'coffee',
    'coffeescript',
    'cson',
    'json',
    'toml',
  ];
  const NAMES_OF_OBJECTS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype'];
  const SPELLINGS = [
    ...[...LANGUAGES, ...NAMES_OF_OBJECTS].map((language) => `---${language}`),
    '--- js',
    '---\tjs',
    '---js ',
    '---\u00a0js',
    '---js yaml',
    '---yaml js',
    '---js # yaml',
    '\ufeff---js',
    '---js\r',
    '---js\u2028',
  ];
  const script = (marker: string): string =>
    `process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(marker)}, 'it ran')`;
  const page = (opening: string, marker: string): string =>
    `${opening}\n${script(marker)}\n---\n\n## Question\n\nWhat?\n`;

  test('is refused in every spelling, and never runs', async ({ desk }) => {
    const marker = join(desk.folder, 'marker');
    const errors = await findings(desk, (bank) => {
      for (const [index, opening] of SPELLINGS.entries())
        writeFileSync(join(bank, `${index + 2}-a.md`), page(opening, marker));
      writeFileSync(join(bank, 'README.md'), page('---js', marker));
    });
    const refused = errors.filter((error) => error.startsWith('B006'));
    expect(refused).toHaveLength(SPELLINGS.length + 1);
    expect(existsSync(marker)).toBe(false);
    await desk.run(['bank', 'new', 'A title', '--bank', 'bank']);
    await desk.run(['review', '2', '--bank', 'bank']);
    expect(existsSync(marker)).toBe(false);
    // The library's default shows that it would run.
    matter(page('---js', marker), {});
    expect(existsSync(marker)).toBe(true);
  });

  test('nor does a function in YAML, or code in the body', async ({ desk }) => {
    const marker = join(desk.folder, 'marker');
    const errors = await findings(desk, (bank) => {
      const add = (number: number, key: string, after = ''): void => {
        const text = edit(numbered(number, `q-${number}`), 'level: mid', `level: mid\n${key}`);
        writeFileSync(join(bank, `00${number}-a.md`), text + after);
      };
      add(2, `x: !!js/function "function () { ${script(marker)} }"`);
      add(3, `x: !<tag:yaml.org,2002:js/function> "${script(marker).replaceAll('"', "'")}"`);
      add(4, 'y: 1', `\n---js\n${script(marker)}\n---\n`);
    });
    expect([...new Set(errors)].sort()).toEqual([
      'B007 bank/002-a.md',
      'B007 bank/003-a.md',
      'B011 bank/004-a.md',
    ]);
    expect(existsSync(marker)).toBe(false);
  });
});

const BOMB = ['a: &a [x, x, x, x, x, x, x, x, x]']
  .concat(
    Array.from('bcdefgh', (name, index) => {
      const before = 'abcdefgh'.charAt(index);
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
    }),
  )
  .join('\n');

/** A second question, with these keys in its front matter. */
const withKeys = (keys: string): string => edit(numbered(2, 'b'), 'level: mid', `level: mid\n${keys}`);

describe('a file that is too much, or not text', () => {
  const FILES: Readonly<Record<string, [content: string | Uint8Array, code: string]>> = {
    'an alias bomb': [withKeys(BOMB), 'B007'],
    'an alias in itself': [withKeys('a: &a [*a]'), 'B007'],
    'brackets as deep as it takes': [withKeys(`a: ${'['.repeat(8000)}${']'.repeat(8000)}`), 'B007'],
    'braces as deep as it takes': [withKeys(`a: ${'{a: '.repeat(3000)}1${'}'.repeat(3000)}`), 'B007'],
    'maps as deep as it takes': [
      withKeys(Array.from({ length: 170 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')),
      'B011',
    ],
    'a key given twice': [withKeys('level: senior'), 'B007'],
    'the key __proto__': [withKeys('__proto__: {number: 7, polluted: true}'), 'B011'],
    'the key constructor': [withKeys('constructor: {prototype: {polluted: true}}'), 'B011'],
    'front matter of 17 KiB': [withKeys(`# ${'x'.repeat(17 * 1024)}`), 'B007'],
    'a byte over 1 MiB': [numbered(2, 'b').padEnd(1024 * 1024 + 1), 'B002'],
    'UTF-16': [Buffer.from(`\ufeff${numbered(2, 'b')}`, 'utf16le'), 'B003'],
    'Latin-1': [Buffer.from(edit(numbered(2, 'b'), 'own load', 'l\xf6ad'), 'latin1'), 'B003'],
    'an overlong NUL': [Buffer.concat([Buffer.from(numbered(2, 'b')), Buffer.from([0xc0, 0x80])]), 'B003'],
    'half a character': [
      Buffer.concat([Buffer.from(numbered(2, 'b')), Buffer.from([0xed, 0xa0, 0x80])]),
      'B003',
    ],
    NUL: [edit(numbered(2, 'b'), 'own load', 'own\0load'), 'B004'],
    nothing: ['', 'B005'],
    'a megabyte of nothing': ['\n'.repeat(1024 * 1024), 'B005'],
  };
  test('is a finding, and the others load', async ({ desk }) => {
    const errors = await findings(desk, (bank) => {
      for (const [name, [content]] of Object.entries(FILES))
        writeFileSync(join(bank, `002 ${name}.md`), content);
    });
    for (const [name, [, code]] of Object.entries(FILES))
      expect(errors).toContain(`${code} bank/002 ${name}.md`);
    // The good question has no findings.
    expect(errors.filter((error) => !error.includes('/002 '))).toEqual([]);
  });

  test('a gibibyte is refused without reading it', async ({ desk }) => {
    const errors = await findings(desk, (bank) => {
      writeFileSync(join(bank, '002-b.md'), '');
      truncateSync(join(bank, '002-b.md'), 1024 ** 3);
    });
    expect(errors).toEqual(['B002 bank/002-b.md']);
  });
});

describe.skipIf(process.platform === 'win32')('an entry of a bank that is not a plain file', () => {
  test('is not followed, opened or waited for', async ({ desk }) => {
    const outside = join(desk.folder, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'secret.md'), numbered(3, 'secret'));
    const socket = createServer();
    const errors = await findings(desk, (bank) => {
      const link = (target: string, name: string): void => {
        symlinkSync(target, join(bank, name));
      };
      link('003-b.md', '002-a.md');
      link('002-a.md', '003-b.md');
      link('.', '004-again');
      link('..', '005-up');
      link(outside, '006-out');
      link(join(outside, 'secret.md'), '007-secret.md');
      link('../outside/secret.md', '008-secret.md');
      link('/dev/zero', '009-zero.md');
      link('/proc/self/environ', '010-environ.md');
      link('nowhere.md', '011-nowhere.md');
      execFileSync('mkfifo', [join(bank, '012-pipe.md')]);
      link('012-pipe.md', '013-to-pipe.md');
      mkdirSync(join(bank, '014-folder.md'));
      mkdirSync(join(bank, '015-deep'));
      symlinkSync('..', join(bank, '015-deep', 'back'));
      socket.listen(join(bank, '016-socket.md'));
      if (isRoot) execFileSync('mknod', [join(bank, '017-device.md'), 'c', '1', '5']);
    });
    socket.close();
    const expected = [
      '002-a.md',
      '003-b.md',
      '004-again',
      '005-up',
      '006-out',
      '007-secret.md',
      '008-secret.md',
      '009-zero.md',
      '010-environ.md',
      '011-nowhere.md',
      '012-pipe.md',
      '013-to-pipe.md',
      '015-deep/back',
      '016-socket.md',
      ...(isRoot ? ['017-device.md'] : []),
    ];
    expect(errors.sort()).toEqual(expected.map((name) => `B001 bank/${name}`));
  });

  test.skipIf(isRoot)('an unreadable file and folder (root can read all)', async ({ desk }) => {
    const errors = await findings(desk, (bank) => {
      writeFileSync(join(bank, '002-b.md'), WHOLE, { mode: 0o000 });
      mkdirSync(join(bank, 'deep'), { mode: 0o000 });
    });
    await chmod(join(desk.folder, 'bank', 'deep'), 0o700);
    expect(errors).toEqual(['B001 bank/002-b.md', 'B001 bank/deep']);
    await chmod(join(desk.folder, 'bank'), 0o000);
    const refused = await desk.run(['list', '--bank', 'bank']);
    await chmod(join(desk.folder, 'bank'), 0o700);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^hotseat: cannot read the bank bank: no permission\.\n/);
  });

  test('is refused at once if named on the command line', async ({ desk }) => {
    execFileSync('mkfifo', [join(desk.folder, 'pipe.md')]);
    symlinkSync('/dev/zero', join(desk.folder, 'zero.md'));
    symlinkSync('loop', join(desk.folder, 'loop'));
    for (const path of ['pipe.md', 'zero.md', 'loop', '/dev/null', '/dev/zero', '/dev/stdin']) {
      for (const args of [
        ['bank', 'lint', path],
        ['bank', 'import', path],
        ['list', '--bank', path],
        ['bank', 'new', 'x', '--bank', path],
      ]) {
        const ended = await desk.run(args);
        expect(ended).toMatchObject({ code: 2, stdout: '' });
        expect(ended.stderr).toMatch(/^hotseat: .*\.\n/);
      }
    }
  });
});

describe.skipIf(process.platform === 'win32')('an entry of the data folder that is not a plain file', () => {
  test('is reported as damage, and the session is read', async ({ desk }) => {
    const bank = join(desk.folder, 'bank');
    mkdirSync(bank);
    writeFileSync(join(bank, '001-good.md'), WHOLE);
    await desk.run(['practice', '1', '--bank', bank], { input: 'Words.\n' });
    const [id] = await desk.sessionIds();
    const folder = join(desk.home, 'sessions', id ?? '');
    execFileSync('mkfifo', [join(folder, 'a.jsonl'), join(folder, 'b.draft.json')]);
    symlinkSync('/dev/zero', join(folder, 'c.jsonl'));
    symlinkSync(bank, join(desk.home, 'sessions', 'linked'));
    const exported = await desk.run(['export']);
    expect(exported.code).toBe(0);
    expect(exported.stdout).toContain('> Words.');
    expect(exported.stderr).toContain('  a.jsonl: it is not a plain file\n');
    expect(exported.stderr).toContain('  c.jsonl: it is not a plain file\n');
    expect((await desk.run(['sessions'])).stdout.trim().split('\n')).toHaveLength(1);
    expect((await desk.run(['resume'], { input: 'More.\n---\n---\n---\n' })).code).toBe(0);
  });
});
