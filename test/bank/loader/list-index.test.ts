import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { loadBanks } from '../../../src/bank/loader/load-banks.ts';
import { listBanks } from '../../../src/bank/loader/list-index.ts';
import { noticeOf } from '../../../src/bank/loader/bank-folders.ts';
import type { Env } from '../../../src/platform/env.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../../support/bank.ts';
import { fakeEnv } from '../../support/env.ts';

let cwd: string;
let env: Env;
beforeEach(() => {
  cwd = tempFolder({
    'b/README.md': README,
    // By number, not by name.
    'b/010-j.md': numbered(10, 'j'),
    'b/001-a.md': WHOLE,
    'b/2-b.md': edit(numbered(2, 'b'), 'roles: [ai-engineer, sdet]', 'roles: [sdet]'),
  });
  onTestFinished(() => {
    rmSync(cwd, { recursive: true });
  });
  // An hour later: everything on disk has settled.
  env = { ...fakeEnv({ cwd }).env, now: () => Date.now() + 3_600_000 };
});

const at = (file: string): string => join(cwd, 'b', file);

type Loaded = Awaited<ReturnType<typeof listBanks | typeof loadBanks>>;

/** Everything that a list shows: each bank's name and vocabulary, its questions without texts, and what did not load. */
function told({ banks, faults }: Loaded): object {
  return {
    banks: banks.map(({ name, vocabulary, questions }) => ({
      name,
      vocabulary,
      questions: questions.map(({ bank, number, id, title, topic, kind, level, roles, minutes, file }) =>
        // Sorted, whichever way it was read.
        ({ bank, number, id, title, topic, kind, level, roles, minutes, file }),
      ),
    })),
    notice: noticeOf(faults, []),
  };
}

/** The message of a refusal. */
const orWhy = (loading: Promise<Loaded>): Promise<object> =>
  loading.then(told, (error: unknown) => ({ refused: String(error) }));

const listed = (folders = ['b'], world = env): Promise<object> => orWhy(listBanks(world, folders));
/** What a round reads, which the list must match. */
const read = (folders = ['b']): Promise<object> => orWhy(loadBanks(env, folders));

const indexes = (): string[] => (existsSync(env.paths.cache) ? readdirSync(env.paths.cache) : []);

describe('a list from the index', () => {
  test('equals reading the files, both times', async () => {
    const whole = await read();
    expect(await listed()).toEqual(whole);
    expect(indexes()).toHaveLength(1);
    expect(await listed()).toEqual(whole);
    expect(whole).toMatchObject({ banks: [{ questions: [{ number: 1 }, { number: 2 }, { number: 10 }] }] });
  });

  const CHANGES: Record<string, () => void> = {
    'a question edited': () => {
      writeFileSync(at('2-b.md'), edit(numbered(2, 'b'), 'Retries', 'Another'));
    },
    'a question edited to the same length, with its old time': () => {
      writeFileSync(at('2-b.md'), edit(readFileSync(at('2-b.md'), 'utf8'), 'Retries', 'RETRIES'));
      utimesSync(at('2-b.md'), 1, 1);
    },
    'a question added': () => {
      writeFileSync(at('003-c.md'), numbered(3, 'c'));
    },
    'a question with the number of another': () => {
      writeFileSync(at('002-c.md'), numbered(2, 'c'));
    },
    'a question with the id of another': () => {
      writeFileSync(at('003-c.md'), numbered(3, 'b'));
    },
    'a question removed': () => {
      rmSync(at('001-a.md'));
    },
    'a question renamed': () => {
      renameSync(at('2-b.md'), at('02-b.md'));
    },
    'a question restored from a copy': () => {
      copyFileSync(at('2-b.md'), join(cwd, 'copy'));
      rmSync(at('2-b.md'));
      copyFileSync(join(cwd, 'copy'), at('2-b.md'));
    },
    'a question broken': () => {
      writeFileSync(at('2-b.md'), 'nothing');
    },
    'all questions broken': () => {
      for (const file of ['001-a.md', '2-b.md', '010-j.md']) writeFileSync(at(file), 'nothing');
    },
    'all questions removed': () => {
      for (const file of ['001-a.md', '2-b.md', '010-j.md']) rmSync(at(file));
    },
    'the vocabulary changed': () => {
      writeFileSync(at('README.md'), edit(README, 'mid, senior', 'mid, junior'));
    },
    'the bank renamed': () => {
      writeFileSync(at('README.md'), edit(README, 'bank: whole', 'bank: other'));
    },
    'the README broken': () => {
      writeFileSync(at('README.md'), edit(README, 'bank: whole', 'bank: [whole]'));
    },
    'the README removed': () => {
      rmSync(at('README.md'));
    },
  };
  test.each(Object.entries(CHANGES))('sees at once, and caches: %s', async (_name, change) => {
    const before = await listed();
    change();
    const after = await read();
    expect(await listed()).toEqual(after);
    expect(await listed()).toEqual(after);
    if (!_name.includes('copy')) expect(after).not.toEqual(before);
  });

  const BELOW: Record<string, () => void> = {
    'a question added': () => {
      writeFileSync(at('more/004-d.md'), numbered(4, 'd'));
    },
    'a question removed': () => {
      rmSync(at('more/003-c.md'));
    },
    'a folder added, with a question': () => {
      mkdirSync(at('more/deep'));
      writeFileSync(at('more/deep/004-d.md'), numbered(4, 'd'));
    },
    'the folder renamed': () => {
      renameSync(at('more'), at('other'));
    },
  };
  test.each(Object.entries(BELOW))('sees at once in a subfolder: %s', async (_name, change) => {
    mkdirSync(at('more'));
    writeFileSync(at('more/003-c.md'), numbered(3, 'c'));
    const before = await listed();
    expect(before).toEqual(await read());
    change();
    expect(await listed()).not.toEqual(before);
    expect(await listed()).toEqual(await read());
  });

  test('does not cache what changed between checking the files and reading them', async () => {
    let looks = 0;
    const changing = () => {
      // The clock is read when the files are checked.
      if (++looks === 1) writeFileSync(at('2-b.md'), edit(numbered(2, 'b'), 'Retries', 'Another'));
      return env.now();
    };
    await listed(['b'], { ...env, now: changing });
    expect(looks).toBeGreaterThan(0);
    expect(await listed()).toEqual(await read());
  });

  test('reports from the index too what did not load, and lists the rest', async () => {
    writeFileSync(at('2-b.md'), 'nothing');
    for (let look = 0; look < 2; look++)
      expect(await listed()).toMatchObject({
        banks: [{ questions: [{ number: 1 }, { number: 10 }] }],
        notice: expect.stringContaining('1 question did not load') as string,
      });
    expect(indexes()).toHaveLength(1);
  });

  test('is used by one build only', async () => {
    const before = await listed();
    const [file = ''] = indexes();
    const path = join(env.paths.cache, file);
    const ours = readFileSync(path);
    await listed(['b'], { ...env, build: 'another' });
    expect(readFileSync(path).equals(ours)).toBe(false);
    expect(await listed()).toEqual(before);
  });

  test('does not cache a bank with an unreadable file, which may become readable unnoticed', async () => {
    execFileSync('mkfifo', [at('003-c.md')]);
    expect(await listed()).toEqual(await read());
    expect(indexes()).toEqual([]);
  });

  test('is not trusted for files that changed a moment ago', async () => {
    const now = { ...env, now: Date.now };
    await listed(['b'], now);
    expect(await listed(['b'], now)).toEqual(await read());
    writeFileSync(at('2-b.md'), edit(numbered(2, 'b'), 'Retries', 'Another'));
    expect(await listed(['b'], now)).toEqual(await read());
  });

  test('works without an index if it cannot be written', async () => {
    writeFileSync(join(cwd, 'file'), '');
    const nowhere = { ...env, paths: { ...env.paths, cache: join(cwd, 'file', 'x') } };
    expect(await listed(['b'], nowhere)).toEqual(await read());
    expect(await listed(['b'], nowhere)).toEqual(await read());
  });
});

describe('several banks', () => {
  const beside = (name: string): void => {
    mkdirSync(join(cwd, 'c'));
    writeFileSync(join(cwd, 'c', 'README.md'), edit(README, 'bank: whole', `bank: ${name}`));
    writeFileSync(join(cwd, 'c', '001-a.md'), WHOLE);
  };

  test('have one index each', async () => {
    beside('other');
    const both = await read(['b', 'c']);
    expect(await listed(['b', 'c'])).toEqual(both);
    expect(await listed(['b', 'c'])).toEqual(both);
    expect(indexes()).toHaveLength(2);
  });

  test('with the same name are refused, from the index too', async () => {
    beside('whole');
    await listed(['b']);
    await listed(['c']);
    expect(await listed(['b', 'c'])).toEqual(await read(['b', 'c']));
    expect(await listed(['b', 'c'])).toMatchObject({ refused: expect.stringContaining('"whole"') as string });
  });

  test('leave out an empty bank of the user, and report a broken one', async () => {
    const own = join(env.paths.data, 'my-bank');
    mkdirSync(own, { recursive: true });
    env = { ...env, paths: { ...env.paths, shippedBank: join(cwd, 'b') } };
    expect(await listed([])).toEqual(await read([]));
    writeFileSync(join(own, '1001-x.md'), 'nothing');
    expect(await listed([])).toEqual(await read([]));
    expect(await listed([])).toMatchObject({ notice: expect.stringContaining('1 question') as string });
  });
});
