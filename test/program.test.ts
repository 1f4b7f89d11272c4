import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runProgram } from '../src/program.ts';
import { emptyFolder } from './support/disk.ts';
import { fakeEnv } from './support/env.ts';

test.each(['practice', 'resume'])(
  'the help of %s says what ends an answer that comes by lines',
  async (command) => {
    const { env, stdout } = fakeEnv({ cwd: '/' });
    expect(await runProgram([command, '--help'], env)).toBe(0);
    expect(stdout()).toContain('a line with only --- ends an answer');
    expect(
      Math.max(
        ...stdout()
          .split('\n')
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(80);
  },
);

test('the help of practice is grouped, and fits two screens', async () => {
  const { env, stdout } = fakeEnv({ cwd: '/' });
  await runProgram(['practice', '--help'], env);
  const lines = stdout().trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(48);
  expect(lines.filter((line) => /^\S.*:$/.test(line))).toEqual([
    'Questions:',
    'Clock:',
    'Follow-ups and feedback:',
    'Voice:',
    'Output:',
  ]);
});

test.each([
  ['export -o', ['export', '-o', '']],
  ['export --all -o', ['export', '--all', '-o', '']],
  ['export --output=', ['export', '--output=']],
  ['report -o', ['report', '-o', '']],
  ['practice --bank', ['practice', '--bank', 'team', '--bank', '']],
  ['bank new --bank', ['bank', 'new', 'Title', '--bank', '']],
  ['bank import --bank', ['bank', 'import', 'list.md', '--bank', '']],
  ['bank import', ['bank', 'import', '']],
  ['bank lint', ['bank', 'lint', '']],
])('%s refuses an empty path, which a variable that is not set gives', async (_, args) => {
  const { env, stdout } = fakeEnv({ cwd: emptyFolder() });
  await expect(runProgram(args, env)).rejects.toMatchObject({
    message: expect.stringMatching(/ must name a file or a folder \(got ""\)\.$/) as string,
    exitCode: 2,
  });
  expect(stdout()).toBe('');
  expect(readdirSync(env.cwd)).toEqual([]);
});

test.each([
  [['bank', 'import'], 'Usage: hotseat bank import [options] <file>'],
  [['sessions', 'tag'], 'Usage: hotseat sessions tag [options] [session]'],
  [['practice'], 'Usage: hotseat practice [options] [number...]'],
])('help %j shows the help of that command', async (words, usage) => {
  const { env, stdout } = fakeEnv({ cwd: emptyFolder() });
  expect(await runProgram(['help', ...words], env)).toBe(0);
  expect(stdout().split('\n')[0]).toBe(usage);
});

test('help shows all commands for a name that it does not know', async () => {
  const { env, stderr } = fakeEnv({ cwd: emptyFolder() });
  expect(await runProgram(['help', 'nonsense'], env)).toBe(2);
  expect(stderr()).toContain('Usage: hotseat [options] [command]');
});
