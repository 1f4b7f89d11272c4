import { statSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Env } from './env.ts';
import { makePrivateFolder } from './paths.ts';
import { readPlainFile, writeWhole } from './files.ts';

/**
 * Values derived from files, in one file, each valid while its files stay unchanged. A value's key is a path below the
 * index's root: a file, or a folder in which some files count. An index is disposable: where it is missing, damaged, from
 * another build or not writable, everything is derived again, and nothing is reported.
 */
export interface Index<Value> {
  /** The value of a key; undefined if there is none, or if a file has changed since. */
  get: (key: string) => Value | undefined;
  /**
   * Looks at the files of a key; call it before reading any of them. For a folder, `list` names the files and folders in
   * it that count, or null if that cannot be known. It is called after the folder itself was looked at: the folder changes
   * when a file is added, removed or renamed.
   */
  look: (key: string, list?: () => readonly string[] | null) => Sight;
  /** Keeps a value that was derived from the files that were looked at. */
  keep: (key: string, sight: Sight, value: Value) => void;
  /** Writes the index if it has changed. Values that were not asked for are dropped. */
  save: () => void;
}

/**
 * How the path of a key looked, and each path below it that counts. null if one of them is missing, or is so new that
 * another change could look the same.
 */
export type Sight = readonly Look[] | null;

/**
 * One path: its name below the key ('' for the key's own path), inode, size and change time. Edits, replaced files and
 * restored copies all show, since no program can set a change time.
 */
type Look = readonly [name: string, inode: number, size: number, changed: number];

/** Some file systems store times in steps of two seconds. */
const SETTLED = 2000;

/** Opens an index of paths below `root`, as this build of the program last saved it under this name. */
export function openIndex<Value>(
  { paths, build, now }: Pick<Env, 'paths' | 'build' | 'now'>,
  name: string,
  root: string,
): Index<Value> {
  const file = join(paths.cache, `${name}.index`);
  const title = `${name} in ${JSON.stringify(root)} by hotseat ${build}`;
  const before = new Map(readEntries<Value>(file, title).map((entry) => [entry[0], entry]));
  const after = new Map<string, Entry<Value>>();
  let isNew = false;
  return {
    get(key) {
      const entry = before.get(key);
      if (entry === undefined || !isAsSeen(`${root}/${key}`, entry[1])) return undefined;
      after.set(key, entry);
      return entry[2];
    },
    look: (key, list = () => []) => look(`${root}/${key}`, list, now()),
    keep(key, sight, value) {
      if (sight === null) return;
      after.set(key, [key, sight, value]);
      isNew = true;
    },
    save() {
      if (isNew || after.size !== before.size) writeEntries(file, title, [...after.values()]);
    },
  };
}

type Entry<Value> = readonly [key: string, sight: readonly Look[], value: Value];

function look(path: string, list: () => readonly string[] | null, now: number): Sight {
  const see = (name: string): Look => {
    const { ino, size, ctimeMs } = statSync(pathOf(path, name));
    return [name, ino, size, ctimeMs];
  };
  const isSettled = ([, , , changed]: Look): boolean => now - changed >= SETTLED;
  try {
    const own = see('');
    const names = list();
    if (names === null) return null;
    const sight = [own, ...names.map(see)];
    return sight.every(isSettled) ? sight : null;
  } catch {
    return null;
  }
}

function isAsSeen(path: string, sight: readonly Look[]): boolean {
  return sight.every(([name, inode, size, changed]) => {
    const found = statOf(pathOf(path, name));
    return found?.ino === inode && found.size === size && found.ctimeMs === changed;
  });
}

function pathOf(path: string, name: string): string {
  return name === '' ? path : `${path}/${name}`;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The file: a line that names the index and has the checksum of the rest, and the entries as JSON. */
function firstLine(title: string, entries: string | Uint8Array): string {
  return `hotseat index of ${title}, CRC-32 ${crc32(entries).toString(16)}\n`;
}

function readEntries<Value>(file: string, title: string): Entry<Value>[] {
  try {
    const bytes = readPlainFile(file);
    if (typeof bytes === 'string') return [];
    const start = bytes.indexOf('\n') + 1;
    const entries = bytes.subarray(start);
    if (bytes.toString('utf8', 0, start) !== firstLine(title, entries)) return [];
    return JSON.parse(entries.toString()) as Entry<Value>[];
  } catch {
    return [];
  }
}

function writeEntries(file: string, title: string, entries: readonly Entry<unknown>[]): void {
  try {
    const json = JSON.stringify(entries);
    makePrivateFolder(dirname(file));
    writeWhole(file, firstLine(title, json) + json);
  } catch {
    // The next run takes longer without it, no more.
  }
}
