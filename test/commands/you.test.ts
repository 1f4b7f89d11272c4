import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../../src/program.ts';
import { emptyFolder } from '../support/disk.ts';
import { type FakeEnv, fakeEnv } from '../support/env.ts';
import { SHIPPED_BANK } from '../support/questions.ts';

/** A machine without a terminal, on 2026-11-24. */
function machine(settings = ''): FakeEnv & { written: () => string } {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'data'));
  const path = join(cwd, 'data/config.yaml');
  if (settings !== '') writeFileSync(path, settings);
  return { ...fakeEnv({ cwd, shippedBank: SHIPPED_BANK }), written: () => readFileSync(path, 'utf8') };
}

describe('hotseat you', () => {
  test('says that nothing is known, and writes nothing', async () => {
    const { env, stdout, written } = machine();
    expect(await runProgram(['you'], env)).toBe(0);
    expect(stdout()).toBe('Nothing is known of you yet.\n');
    expect(written).toThrow('ENOENT');
  });

  test('keeps what options say, as the bank spells it, and the comments of the file', async () => {
    const { env, stdout, written } = machine('practice:\n  reveal: end # later\n');
    const words = ['--role', 'AI Architect', '--level', 'STAFF', '--interview', '17'];
    expect(await runProgram(['you', ...words], env)).toBe(0);
    expect(stdout()).toBe('staff AI architect · interview in 17 days\n');
    expect(written()).toBe(
      'practice:\n  reveal: end # later\nyou:\n  role: ai-architect\n  level: staff\n  interview: "2026-12-11"\n',
    );
  });

  test.each([
    ['Senior SDET, AI products', 'in 9 days', 'SDET · interview in 9 days'],
    ['LLM engineer', '1 day', 'LLM engineer · interview tomorrow'],
    ['LLM engineer', 'in two weeks', 'LLM engineer · interview in 14 days'],
    ['LLM engineer', 'a week', 'LLM engineer · interview in 7 days'],
  ])('understands %s, %s', async (role, interview, who) => {
    const { env, stdout, stderr } = machine();
    await runProgram(['you', '--role', role, '--interview', interview], env);
    expect([stdout(), stderr()]).toEqual([`${who}\n`, '']);
  });

  test('changes one fact, and an empty value removes it', async () => {
    const { env, stdout, written } = machine('you:\n  role: sdet # mine\n  level: senior\n');
    await runProgram(['you', '--level', 'mid'], env);
    await runProgram(['you', '--role', ''], env);
    expect(stdout()).toBe('mid SDET\nmid\n');
    expect(written()).toBe('you:\n  level: mid\n  # role: sdet # mine\n  # level: senior\n');
  });

  test('takes a role of your own, and says that no question has it', async () => {
    const { env, stdout, stderr } = machine();
    expect(await runProgram(['you', '--role', 'prompt librarian'], env)).toBe(0);
    expect(stdout()).toBe('prompt librarian\n');
    expect(stderr()).toBe(
      'No question is for the role "prompt librarian", so it changes nothing that you are asked.\n',
    );
  });

  test.each(['2026-11-23', 'soon', '2026-02-30', '2026', '1e3'])('refuses an interview %s', async (day) => {
    const { env, written } = machine();
    await expect(runProgram(['you', '--interview', day], env)).rejects.toMatchObject({ exitCode: 2 });
    expect(written).toThrow('ENOENT');
  });
});
