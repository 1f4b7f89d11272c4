import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openIndex } from '../../src/platform/index-file.ts';
import { diskWorld, nextTick } from '../support/disk.ts';

/** A folder of files with an index, `later` milliseconds after the files were written. */
function world(later = 10_000) {
  const { env } = diskWorld();
  const root = join(env.cwd, 'root');
  mkdirSync(root);
  const open = (build = env.build) =>
    openIndex<unknown>({ ...env, build, now: () => Date.now() + later }, 'test', root);
  return {
    root,
    file: join(env.paths.cache, 'test.index'),
    open,
    /** The value that a later process finds for a key. */
    isKept: (key: string) => open().get(key) !== undefined,
    /** Derives a value from a file or, for a folder, from the files in it, and saves it. */
    keep: (key: string, value: unknown = `from ${key}`) => {
      const index = open();
      const path = join(root, key);
      const list = statSync(path).isDirectory() ? () => readdirSync(path) : undefined;
      index.keep(key, index.look(key, list), value);
      index.save();
    },
  };
}

describe('a cached value', () => {
  it('stays while nothing changes, whatever it is', () => {
    const { root, keep, open } = world();
    const value = { text: 'ü 日本 \n\t\u2028', list: [1.5, null, { deep: true }] };
    writeFileSync(join(root, '__proto__'), 'text');
    keep('__proto__', value);
    expect(open().get('__proto__')).toEqual(value);
    expect(open().get('another')).toBeUndefined();
  });

  const CHANGES: Record<string, (path: string, aside: string) => void> = {
    'is edited to the same length': (path) => {
      writeFileSync(path, 'TEXT');
    },
    'is edited to the same length, with its old time': (path) => {
      const { atime, mtime } = statSync(path);
      writeFileSync(path, 'TEXT');
      utimesSync(path, atime, mtime);
    },
    'is appended to': (path) => {
      appendFileSync(path, 'more');
    },
    'is replaced by another with the same length and time': (path, aside) => {
      const { atime, mtime } = statSync(path);
      writeFileSync(aside, 'TEXT');
      utimesSync(aside, atime, mtime);
      renameSync(aside, path);
    },
    'is removed': (path) => {
      rmSync(path);
    },
    'is renamed': (path) => {
      renameSync(path, `${path}.old`);
    },
    'is removed and restored from a copy': (path, aside) => {
      const { atime, mtime } = statSync(path);
      copyFileSync(path, aside);
      rmSync(path);
      copyFileSync(aside, path);
      utimesSync(path, atime, mtime);
    },
    'is swapped with another': (path, aside) => {
      renameSync(path, aside);
      renameSync(`${path}.other`, path);
      renameSync(aside, `${path}.other`);
    },
    'becomes a folder': (path) => {
      rmSync(path);
      mkdirSync(path);
    },
  };

  it.each(Object.entries(CHANGES))('is gone once its file %s', (_, change) => {
    const { root, keep, isKept } = world();
    const path = join(root, 'one');
    for (const name of [path, `${path}.other`]) writeFileSync(name, 'text');
    nextTick(root);
    keep('one');
    expect(isKept('one')).toBe(true);
    change(path, join(root, 'aside'));
    expect(isKept('one')).toBe(false);
  });

  it.each(Object.entries(CHANGES))('is gone once a file in its folder %s', (_, change) => {
    const { root, keep, isKept } = world();
    const path = join(root, 'folder', 'one');
    mkdirSync(join(root, 'folder'));
    for (const name of [path, `${path}.other`]) writeFileSync(name, 'text');
    nextTick(root);
    keep('folder');
    expect(isKept('folder')).toBe(true);
    change(path, join(root, 'folder', 'aside'));
    expect(isKept('folder')).toBe(false);
  });

  it('is gone once a file is added to its folder', () => {
    const { root, keep, isKept } = world();
    mkdirSync(join(root, 'folder'));
    nextTick(root);
    keep('folder');
    writeFileSync(join(root, 'folder', 'one'), 'text');
    expect(isKept('folder')).toBe(false);
  });

  it('is gone if a file was added while it was derived', () => {
    const { root, open, isKept } = world();
    mkdirSync(join(root, 'folder'));
    nextTick(root);
    const index = open();
    const sight = index.look('folder', () => {
      writeFileSync(join(root, 'folder', 'late'), 'text');
      return [];
    });
    index.keep('folder', sight, 'without the late one');
    index.save();
    expect(isKept('folder')).toBe(false);
  });

  it('leaves the index when it is no longer used', () => {
    const { root, file, open, isKept } = world();
    for (const name of ['one', 'two']) writeFileSync(join(root, name), 'text');
    const index = open();
    for (const name of ['one', 'two']) index.keep(name, index.look(name), `from ${name}`);
    index.save();
    expect(readFileSync(file, 'utf8')).toContain('from two');
    const later = open();
    later.get('one');
    later.save();
    expect(readFileSync(file, 'utf8')).not.toContain('from two');
    expect(isKept('one')).toBe(true);
  });
});

describe('a change within the last two seconds', () => {
  it.each([
    ['a moment ago', 0],
    ['in the future, for the clock was set back', -60_000],
    ['just under two seconds ago', 1500],
  ])('is not kept: %s', (_, later) => {
    const { root, file, keep, isKept } = world(later);
    writeFileSync(join(root, 'one'), 'text');
    keep('one');
    expect(isKept('one')).toBe(false);
    expect(existsSync(file)).toBe(false);
  });

  it('is not cached if only one file of a folder is so new', () => {
    const { root, open } = world(0);
    mkdirSync(join(root, 'folder'));
    writeFileSync(join(root, 'folder', 'one'), 'text');
    expect(open().look('folder', () => ['one'])).toBeNull();
  });
});

describe('the file of an index', () => {
  function kept() {
    const all = world();
    writeFileSync(join(all.root, 'one'), 'text');
    all.keep('one', { title: 'A title', more: [1, 2, 3] });
    return all;
  }

  it('is private to its owner', () => {
    const { file } = kept();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(file, '..'))).toEqual(['test.index']);
  });

  it('is ignored with any byte changed, or cut off anywhere', () => {
    const { file, isKept } = kept();
    const whole = readFileSync(file);
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, by) => {
        const bytes = Buffer.from(whole);
        bytes[place] = (bytes[place] ?? 0) ^ by;
        writeFileSync(file, bytes);
        expect(isKept('one')).toBe(false);
        writeFileSync(file, whole.subarray(0, place));
        expect(isKept('one')).toBe(false);
      }),
      { numRuns: 200 },
    );
    writeFileSync(file, whole);
    expect(isKept('one')).toBe(true);
  });

  it.each(['', '{}', 'null\n', '\n', '[["one",[[],"planted"]]]', '\0'.repeat(100)])(
    'is ignored if it is another file: %j',
    (text) => {
      const { file, isKept, keep } = kept();
      writeFileSync(file, text);
      expect(isKept('one')).toBe(false);
      keep('one');
      expect(isKept('one')).toBe(true);
    },
  );

  it('is ignored where it is a pipe, and replaced', () => {
    const { file, root, keep, isKept } = world();
    writeFileSync(join(root, 'a'), 'text');
    keep('a');
    rmSync(file);
    execFileSync('mkfifo', [file]);
    expect(isKept('a')).toBe(false);
    keep('a');
    expect(isKept('a')).toBe(true);
  });

  it('is ignored by another build, which writes its own', () => {
    const { open, isKept } = kept();
    const index = open('a newer one');
    expect(index.get('one')).toBeUndefined();
    index.keep('one', index.look('one'), 'newer');
    index.save();
    expect(open('a newer one').get('one')).toBe('newer');
    expect(isKept('one')).toBe(false);
  });

  it.each([
    ['a folder is in its place', (file: string) => mkdirSync(file, { recursive: true })],
    [
      'its folder is a file',
      (file: string) => {
        writeFileSync(join(file, '..'), '');
      },
    ],
  ])('is not needed if %s', (_, obstruct) => {
    const { root, file, open, keep, isKept } = world();
    obstruct(file);
    writeFileSync(join(root, 'one'), 'text');
    keep('one');
    expect(isKept('one')).toBe(false);
    const index = open();
    index.keep('one', index.look('one'), 'in this run');
    expect(() => {
      index.save();
    }).not.toThrow();
  });

  it('is not written if nothing has changed', () => {
    const { file, open } = kept();
    const before = statSync(file).ino;
    const index = open();
    index.get('one');
    index.save();
    expect(statSync(file).ino).toBe(before);
  });
});
