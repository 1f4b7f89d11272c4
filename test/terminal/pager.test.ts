import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Env, Output } from '../../src/platform/env.ts';
import { UserError } from '../../src/platform/errors.ts';
import { page, write } from '../../src/terminal/pager.ts';
import { fakeEnv } from '../support/env.ts';

let folder: string;
let screen: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotseat-pager-'));
  screen = openSync(join(folder, 'screen'), 'w');
});
afterEach(() => {
  closeSync(screen);
  rmSync(folder, { recursive: true });
});

/** A 40×10 terminal that a child process can write to as well. */
function terminal(vars: Record<string, string>): Env {
  const file = new Writable({
    write: (chunk: Buffer, _, done) => {
      writeFileSync(screen, chunk);
      done();
    },
  });
  const stdout = Object.assign(file, { fd: screen, isTTY: true, columns: 40, rows: 10 }) as unknown as Output;
  const { env } = fakeEnv({ cwd: folder, vars: { PATH: process.env['PATH'], ...vars } });
  return { ...env, stdout, stderr: stdout };
}

function shown(): string {
  return readFileSync(join(folder, 'screen'), 'utf8');
}

/** A pager that prints how it was called. */
function script(name: string, body: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

const TALL = Array.from({ length: 12 }, (_, index) => `row ${index}\n`).join('');

describe('a text taller than the terminal', () => {
  test('goes through $PAGER, which may contain quotes', async () => {
    const pager = script('pager', 'printf "%s|" "$@"; cat');
    await page(terminal({ PAGER: `${pager} -a 'b c' --d="e f"` }), TALL);
    expect(shown()).toBe(`-a|b c|--d=e f|${TALL}`);
  });

  test('goes through a shell if $PAGER uses shell syntax', async () => {
    const pager = script('pager', 'cat');
    await page(terminal({ PAGER: `${pager} | sed 's/row/line/'` }), TALL);
    expect(shown()).toBe(TALL.replaceAll('row', 'line'));
  });

  test('goes through less without a $PAGER, with default options unless LESS is set', async () => {
    script('less', 'printf "%s|" "$LESS"; cat');
    const PATH = `${folder}:${process.env['PATH'] ?? ''}`;
    await page(terminal({ PATH }), 'x\n'.repeat(10));
    await page(terminal({ PATH, LESS: '-S' }), 'x\n'.repeat(10));
    expect(shown()).toBe(`FRX|${'x\n'.repeat(10)}-S|${'x\n'.repeat(10)}`);
  });

  test.each(['', ' ', 'cat'])('is written directly with the pager %j', async (PAGER) => {
    await page(terminal({ PAGER, PATH: folder }), TALL);
    expect(shown()).toBe(TALL);
  });

  test.each(['no-such-pager --flag', 'no-such-pager; exit $?'])(
    'is written as it is without %j',
    async (PAGER) => {
      await page(terminal({ PAGER }), TALL);
      expect(shown().endsWith(TALL)).toBe(true);
    },
  );

  test.each([
    ['a path below a file', () => `${script('pager', 'cat')}/less`, 'part of the path is a file'],
    ['a name that is too long', () => 'x'.repeat(5000), 'the name is too long'],
    ['no program', () => 'no-such-pager --flag', 'it does not exist'],
    ['a file that cannot be run', () => join(folder, 'screen'), 'no permission'],
    ['what no shell can read', () => "less 'top", 'it ended with exit code 2'],
    ['what fails only when it runs', () => 'less ${x?}', 'it ended with exit code'],
    ['a program that fails', () => script('pager', 'exit 3'), 'it ended with exit code 3'],
    ['a program that crashes', () => script('pager', 'kill -SEGV $$'), 'it ended with SIGSEGV'],
  ])('is written with a sentence if $PAGER is %s', async (_, pager, reason) => {
    await page(terminal({ PAGER: pager() }), TALL);
    const said = shown().replaceAll(/\n {2}(?=\S)/g, ' ');
    expect(said).toContain(`hotseat: the pager in $PAGER did not work: ${reason}`);
    expect(shown().endsWith(TALL)).toBe(true);
  });

  test('is not written again if Ctrl+C ended the pager', async () => {
    // The signal and the end of the pager reach a busy process in either order.
    const seen = join(folder, 'interrupted');
    process.once('SIGINT', () => writeFileSync(seen, ''));
    const PAGER = script(
      'pager',
      `kill -INT ${process.pid}; until test -e ${seen}; do sleep 0.01; done; cat; exit 2`,
    );
    await page(terminal({ PAGER }), TALL);
    expect(shown()).toBe(TALL);
  });

  test('may be quit before its end', async () => {
    const pager = script('pager', 'head -n 1');
    await page(terminal({ PAGER: pager }), TALL.repeat(100_000));
    expect(shown()).toBe('row 0\n');
  });

  test('is measured in rows after folding, without its colors', async () => {
    const PAGER = script('pager', 'echo paged');
    await page(terminal({ PAGER }), `${'x'.repeat(41)}\n`.repeat(4));
    await page(terminal({ PAGER }), `\u001b[1m${'x'.repeat(40)}\u001b[22m\n`.repeat(4));
    await page(terminal({ PAGER }), `${'x'.repeat(41)}\n`.repeat(5));
    expect(shown().match(/paged/g)).toHaveLength(1);
    expect(shown().endsWith('paged\n')).toBe(true);
  });
});

test('a pipe gets the full text, however long', async () => {
  const { env, stdout } = fakeEnv({ cwd: folder, vars: { PAGER: 'no-such-pager' } });
  await page(env, TALL);
  expect(stdout()).toBe(TALL);
});

test('Ctrl+C goes to the pager while it runs, and to us afterwards', async () => {
  const before = process.listenerCount('SIGINT');
  const PAGER = script('pager', `kill -INT ${process.pid}; cat`);
  await page(terminal({ PAGER }), TALL);
  expect(shown()).toBe(TALL);
  expect(process.listenerCount('SIGINT')).toBe(before);
});

describe('write', () => {
  function failing(code: string): Output {
    return new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error(code), { code }));
      },
    }) as unknown as Output;
  }

  test('ends quietly when the reader has closed, each time', async () => {
    const output = failing('EPIPE');
    await expect(write(output, 'a')).resolves.toBeUndefined();
    await expect(write(output, 'b')).resolves.toBeUndefined();
  });

  test('reports a full disk', async () => {
    const written = write(failing('ENOSPC'), 'a');
    await expect(written).rejects.toThrow('cannot write the output: the disk is full.');
    await expect(written).rejects.toBeInstanceOf(UserError);
  });
});
