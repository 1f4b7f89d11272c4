import { execFileSync, spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { processName } from '../../src/platform/process-name.ts';
import { writeWhole } from '../../src/platform/files.ts';
import { NO_STRACE } from '../support/faults.ts';
import type { Desk } from '../support/program.ts';
import { asks, BIN, box, SHORT, SHORT_BANK, test } from '../support/program.ts';
import { KEY } from '../support/pty.ts';

const ROUND = ['practice', '1', '--follow-ups', 'none', ...SHORT] as const;

/** A finished round, so that there is something to export. */
async function finished(desk: Desk): Promise<string> {
  await desk.run(ROUND, { input: 'Cool.\n---\n' });
  return (await desk.sessionIds())[0] ?? '';
}

/** Everything below a folder that others can read: `mode path`. */
function shared(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, mode: lstatSync(join(folder, name)).mode & 0o777 }))
    .filter(({ mode }) => (mode & 0o077) !== 0)
    .map(({ name, mode }) => `${mode.toString(8)} ${name}`);
}

describe.skipIf(process.platform === 'win32')('-o', () => {
  const forced = (desk: Desk, name: string): ReturnType<Desk['run']> =>
    desk.run(['export', '-o', name, '--force']);
  const plainly = (desk: Desk, name: string): ReturnType<Desk['run']> => desk.run(['export', '-o', name]);

  test('does not replace what has that name: a file, a folder, a pipe, a link, a dangling link', async ({
    desk,
  }) => {
    await finished(desk);
    const at = (name: string): string => join(desk.folder, name);
    writeFileSync(at('file'), 'dear');
    mkdirSync(at('folder'));
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('file', at('link'));
    symlinkSync('nowhere', at('dangling'));
    const file = await plainly(desk, 'file');
    expect(file).toMatchObject({ code: 2, stdout: '' });
    expect(file.stderr).toMatch(/^hotseat: file already exists\.\nhelp: .*--force/);
    // Not suggested if --force would not help either.
    for (const name of ['folder', 'pipe', 'link', 'dangling']) {
      const refused = await plainly(desk, name);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toMatch(
        new RegExp(`^hotseat: cannot write ${name}: it is a .*\\.\\nhelp: choose a file, `),
      );
    }
    expect(readFileSync(at('file'), 'utf8')).toBe('dear');
    expect(readlinkSync(at('dangling'))).toBe('nowhere');
    expect(readdirSync(desk.folder).sort()).toEqual(['dangling', 'file', 'folder', 'home', 'link', 'pipe']);
  });

  test('does not replace a file that appears while it writes', async ({ desk, skip }) => {
    skip(NO_STRACE !== null, NO_STRACE ?? '');
    const id = await finished(desk);
    // It stops itself after writing the temporary file, before it moves it into place.
    const pty = desk.openShell(
      `strace -qq -o /dev/null -e trace=fsync -e inject=fsync:signal=SIGSTOP "$NODE" "$BIN" export ${id} -o round.md; echo "ended with $?"`,
      { env: { NODE: process.execPath, BIN } },
    );
    const isBeside = (): boolean => readdirSync(desk.folder).some((name) => name.endsWith('.tmp'));
    while (!isBeside()) await new Promise(setImmediate);
    writeFileSync(join(desk.folder, 'round.md'), 'dear');
    // It may not have stopped yet, or have ended already.
    const goOn = setInterval(() => spawnSync('kill', ['-CONT', '--', `-${pty.pid}`]), 50);
    await pty.waitFor('ended with').finally(() => {
      clearInterval(goOn);
    });
    expect(pty.screen().rows.at(-1)).toBe('ended with 2');
    expect(pty.screen().rows[0]).toBe('hotseat: round.md already exists.');
    expect(readFileSync(join(desk.folder, 'round.md'), 'utf8')).toBe('dear');
    expect(readdirSync(desk.folder).sort()).toEqual(['home', 'round.md']);
  });

  test('with --force replaces files only: no link, no target of one, no pipe, no device', async ({
    desk,
  }) => {
    await finished(desk);
    const at = (name: string): string => join(desk.folder, name);
    writeFileSync(at('file'), 'dear');
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('file', at('link'));
    symlinkSync(join(desk.home, 'elsewhere'), at('dangling'));
    symlinkSync('/dev/null', at('null'));
    for (const [name, what] of [
      ['link', 'a link'],
      ['dangling', 'a link'],
      ['null', 'a link'],
      ['pipe', 'a device or a pipe'],
      ['home', 'a folder'],
    ] as const) {
      const refused = await forced(desk, name);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toMatch(new RegExp(`^hotseat: cannot write ${name}: it is ${what}\\.\\nhelp: `));
    }
    expect(readFileSync(at('file'), 'utf8')).toBe('dear');
    expect(readlinkSync(at('link'))).toBe('file');
    expect(readdirSync(desk.home).filter((name) => name !== 'cache')).toEqual(['sessions']);
    expect(await forced(desk, 'file')).toMatchObject({ code: 0 });
    expect(readFileSync(at('file'), 'utf8')).toMatch(/^# Mock interview/);
    expect(statSync(at('file')).mode & 0o777).toBe(0o600);
  });

  test.skipIf(process.platform !== 'linux')('ends where no folder can be made', async ({ desk }) => {
    await finished(desk);
    expect(await desk.run(['export', '--all', '-o', '/proc/hotseat/rounds'])).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'hotseat: cannot create the folder /proc/hotseat/rounds: no folder can be created there.\n' +
        'help: choose a place that you can write to.\n',
    });
  });

  test('writes the full file or none, and leaves no temporary file', async ({ desk }) => {
    const long = 'A long line of an answer.\n'.repeat(400);
    await desk.run(ROUND, { input: `${long}---\n` });
    writeFileSync(join(desk.folder, 'old.md'), 'dear');
    // A limit on file size, in blocks of 512 bytes, imitates a disk that fills up halfway.
    for (const name of ['new.md', 'old.md']) {
      const pty = desk.openShell(`ulimit -f 8; hotseat export -o ${name} --force; echo "ended with $?"`, {
        columns: 200,
      });
      await pty.waitFor('ended with 1');
      expect(pty.screen().rows[0]).toBe(
        `hotseat: cannot write ${name}: the file would exceed the size limit.`,
      );
    }
    expect(readFileSync(join(desk.folder, 'old.md'), 'utf8')).toBe('dear');
    expect(readdirSync(desk.folder).sort()).toEqual(['home', 'old.md']);
  });
});

test('an existing file with the name of the temporary file is kept', ({ desk }) => {
  const file = join(desk.folder, 'round.md');
  for (let n = 1; n <= 40; n += 2)
    symlinkSync(desk.home, join(desk.folder, `.hotseat-${processName()}-${n}.tmp`));
  for (let n = 1; n <= 40; n += 1) writeWhole(file, `text ${n}`);
  expect(readFileSync(file, 'utf8')).toBe('text 40');
  expect(readdirSync(desk.folder)).toHaveLength(21);
});

describe('the name of a session', () => {
  const LINK = '2026-11-24-1830-abc';

  test('cannot escape the data folder', async ({ desk }) => {
    const id = await finished(desk);
    // The folder outside would be a session if a path led there.
    execFileSync('cp', ['-r', join(desk.home, 'sessions', id), join(desk.folder, 'outside')]);
    symlinkSync('../../outside', join(desk.home, 'sessions', LINK));
    const outside = join(desk.folder, 'outside');
    const names = ['../../outside', outside, `${id}/../../../outside`, `./${id}`, '..', '.', '', '/', '~'];
    for (const name of names) {
      for (const command of ['export', 'resume']) {
        const refused = await desk.run([command, name]);
        expect(refused).toMatchObject({ code: 2, stdout: '' });
        expect(refused.stderr).toMatch(/^hotseat: there is no session/m);
      }
    }
    for (const command of ['export', 'resume']) {
      const refused = await desk.run([command, LINK]);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain('it is a link');
    }
    expect(readdirSync(outside).filter((name) => !name.endsWith('.jsonl'))).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('files and folders', () => {
  for (const umask of ['000', '022', '077']) {
    test(`are private to their owner under umask ${umask}`, async ({ desk }) => {
      const run = (line: string): string =>
        execFileSync('sh', ['-c', `umask ${umask}; hotseat() { "$NODE" "$BIN" "$@"; }; ${line}`], {
          cwd: desk.folder,
          env: { ...process.env, NODE: process.execPath, BIN, BANK: SHORT_BANK, HOTSEAT_HOME: desk.home },
          encoding: 'utf8',
          stdio: ['pipe', 'pipe', 'ignore'],
        });
      const pty = desk.openShell(`umask ${umask}; hotseat practice 1 --follow-ups none --bank "$BANK"`);
      await pty.waitFor(box('Question 1 of 1'));
      pty.type('words');
      await desk.untilSaved(/words/);
      // While the box is open: a segment, a draft and a lock.
      expect(readdirSync(desk.home, { recursive: true })).toHaveLength(5);
      expect(shared(desk.folder)).toEqual([]);
      pty.type(KEY.ctrlD);
      await pty.waitFor(asks('Before the reveal'));

      run(
        'printf "An answer.\\n---\\n" | hotseat practice 2 --follow-ups none --bank "$BANK"; hotseat bank new Title',
      );
      run('hotseat export -o out.md; hotseat export -o out.md --force; hotseat export --all -f html -o all');
      expect(readdirSync(desk.folder).sort()).toEqual(['all', 'home', 'out.md']);
      expect(readdirSync(join(desk.folder, 'all'))).toHaveLength(2);
      expect(shared(desk.folder)).toEqual([]);
      expect(statSync(join(desk.folder, 'out.md')).mode & 0o777).toBe(0o600);
      expect(statSync(desk.home).mode & 0o777).toBe(0o700);
    });
  }
});
