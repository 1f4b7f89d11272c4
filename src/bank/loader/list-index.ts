import { join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Env } from '../../platform/env.ts';
import { openIndex } from '../../platform/index-file.ts';
import { type ListedBank, listOf } from '../listed.ts';
import type { SearchedBank } from '../search/search.ts';
import type { Searchable } from '../search/searchable.ts';
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
  return (await readEach(env, folders, listBank)).listed;
}

/** The same, with what a search reads of the banks. That has an index of its own, so a list without a search is no slower. */
export async function searchableBanks(
  env: Env,
  folders: readonly string[],
): Promise<{ listed: ListedBanks; searched: SearchedBank[] }> {
  const { listed, lists } = await readEach(env, folders, searchBank);
  const searched = lists.map(({ bank: { name }, searchable }) => ({ name, questions: searchable }));
  return { listed, searched };
}

/** Reads the banks in `folders`, or by default the shipped one and the user's own; `read` gets an absolute folder. */
async function readEach<Read extends ReadList>(
  env: Env,
  folders: readonly string[],
  read: (env: Env, folder: string) => Promise<Read>,
): Promise<{ listed: ListedBanks; lists: Read[] }> {
  const wanted = folders.length > 0 ? folders : defaultFolders(env);
  const absolute = new Set(wanted.map((folder) => resolve(env.cwd, folder)));
  const all = await Promise.all([...absolute].map((folder) => read(env, folder)));
  const lists = all.filter(
    ({ bank: { folder, questions } }) => questions.length > 0 || !isSpare(env, folders, folder),
  );
  const banks = lists.map(({ bank }) => bank);
  const names = new Set(banks.map(({ name }) => name));
  if (names.size < banks.length || banks.some(({ questions }) => questions.length === 0))
    return { listed: await refuseToLoad(env, folders), lists };
  const faults = all.flatMap((each) =>
    each.faults.map((file) => shownPath(env, join(each.bank.folder, file))),
  );
  return { listed: { banks, faults }, lists };
}

/** Throws the error of `loadBanks`, unless the banks were fixed in the meantime. */
async function refuseToLoad(env: Env, folders: readonly string[]): Promise<ListedBanks> {
  const { loadBanks } = await import('./load-banks.ts');
  const { banks, faults } = await loadBanks(env, folders);
  return { banks: banks.map(listOf), faults };
}

/** An index has the bank under one key: the bank's own folder, relative to itself. */
const WHOLE = '';

function listBank(env: Env, folder: string): Promise<ReadList> {
  return fromIndex(env, 'bank', folder, async () => {
    // Imported here, because a command that finds its banks in the index does not need it.
    const { readList } = await import('./load-banks.ts');
    return readList(env, folder);
  });
}

function searchBank(env: Env, folder: string): Promise<ReadList & { searchable: Searchable[] }> {
  return fromIndex(env, 'search', folder, async () => {
    const { readList } = await import('./load-banks.ts');
    const { searchableOf } = await import('../search/searchable.ts');
    const searchable: Searchable[] = [];
    const list = await readList(env, folder, (question) => searchable.push(searchableOf(question)));
    return { ...list, searchable };
  });
}

/** What the index of this kind has about the bank in `folder`; if that is missing or has changed, what `read` reads. */
async function fromIndex<Read extends ReadList>(
  env: Env,
  kind: 'bank' | 'search',
  folder: string,
  read: () => Promise<Read>,
): Promise<Read> {
  const root = realFolder(env, folder);
  const index = openIndex<Read>(env, `${kind}-${crc32(root).toString(16).padStart(8, '0')}`, root);
  const kept = index.get(WHOLE);
  // The bank may have been listed under another path: a link.
  if (kept !== undefined) return { ...kept, bank: { ...kept.bank, folder } };
  const { namesBelow } = await import('./bank-files.ts');
  // Look first, then read: a change in between shows.
  const sight = index.look(WHOLE, () => namesBelow(root));
  const list = await read();
  if (list.isSure) index.keep(WHOLE, sight, list);
  index.save();
  return list;
}
