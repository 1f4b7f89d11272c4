import { join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Env } from '../../platform/env.ts';
import { type Index, openIndex } from '../../platform/index-file.ts';
import { type ListedBank, listOf } from '../listed.ts';
import type { SearchedBank } from '../search/search.ts';
import type { SearchableBank } from '../search/searchable.ts';
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
  return (await readShelves(env, folders, listBank)).listed;
}

/** The same, with what a search reads of the banks. That has an index of its own, so a list without a search is no slower. */
export async function searchableBanks(
  env: Env,
  folders: readonly string[],
): Promise<{ listed: ListedBanks; searched: SearchedBank[] }> {
  const { listed, shelves } = await readShelves(env, folders, searchBank);
  const searched = shelves.map(({ bank: { name }, searchable }) => ({ ...searchable, name }));
  return { listed, searched };
}

/** What the index of a bank keeps. */
type KeptList = Pick<ReadList, 'bank' | 'faults'>;

async function readShelves<Shelf extends KeptList>(
  env: Env,
  folders: readonly string[],
  read: (env: Env, folder: string) => Promise<Shelf>,
): Promise<{ listed: ListedBanks; shelves: Shelf[] }> {
  const wanted = folders.length > 0 ? folders : defaultFolders(env);
  const absolute = new Set(wanted.map((folder) => resolve(env.cwd, folder)));
  const all = await Promise.all([...absolute].map((folder) => read(env, folder)));
  const shelves = all.filter(
    ({ bank: { folder, questions } }) => questions.length > 0 || !isSpare(env, folders, folder),
  );
  const banks = shelves.map(({ bank }) => bank);
  const names = new Set(banks.map(({ name }) => name));
  if (names.size < banks.length || banks.some(({ questions }) => questions.length === 0))
    return { listed: await refuseToLoad(env, folders), shelves };
  const faults = all.flatMap((each) =>
    each.faults.map((file) => shownPath(env, join(each.bank.folder, file))),
  );
  return { listed: { banks, faults }, shelves };
}

/** Throws the error of `loadBanks`, unless the banks were fixed in the meantime. */
async function refuseToLoad(env: Env, folders: readonly string[]): Promise<ListedBanks> {
  const { loadBanks } = await import('./load-banks.ts');
  const { banks, faults } = await loadBanks(env, folders);
  return { banks: banks.map(listOf), faults };
}

/** An index has the bank under one key: the bank's own folder, relative to itself. */
const WHOLE = '';

/** The index of what `kind` says about the bank in a folder without links. */
function indexOf<Value>(env: Env, kind: 'bank' | 'search', root: string): Index<Value> {
  return openIndex<Value>(env, `${kind}-${crc32(root).toString(16).padStart(8, '0')}`, root);
}

/** Lists a bank from its index, or else from its files. `folder` is absolute. */
async function listBank(env: Env, folder: string): Promise<KeptList> {
  const root = realFolder(env, folder);
  const index = indexOf<KeptList>(env, 'bank', root);
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

/** Lists a bank and gives what a search reads of it: both from their indexes, or both from the files. */
async function searchBank(env: Env, folder: string): Promise<KeptList & { searchable: SearchableBank }> {
  const root = realFolder(env, folder);
  const lists = indexOf<KeptList>(env, 'bank', root);
  const searches = indexOf<SearchableBank>(env, 'search', root);
  const kept = lists.get(WHOLE);
  const known = kept === undefined ? undefined : searches.get(WHOLE);
  if (kept !== undefined && known !== undefined)
    return { ...kept, bank: { ...kept.bank, folder }, searchable: known };
  const { namesBelow } = await import('./bank-files.ts');
  const { readList } = await import('./load-banks.ts');
  const { searchableBank } = await import('../search/searchable.ts');
  const sight = lists.look(WHOLE, () => namesBelow(root));
  const { add, done } = searchableBank();
  const { isSure, ...list } = await readList(env, folder, add);
  const searchable = done();
  if (isSure) {
    lists.keep(WHOLE, sight, list);
    searches.keep(WHOLE, sight, searchable);
  }
  lists.save();
  searches.save();
  return { ...list, searchable };
}
