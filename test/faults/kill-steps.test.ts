import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect } from 'vitest';
import { questionTemplate, readmeTemplate } from '../../src/bank/question-template.ts';
import { readSession, sessionIds } from '../../src/journal/sessions.ts';
import { NO_STRACE } from '../support/faults.ts';
import type { Desk } from '../support/program.ts';
import { SHORT, test as base } from '../support/program.ts';

const test = base.extend<{ needsStrace: undefined }>({
  needsStrace: [
    async ({ skip }, use) => {
      skip(NO_STRACE !== null, NO_STRACE ?? '');
      await use(undefined);
    },
    { auto: true },
  ],
});

const ROUND = ['practice', '1', '--follow-ups', 'none', ...SHORT] as const;
const ANSWER = { input: 'Cool.\n---\n' };

/** Every system call by which a file or its name changes on the disk, but `write`, which all output is. */
const CALLS = ['mkdir', 'rmdir', 'link', 'rename', 'unlink', 'fsync', 'fdatasync'];

/** The command to start a program under that is killed with -9 at the n-th of these calls, of those about `path` if given. */
function killedAt(call: string, n: number, path?: string): readonly string[] {
  const only = path === undefined ? [] : ['-P', path];
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${n}`];
  return ['strace', '-f', '-qq', '-o', '/dev/null', ...only, ...inject];
}

/**
 * Runs a command again and again, killed at its first call of a kind, at its second and so on, until it has no more of
 * them and ends. Checks after each.
 */
async function killAtEach(
  desk: Desk,
  args: readonly string[],
  check: (after: string) => void,
): Promise<void> {
  for (const call of CALLS) {
    for (let n = 1; ; n++) {
      const { code } = await desk.run(args, { ...ANSWER, under: killedAt(call, n) });
      check(`${call} ${n}`);
      if (code === 0) break;
      expect(code, `${call} ${n}`).toBe(-1);
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The segments of all sessions are whole, and none reads as a loss. */
function checkSessions(desk: Desk, after: string): void {
  const paths = { data: desk.home, cache: '', shippedBank: '', config: '' };
  for (const id of sessionIds(paths)) {
    expect(readSession(paths, id).damage, after).toEqual([]);
    const folder = join(desk.home, 'sessions', id);
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.jsonl')))
      expect(readFileSync(join(folder, name), 'utf8'), `${name} after ${after}`).toMatch(/\n$/);
  }
}

describe('kill -9 at each step to the disk', { timeout: 600_000 }, () => {
  for (const [what, args] of [
    ['a round', ROUND],
    ['a tag', ['sessions', 'tag', '--company', 'Acme']],
    ['an index', ['sessions']],
  ] as const) {
    test(`of ${what}: nothing reads as a loss`, async ({ desk }) => {
      await desk.run(ROUND, ANSWER);
      const { stdout } = await desk.run(['export']);
      const [id = ''] = await desk.sessionIds();
      await killAtEach(desk, args, (after) => {
        checkSessions(desk, after);
      });
      expect(await desk.run(['export', '--all', '-o', 'out'])).toMatchObject({ code: 0 });
      const tags = /\n\nAcme\n/;
      const exported = readFileSync(join(desk.folder, 'out', `${id}.md`), 'utf8');
      expect(exported.replace(tags, '\n')).toBe(stdout);
    });
  }

  test('of a deletion: the session is where it was, or in the trash', async ({ desk }) => {
    for (let n = 0; n < 8; n++) await desk.run(ROUND, ANSWER);
    const all = await desk.sessionIds();
    for (const call of CALLS) {
      const [id = ''] = await desk.sessionIds();
      await desk.run(['sessions', 'delete', id, '--yes'], { under: killedAt(call, 1) });
      checkSessions(desk, call);
      expect([...(await desk.sessionIds()), ...namesIn(join(desk.home, 'trash'))].sort()).toEqual(all);
    }
  });

  for (const [format, isForced] of [
    ['md', false],
    ['html', true],
  ] as const) {
    test(`of an export as ${format}: the file is as it was, or whole`, async ({ desk }) => {
      await desk.run(ROUND, ANSWER);
      const whole = (await desk.run(['export', '-f', format])).stdout;
      const file = join(desk.folder, 'round');
      const args = ['export', '-f', format, '-o', 'round', '--force'];
      if (isForced) writeFileSync(file, 'dear');
      await killAtEach(desk, args, (after) => {
        const found = namesIn(desk.folder).includes('round') ? readFileSync(file, 'utf8') : 'dear';
        expect(['dear', whole], after).toContain(found);
      });
      expect(readFileSync(file, 'utf8')).toBe(whole);
      expect(namesIn(desk.folder).sort()).toEqual(['home', 'round']);
    });
  }

  const NO_WORDS = { topics: [], roles: [], levels: [] };
  const NEW = { number: 1, id: 'why', title: 'Why', today: '2026-11-24', vocabulary: NO_WORDS };
  const LIST = '### What is jitter?\n\nChance in a wait.\n\n### What is a budget?\n\nA share of requests.\n';

  for (const [what, args, first, isWhole] of [
    ['a new question', ['bank', 'new', 'Why'], '1001-why.md', /(?<=\n)## Takeaway\n[^]*-->\n$/],
    [
      'an import',
      ['bank', 'import', 'list.md'],
      '1001-what-is-jitter.md',
      /\n(?:Chance in a wait|A share of requests)\.\n$/,
    ],
  ] as const) {
    test(`of ${what}: each file is whole or not there, and no number is given twice`, async ({ desk }) => {
      expect(questionTemplate(NEW)).toMatch(/(?<=\n)## Takeaway\n[^]*-->\n$/);
      writeFileSync(join(desk.folder, 'list.md'), LIST);
      const bank = join(desk.home, 'my-bank');
      const check = (after: string): void => {
        const files = namesIn(bank).filter((name) => name.endsWith('.md'));
        for (const name of files) {
          const text = readFileSync(join(bank, name), 'utf8');
          if (name === 'README.md') expect(text, after).toBe(readmeTemplate('my-bank'));
          else expect(text, `${basename(name)} after ${after}`).toMatch(isWhole);
        }
        const numbers = files.flatMap((name) => /^\d+/.exec(name) ?? []);
        expect(new Set(numbers).size, after).toBe(numbers.length);
      };
      for (const call of ['openat', 'write', 'pwrite64', 'close', 'link']) {
        await desk.run(args, { under: killedAt(call, 1, join(bank, first)) });
        check(`${call} of ${first}`);
        rmSync(bank, { recursive: true });
      }
      await killAtEach(desk, args, check);
      await desk.run(['bank', 'new', 'Last']);
      expect(namesIn(bank).filter((name) => !name.endsWith('.md'))).toEqual([]);
    });
  }
});
