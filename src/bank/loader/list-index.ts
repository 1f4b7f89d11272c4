import { join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Bank } from '../bank.ts';
import type { Question } from '../question.ts';
import type { Env } from '../../platform/env.ts';
import { defaultFolders, type Fault, isSpare, realFolder, shownPath } from './bank-folders.ts';
import { type Index, openIndex } from '../../platform/index-file.ts';

/** What a list says of a question: nothing of its answer. */
export type Listed = Pick<
  Question,
  'bank' | 'number' | 'id' | 'title' | 'topic' | 'kind' | 'level' | 'roles' | 'minutes' | 'file'
>;

/** A bank as far as a list goes. */
export interface Listing extends Pick<Bank, 'name' | 'vocabulary'> {
  /** By number. */
  questions: readonly Listed[];
  /** The files that have an error, relative to the bank's folder. */
  faults: readonly string[];
}

/**
 * The banks as lists need them, and the files that have an error. A bank of which no file has changed since it was last read
 * comes from an index. What it throws is what `loadBanks` throws.
 */
export async function loadListings(
  env: Env,
  folders: readonly string[],
): Promise<{ banks: Listing[]; diagnostics: Fault[] }> {
  const wanted = folders.length > 0 ? folders : defaultFolders(env);
  const banks = new Map<string, Listing>();
  for (const folder of new Set(wanted.map((each) => resolve(env.cwd, each)))) {
    const shelf = openShelf(env, folder);
    banks.set(folder, shelf.index.get(WHOLE) ?? (await readListing(env, shelf)));
  }
  const loaded = [...banks].filter(([folder, { questions }]) => {
    return questions.length > 0 || !isSpare(env, folders, folder);
  });
  const names = new Set(loaded.map(([, { name }]) => name));
  if (names.size < loaded.length || loaded.some(([, { questions }]) => questions.length === 0))
    return refuseToLoad(env, folders);
  const diagnostics = [...banks].flatMap(([folder, { faults }]) =>
    faults.map((file) => ({ file: shownPath(env, join(folder, file)) })),
  );
  return { banks: loaded.map(([, listing]) => listing), diagnostics };
}

/** Says what keeps banks from loading, as `loadBanks` says it, unless it has been mended meanwhile. */
async function refuseToLoad(env: Env, folders: readonly string[]): ReturnType<typeof loadListings> {
  const { loadBanks } = await import('./load-banks.ts');
  const { banks, diagnostics } = await loadBanks(env, folders);
  return { banks: banks.map((bank) => ({ ...bank, faults: [] })), diagnostics };
}

/** A bank's folder and its index, which has the bank under one key. */
interface Shelf {
  /** As it was named, absolute. */
  folder: string;
  root: string;
  index: Index<Listing>;
}

/** The bank's own folder, below itself. */
const WHOLE = '';

function openShelf(env: Env, folder: string): Shelf {
  const root = realFolder(env, folder);
  const name = `bank-${crc32(root).toString(16).padStart(8, '0')}`;
  return { folder, root, index: openIndex(env, name, root) };
}

/** Reads a bank, and puts it into the index. What reading needs is imported here, where a bank has to be read. */
async function readListing(env: Env, { folder, root, index }: Shelf): Promise<Listing> {
  const { namesBelow } = await import('./bank-files.ts');
  const { skimBank } = await import('./load-banks.ts');
  // How the files look before any of them is read.
  const sight = index.look(WHOLE, () => namesBelow(root));
  const { name, vocabulary, kept: questions, faults, isSure } = await skimBank(env, folder, listedOf);
  const listing = { name, vocabulary, questions, faults };
  if (isSure) index.keep(WHOLE, sight, listing);
  index.save();
  return listing;
}

function listedOf(question: Question): Listed {
  const { bank, number, id, title, topic, kind, level, roles, minutes, file } = question;
  return { bank, number, id, title, topic, kind, level, roles, minutes, file };
}
