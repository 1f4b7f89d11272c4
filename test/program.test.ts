import { expect, test } from 'vitest';
import { runProgram } from '../src/program.ts';
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
