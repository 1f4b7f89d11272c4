import { readFileSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { makePrivateFolder } from './paths.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Values that were derived from files, in one file of their own, each good for as long as its files stay as they are. The
 * key of a value is a path below the index's root: a file, or a folder of which some files count. An index is disposable.
 * Where it is missing, damaged, of another build or cannot be written, all is derived afresh, and nobody is bothered.
 */
export interface Index<Value> {
  /** The value of a key; undefined where there is none, or a file has changed since. */
  get: (key: string) => Value | undefined;
  /**
   * Looks at the files of a key, before any of them is read. For a folder, `list` names what counts in it, folders and
   * files: they are named after a look at the folder, which changes when a file comes, goes or gets another name. A list
   * of null says that nothing can be known of what counts.
   */
  look: (key: string, list?: () => readonly string[] | null) => Sight;
  /** What was derived from the files that were looked at. */
  keep: (key: string, sight: Sight, value: Value) => void;
  /** Writes the index where it has changed. Values that nobody asked for are left out. */
  save: () => void;
}

/**
 * How the files of a key looked: inode, size and change time of the path itself and then of each that counts below it. An
 * edit, a file in place of another and a copy that was put back all show: nobody can set a change time.
 * null: the files are not there, or so fresh that another change could look the same.
 */
export type Sight = { names: readonly string[]; marks: readonly number[] | Float64Array } | null;

/** Numbers that a sight has of a path. */
const MARKS = 3;

/** Some file systems count their times by two seconds. */
const SETTLED = 2000;

/** What an index is made of, and by whom. */
export interface IndexOptions<Value> {
  file: string;
  root: string;
  /** Names the kind of its values, and the build of the program that derives them. */
  title: string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** How the values stand in the file together, where many have something in common; absent: as they are. */
  packing?: Packing<Value>;
}

/** Each the reverse of the other. What is packed is JSON. */
export interface Packing<Value> {
  pack: (values: readonly Value[]) => unknown;
  unpack: (packed: never) => readonly Value[];
}

/** Opens an index, as it was saved last under the same title. */
export function openIndex<Value>(options: IndexOptions<Value>): Index<Value> {
  const { file, root, title, now, packing = AS_THEY_ARE } = options;
  const before = new Map(readEntries<Value>(file, title, packing));
  const after = new Map<string, Kept<Value>>();
  let isNew = false;
  return {
    get(key) {
      const kept = before.get(key);
      if (kept === undefined || !isAsSeen(`${root}/${key}`, kept[0])) return undefined;
      after.set(key, kept);
      return kept[1];
    },
    look: (key, list = () => []) => look(`${root}/${key}`, list, now()),
    keep(key, sight, value) {
      if (sight === null) return;
      after.set(key, [sight, value]);
      isNew = true;
    },
    save() {
      if (isNew || after.size !== before.size) writeEntries(file, title, packing, [...after]);
    },
  };
}

type Kept<Value> = readonly [sight: NonNullable<Sight>, value: Value];

const AS_THEY_ARE = { pack: (values: readonly unknown[]) => values, unpack: (packed: never) => packed };

function look(path: string, list: () => readonly string[] | null, now: number): Sight {
  const marks: number[] = [];
  const see = (found: Stats): boolean => {
    marks.push(found.ino, found.size, found.ctimeMs);
    return now - found.ctimeMs >= SETTLED;
  };
  try {
    if (!see(statSync(path))) return null;
    const names = list();
    const areSettled = names?.every((name) => see(statSync(`${path}/${name}`)));
    return names !== null && areSettled ? { names, marks } : null;
  } catch {
    return null;
  }
}

function isAsSeen(path: string, { names, marks }: NonNullable<Sight>): boolean {
  const isSame = (found: Stats | undefined, at: number): boolean =>
    found?.ino === marks[at] && found?.size === marks[at + 1] && found?.ctimeMs === marks[at + 2];
  return (
    isSame(statOf(path), 0) &&
    names.every((name, place) => isSame(statOf(`${path}/${name}`), (place + 1) * MARKS))
  );
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/**
 * The file: a line that says whose the entries are and what they add up to, a line of JSON, and the marks of all sights as
 * numbers of eight bytes, which take no time to read. The keys, each with the names that its sight has, and the values are
 * in the same order.
 */
interface Stored {
  keys: readonly (readonly [key: string, names: readonly string[]])[];
  values: never;
}

function firstLine(title: string, entries: Uint8Array): string {
  return `hotseat index of ${title}, CRC-32 ${crc32(entries).toString(16)}\n`;
}

function readEntries<Value>(
  file: string,
  title: string,
  { unpack }: Packing<Value>,
): [key: string, kept: Kept<Value>][] {
  try {
    const bytes = readFileSync(file);
    const start = bytes.indexOf('\n') + 1;
    const entries = bytes.subarray(start);
    const isOurs = bytes.toString('utf8', 0, start) === firstLine(title, entries);
    if (!isOurs) return [];
    const end = entries.indexOf('\n');
    const { keys, values } = JSON.parse(entries.toString('utf8', 0, end)) as Stored;
    const all = new Float64Array(Uint8Array.from(entries.subarray(end + 1)).buffer);
    let at = 0;
    return unpack(values).map((value, place) => {
      const [key = '', names = []] = keys[place] ?? [];
      const marks = all.subarray(at, (at += (names.length + 1) * MARKS));
      return [key, [{ names, marks }, value]];
    });
  } catch {
    return [];
  }
}

function writeEntries<Value>(
  file: string,
  title: string,
  { pack }: Packing<Value>,
  kept: readonly [key: string, kept: Kept<Value>][],
): void {
  try {
    const keys = kept.map(([key, [{ names }]]) => [key, names]);
    const json = JSON.stringify({ keys, values: pack(kept.map(([, [, value]]) => value)) });
    const marks = Float64Array.from(kept.flatMap(([, [sight]]) => [...sight.marks]));
    const entries = Buffer.concat([Buffer.from(`${json}\n`), new Uint8Array(marks.buffer)]);
    makePrivateFolder(dirname(file));
    writeWhole(file, Buffer.concat([Buffer.from(firstLine(title, entries)), entries]));
  } catch {
    // Without it the next run takes longer, and that is all.
  }
}
