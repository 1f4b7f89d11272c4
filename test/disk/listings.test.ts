import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { loadListings } from '../../src/disk/listings.ts';
import type { Env } from '../../src/env.ts';
import { edit, numbered, README, tempFolder, WHOLE } from '../support/bank.ts';
import { fakeEnv } from '../support/env.ts';

let cwd: string;
let env: Env;
beforeEach(() => {
  cwd = tempFolder({ 'b/README.md': README, 'b/001-a.md': WHOLE, 'b/002-b.md': numbered(2, 'b') });
  onTestFinished(() => {
    rmSync(cwd, { recursive: true });
  });
  // An hour on: everything on disk has settled.
  env = { ...fakeEnv({ cwd }).env, now: () => Date.now() + 3_600_000 };
});

const at = (file: string): string => join(cwd, 'b', file);

/** Numbers and titles as they are listed, and how many questions did not load. */
async function listed(world = env): Promise<string[]> {
  const { banks, diagnostics } = await loadListings(world, ['b']);
  const rows = banks.flatMap(({ name, questions }) =>
    questions.map(({ bank, number, title }) => `${name}=${bank}/${number} ${title}`),
  );
  return [...rows, ...(diagnostics.length > 0 ? [`${diagnostics.length} findings`] : [])];
}

const TITLE = 'Retries that made it worse';
const BOTH = [`whole=whole/1 ${TITLE}`, `whole=whole/2 ${TITLE}`];

/** The same files, without the index: what the index must never differ from. */
async function fresh(): Promise<string[]> {
  rmSync(env.paths.cache, { recursive: true, force: true });
  return listed();
}

describe('a list from the index', () => {
  test('is what a list of the files is', async () => {
    expect(await listed()).toEqual(BOTH);
    expect(readdirSync(env.paths.cache)).toHaveLength(1);
    expect(await listed()).toEqual(BOTH);
  });

  const CHANGES: Record<string, () => void> = {
    'a question edited': () => {
      writeFileSync(at('002-b.md'), edit(numbered(2, 'b'), TITLE, 'Another title'));
    },
    'a question edited to the same length, with its old time': () => {
      writeFileSync(at('002-b.md'), edit(numbered(2, 'b'), TITLE, TITLE.toUpperCase()));
      utimesSync(at('002-b.md'), 1, 1);
    },
    'a question added': () => {
      writeFileSync(at('003-c.md'), numbered(3, 'c'));
    },
    'a question that has the number of another': () => {
      writeFileSync(at('002-c.md'), numbered(2, 'c'));
    },
    'a question removed': () => {
      rmSync(at('001-a.md'));
    },
    'a question renamed': () => {
      renameSync(at('002-b.md'), at('02-b.md'));
    },
    'a question put back from a copy': () => {
      copyFileSync(at('002-b.md'), join(cwd, 'copy'));
      rmSync(at('002-b.md'));
      copyFileSync(join(cwd, 'copy'), at('002-b.md'));
    },
    'a question broken': () => {
      writeFileSync(at('002-b.md'), 'nothing');
    },
    'the vocabulary changed': () => {
      writeFileSync(at('README.md'), edit(README, 'mid, senior', 'mid, junior'));
    },
    'the bank called something else': () => {
      writeFileSync(at('README.md'), edit(README, 'bank: whole', 'bank: other'));
    },
    'the page with the name gone': () => {
      rmSync(at('README.md'));
    },
  };
  test.each(Object.entries(CHANGES))('sees at once: %s', async (_name, change) => {
    await listed();
    change();
    const seen = await listed();
    expect(seen).toEqual(await fresh());
    expect(seen).not.toEqual([]);
  });

  test.each<[string, () => void]>([
    [
      'a question added',
      () => {
        writeFileSync(at('more/004-d.md'), numbered(4, 'd'));
      },
    ],
    [
      'a question removed',
      () => {
        rmSync(at('more/003-c.md'));
      },
    ],
    [
      'a folder added, with a question',
      () => {
        mkdirSync(at('more/deep'));
        writeFileSync(at('more/deep/004-d.md'), numbered(4, 'd'));
      },
    ],
    [
      'the folder renamed',
      () => {
        renameSync(at('more'), at('other'));
      },
    ],
  ])('sees at once in a folder of the bank: %s', async (_name, change) => {
    mkdirSync(at('more'));
    writeFileSync(at('more/003-c.md'), numbered(3, 'c'));
    expect(await listed()).toEqual([...BOTH, `whole=whole/3 ${TITLE}`]);
    change();
    expect(await listed()).toEqual(await fresh());
  });

  test('keeps no bank with a link in it, for what that leads to may change without a trace', async () => {
    mkdirSync(at('more'));
    writeFileSync(at('more/c'), numbered(3, 'c'));
    symlinkSync('more/c', at('003-c.md'));
    expect(await listed()).toEqual([...BOTH, `whole=whole/3 ${TITLE}`]);
    expect(existsSync(env.paths.cache)).toBe(false);
  });

  test('is not trusted about files that were changed a moment ago', async () => {
    const now = { ...env, now: Date.now };
    await listed(now);
    expect(await listed(now)).toEqual(BOTH);
    writeFileSync(at('002-b.md'), edit(numbered(2, 'b'), TITLE, 'Another title'));
    expect(await listed(now)).toContain('whole=whole/2 Another title');
  });

  test('does without one that cannot be written', async () => {
    writeFileSync(join(cwd, 'file'), '');
    const nowhere = { ...env, paths: { ...env.paths, cache: join(cwd, 'file', 'x') } };
    expect(await listed(nowhere)).toEqual(BOTH);
    expect(await listed(nowhere)).toEqual(BOTH);
  });
});
