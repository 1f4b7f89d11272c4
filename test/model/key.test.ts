import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { type KeySource, readKey } from '../../src/model/key.ts';
import { UserError } from '../../src/platform/errors.ts';

const PATH = process.env['PATH'];

const read = (source: KeySource, vars: Record<string, string> = {}, limit?: number): Promise<string | null> =>
  readKey(source, { vars: { PATH, ...vars }, cwd: tmpdir() }, limit);

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

  test('one that fails is named with its exit code, and its error output is not shown', async () => {
    const failed = read({ keyCommand: 'echo sk-6; echo hidden >&2; exit 3' });
    await refused(failed, 'exit code 3');
    await refused(failed, 'echo sk-6; echo hidden >&2; exit 3');
    await refused(read({ keyCommand: 'no-such-program-anywhere' }), 'exit code 127');
    await refused(read({ keyCommand: 'kill -9 $$' }), 'SIGKILL');
  });

  test('one that prints nothing, too much, or no key', async () => {
    await refused(read({ keyCommand: 'true' }), 'printed no key');
    await refused(read({ keyCommand: 'echo; echo sk-7' }), 'printed no key');
    await refused(read({ keyCommand: 'yes' }), 'printed more than 4 KiB');
    await refused(read({ keyCommand: 'echo two words' }), 'holds a space');
  });

  test('one that does not end in time, nor what it started', async () => {
    await refused(read({ keyCommand: 'sleep 600' }, {}, 50), 'did not end within 0.05 s');
    await refused(read({ keyCommand: 'sleep 6 & wait; true' }, {}, 50), 'did not end within 0.05 s');
  });
});
