import { stats } from '../../src/commands/stats.ts';
import { fakeEnv } from './env.ts';

/** What `hotseat stats` prints for a data folder at noon on 2026-11-24. */
export async function run(home: string, bank: string, options = {}, columns?: number) {
  const { env, stdout, stderr } = fakeEnv({
    cwd: home,
    data: home,
    vars: { NO_COLOR: '1', PAGER: 'cat' },
    ...(columns === undefined ? {} : { columns }),
  });
  const code = await stats(env, { bank: [bank], topic: [], ...options });
  return { code, out: stdout(), err: stderr() };
}
