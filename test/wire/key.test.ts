import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { KeySource } from '../../src/wire/endpoint.ts';
import { readKey } from '../../src/wire/key.ts';
import { UserError } from '../../src/platform/errors.ts';
import { runs, until } from '../support/voice.ts';

const PATH = process.env['PATH'];
const folder = mkdtempSync(join(tmpdir(), 'hotseat-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The processes that a command has written down. */
const pids = (): number[] => readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number);

const read = (source: KeySource, vars: Record<string, string> = {}, limit?: number): Promise<string | null> =>
  readKey(source, { vars: { PATH, ...vars }, cwd: folder }, limit);

/** A UserError of one sentence with these words. */
async function refused(key: Promise<unknown>, words: string): Promise<void> {
  const error: unknown = await key.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toContain(words);
  expect((error as UserError).message).toMatch(/^[^\n]+\.$/);
}

test('no key without a name, whatever the variables are', async () => {
  expect(await read({}, { OPENAI_API_KEY: 'sk-1' })).toBeNull();
  expect(await read({ keyEnv: null, keyCommand: null }, { OPENAI_API_KEY: 'sk-1' })).toBeNull();
});

describe('from a variable', () => {
  test('the one that is named', async () => {
    expect(await read({ keyEnv: 'MY_KEY' }, { MY_KEY: ' sk-2\n', OPENAI_API_KEY: 'sk-1' })).toBe('sk-2');
  });

  test('one that is not set, empty, or no key', async () => {
    await refused(read({ keyEnv: 'MY_KEY' }, { OPENAI_API_KEY: 'sk-1' }), 'the variable MY_KEY is not set');
    await refused(read({ keyEnv: 'MY_KEY' }, { MY_KEY: ' ' }), 'the variable MY_KEY is not set');
    const twoLines = read({ keyEnv: 'MY_KEY' }, { MY_KEY: 'sk-2\r\nx-evil: 1' });
    await refused(twoLines, 'holds a space or another character');
    await expect(twoLines).rejects.not.toThrow(/sk-2/);
  });
});

describe('from a command', () => {
  test('the first line that it prints, through the shell', async () => {
    expect(await read({ keyCommand: "printf '%s\\n' sk-3 notes | cat" })).toBe('sk-3');
    expect(await read({ keyCommand: 'echo "$SECRET"' }, { SECRET: 'sk-4' })).toBe('sk-4');
  });

  test('it gets no input', async () => {
    expect(await read({ keyCommand: 'cat; echo sk-5' })).toBe('sk-5');
  });

  test('one that fails is reported with its exit code, and neither its text nor its output is shown', async () => {
    const failed = read({ keyCommand: 'echo sk-6; echo hidden >&2; exit 3' });
    await refused(failed, 'exit code 3');
    await expect(failed).rejects.not.toThrow(/sk-6|hidden/);
    await refused(read({ keyCommand: 'no-such-program-anywhere' }), 'exit code 127');
    await refused(read({ keyCommand: 'kill -9 $$' }), 'SIGKILL');
  });

  test('one that asks on the terminal fails, and the help says why', async () => {
    await expect(read({ keyCommand: 'head -n 1 /dev/tty' })).rejects.toMatchObject({
      help: expect.stringContaining('it has no terminal, so it cannot ask') as string,
    });
  });

  test('one that prints nothing, too much, or no key', async () => {
    await refused(read({ keyCommand: 'true' }), 'printed no key');
    await refused(read({ keyCommand: 'echo; echo sk-7' }), 'printed no key');
    await refused(read({ keyCommand: 'yes' }), 'printed more than 4 KiB');
    await refused(read({ keyCommand: 'echo two words' }), 'holds a space');
  });

  test.each([
    ['in time', 'echo $$ > pids; sleep 600 & echo $! >> pids; wait; true', 'did not end within 0.5 s'],
    ['its output', 'echo $$ > pids; yes & echo $! >> pids; wait', 'printed more than 4 KiB'],
  ])('one that does not end %s ends with all that it started', async (_, command, words) => {
    await refused(read({ keyCommand: command }, {}, 500), words);
    await until(() => !pids().some(runs));
    expect(pids()).toHaveLength(2);
  });

  test('what it leaves behind ends with it', async () => {
    const command = 'sleep 600 & echo $! > pids; echo sk-8';
    expect(await read({ keyCommand: command })).toBe('sk-8');
    await until(() => !pids().some(runs));
    expect(pids()).toHaveLength(1);
  });
});
