import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/program.ts';
import type { Env } from '../../src/platform/env.ts';
import { fakeEnv } from '../support/env.ts';
import { homeWith, idOf } from '../support/stored.ts';

/** What these commands say on standard error, on a terminal this wide or through a pipe. */
async function said(
  commands: readonly string[][],
  columns?: number,
  vars: Env['vars'] = {},
): Promise<string> {
  const home = homeWith(['finished', 'paused']);
  const { env, stderr } = fakeEnv({ cwd: home, data: home, vars: { NO_COLOR: '1', ...vars } });
  if (columns !== undefined) Object.assign(env.stderr, { isTTY: true, columns });
  for (const words of commands) await runProgram(words, env);
  return stderr().replaceAll(home, '/home');
}

const id = idOf('finished');
const COMMANDS = [
  ['sessions', 'rename', id, 'The onsite at Acme'],
  ['sessions', 'tag', id, '--company', 'Acme', '--position', 'staff engineer', '--interviewer', 'Petra'],
  ['export', id, '-o', 'the transcript of the onsite.md'],
  ['export', '--all', '-o', 'all of the transcripts'],
  ['bank', 'new', 'Retries that made it worse'],
  ['sessions', 'delete', id, '--yes'],
];

describe('what a command says beside its output', () => {
  it('breaks between words only', async () => {
    const whole = await said(COMMANDS);
    for (const columns of [40, 80]) {
      const broken = await said(COMMANDS, columns);
      expect(broken.replaceAll(/\n {2}/g, ' ')).toBe(whole);
      for (const line of broken.split('\n').filter((one) => /\S \S/.test(one)))
        expect(line.length).toBeLessThan(columns);
    }
  });

  it('names commands as the user types them', async () => {
    const vars = { npm_package_name: 'hotseat', npm_lifecycle_event: 'start' };
    const text = await said([['bank', 'new', 'Retries']], undefined, vars);
    expect(text).toContain('`npm start -- practice 1001` asks it.');
    expect(text).not.toContain('`hotseat ');
  });
});
