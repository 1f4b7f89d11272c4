import { expect, test } from 'vitest';
import { runProgram } from '../../src/program.ts';
import { emptyFolder } from '../support/disk.ts';
import { fakeEnv } from '../support/env.ts';
import { homeWith } from '../support/stored.ts';
import { SHORT } from '../support/program.ts';

async function printed(home: string, args: readonly string[]): Promise<string> {
  const { env, stdout } = fakeEnv({ cwd: home, data: home, vars: { NO_COLOR: '1' } });
  expect(await runProgram(args, env)).toBe(0);
  return stdout();
}

test.each([
  ['--topic', 'Kitchen', 'kitchen'],
  ['--level', 'MID', 'mid'],
  ['--role', 'Cook', 'cook'],
  ['--kind', 'Concept', 'concept'],
])('list takes %s %s as %s', async (option, typed, spelled) => {
  const home = emptyFolder();
  expect(await printed(home, ['list', option, typed, ...SHORT])).toBe(
    await printed(home, ['list', option, spelled, ...SHORT]),
  );
});

test('stats takes a topic, and export a format, in any case', async () => {
  const home = homeWith(['finished']);
  expect(await printed(home, ['stats', '--topic', 'KITCHEN', ...SHORT])).toBe(
    await printed(home, ['stats', '--topic', 'kitchen', ...SHORT]),
  );
  expect(await printed(home, ['export', '-f', 'JSON'])).toBe(await printed(home, ['export', '-f', 'json']));
});
