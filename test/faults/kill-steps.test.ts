import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { readSession, sessionIds } from '../../src/journal/sessions.ts';
import { NO_STRACE } from '../support/faults.ts';
import { SHORT, test } from '../support/program.ts';

const ROUND = ['practice', '1', '--follow-ups', 'none', ...SHORT] as const;
const ANSWER = { input: 'Cool.\n---\n' };

describe('kill -9 at each step to the disk', { timeout: 600_000 }, () => {
  const CALLS = ['mkdir', 'link', 'rename', 'unlink', 'fsync', 'fdatasync'];

  for (const [what, args] of [
    ['a round', ROUND],
    ['a tag', ['sessions', 'tag', '--company', 'Acme']],
  ] as const) {
    test(`of ${what} leaves nothing that reads as a loss`, async ({ desk, skip }) => {
      skip(NO_STRACE !== null, NO_STRACE ?? '');
      await desk.run(ROUND, ANSWER);
      for (const call of CALLS) {
        for (let n = 1; ; n++) {
          const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${n}`];
          const under = ['strace', '-f', '-qq', '-o', '/dev/null', ...inject];
          const { code } = await desk.run(args, { ...ANSWER, under });
          const paths = { data: desk.home, cache: '', shippedBank: '' };
          for (const id of sessionIds(paths)) {
            expect(readSession(paths, id).damage, `after ${call} ${n}`).toEqual([]);
            const files = readdirSync(join(desk.home, 'sessions', id), { withFileTypes: true });
            for (const file of files.filter(({ name }) => name.endsWith('.jsonl')))
              expect(readFileSync(join(file.parentPath, file.name), 'utf8'), `after ${call} ${n}`).toMatch(
                /\n$/,
              );
          }
          if (code === 0) break;
        }
      }
      expect(await desk.run(['export', '--all', '-o', 'out'])).toMatchObject({ code: 0 });
    });
  }
});
