import { join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Env } from '../../platform/env.ts';
import { openIndex } from '../../platform/index-file.ts';
import { type ListedBank, listOf } from '../listed.ts';
import { defaultFolders, isSpare, realFolder, shownPath } from './bank-folders.ts';
import type { ReadList } from './load-banks.ts';

interface ListedBanks {
  banks: ListedBank[];
  /** The paths of files with an error, for messages. */
  faults: string[];
}

/**
 * What lists need of the banks. A bank whose files have not changed since it was last read comes from an index. Throws what
 * `loadBanks` throws.
 */
export async function listBanks(env: Env, folders: readonly string[]): Promise<ListedBanks> {
  const wanted = folders.length > 0 ? folders : defaultFolders(env);
  const absolute = new Set(wanted.map((folder) => resolve(env.cwd, folder)));
  const read = await Promise.all([...absolute].map((folder) => listBank(env, folder)));
  const banks = read
    .map(({ bank }) => bank)
    .filter(({ folder, questions }) => questions.length > 0 || !isSpare(env, folders, folder));
  const names = new Set(banks.map(({ name }) => name));
  if (names.size < banks.length || banks.some(({ questions }) => questions.length === 0))
    return refuseToLoad(env, folders);
  const faults = read.flatMap((each) =>
    each.faults.map((file) => shownPath(env, join(each.bank.folder, file))),
  );
  return { banks, faults };
}

/** Throws the error of `loadBanks`, unless the banks were fixed in the meantime. */
async function refuseToLoad(env: Env, folders: readonly string[]): Promise<ListedBanks> {
  const { loadBanks } = await import('./load-banks.ts');
  const { banks, faults } = await loadBanks(env, folders);
  return { banks: banks.map(listOf), faults };
}

/** What the index of a bank keeps. */
type KeptList = Pick<ReadList, 'bank' | 'faults'>;

/** An index has the bank under one key: the bank's own folder, relative to itself. */
const WHOLE = '';

/** Lists a bank from its index, or else from its files. `folder` is absolute. */
async function listBank(env: Env, folder: string): Promise<KeptList> {
  const root = realFolder(env, folder);
  const name = `bank-${crc32(root).toString(16).padStart(8, '0')}`;
  const index = openIndex<KeptList>(env, name, root);
  const kept = index.get(WHOLE);
  // The bank may have been listed under another path: a link.
  if (kept !== undefined) return { ...kept, bank: { ...kept.bank, folder } };
  // Imported here, because a command that finds its banks in the index does not need them.
  const { namesBelow } = await import('./bank-files.ts');
  const { readList } = await import('./load-banks.ts');
  // Look first, then read: a change in between shows.
  const sight = index.look(WHOLE, () => namesBelow(root));
  const { isSure, ...list } = await readList(env, folder);
  if (isSure) index.keep(WHOLE, sight, list);
  index.save();
  return list;
}
