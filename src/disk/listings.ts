import { basename, join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Bank } from '../bank/bank.ts';
import type { Diagnostic } from '../bank/diagnostic.ts';
import type { Question } from '../bank/question.ts';
import type { Vocabulary } from '../bank/vocabulary.ts';
import type { Env } from '../env.ts';
import { defaultFolders, README, realFolder } from './bank-folders.ts';
import { markdownFiles } from './bank-walk.ts';
import { type Index, openIndex, type Sight } from './index-file.ts';

/** What a list says of a question: nothing of its answer. */
export type Listed = Pick<
  Question,
  'bank' | 'number' | 'id' | 'title' | 'topic' | 'kind' | 'level' | 'roles' | 'minutes' | 'file'
>;

/** A bank as far as a list goes. */
export interface Listing extends Pick<Bank, 'name' | 'vocabulary'> {
  /** By number. */
  questions: readonly Listed[];
}

/** What the index holds of a file: a question, the page with the vocabulary, or a page that says nothing. */
type Entry = { question: Listed } | { name: string; vocabulary: Vocabulary } | null;

/**
 * The banks as lists need them. Where no file has changed since all of them were last read without an error, they come
 * from an index; else all are read, as `loadBanks` does. What it throws is what that throws.
 */
export async function loadListings(
  env: Env,
  folders: readonly string[],
): Promise<{ banks: Listing[]; diagnostics: Diagnostic[] }> {
  const wanted = folders.length > 0 ? folders : defaultFolders(env);
  const shelves = [...new Set(wanted.map((folder) => resolve(env.cwd, folder)))].map((folder) =>
    openShelf(env, folder),
  );
  const known = shelves.flatMap((shelf) => listingFrom(shelf) ?? []);
  const isWhole = known.length === shelves.length && known.every(({ questions }) => questions.length > 0);
  if (isWhole && new Set(known.map(({ name }) => name)).size === known.length) {
    for (const { index } of shelves) index.save();
    return { banks: known, diagnostics: [] };
  }
  const sights = shelves.map(sightsOf);
  const { loadBanks } = await import('./banks.ts');
  const { banks, diagnostics } = await loadBanks(env, folders);
  if (diagnostics.length === 0) {
    for (const [place, shelf] of shelves.entries()) keepAll(shelf, sights[place] ?? new Map(), banks);
  }
  return { banks, diagnostics };
}

/** A bank's folder and its index. */
interface Shelf {
  /** As it was named, absolute. */
  folder: string;
  root: string;
  /** null where one of the files is not to be read. */
  files: readonly string[] | null;
  index: Index<Entry>;
}

function openShelf(env: Env, folder: string): Shelf {
  const root = realFolder(env, folder);
  const file = join(env.paths.cache, `bank-${crc32(root).toString(16).padStart(8, '0')}.index`);
  const title = `questions in ${JSON.stringify(root)} by hotseat ${env.build}`;
  return { folder, root, files: markdownFiles(root), index: openIndex({ file, root, title, now: env.now }) };
}

function listingFrom({ root, files, index }: Shelf): Listing | null {
  const questions: Listed[] = [];
  let page: Pick<Listing, 'name' | 'vocabulary'> = {
    name: basename(root),
    vocabulary: { topics: [], roles: [], levels: [] },
  };
  for (const file of files ?? []) {
    const entry = index.get(file);
    if (entry === undefined) return null;
    if (entry === null) continue;
    if ('question' in entry) questions.push(entry.question);
    else page = entry;
  }
  if (files === null) return null;
  // The page with the name may have gone since.
  const named = questions.map((question) => ({ ...question, bank: page.name }));
  return { ...page, questions: named.sort((a, b) => a.number - b.number) };
}

/** How the files looked before any of them was read. */
function sightsOf({ files, index }: Shelf): ReadonlyMap<string, Sight> {
  return new Map((files ?? []).map((file) => [file, index.look(file)]));
}

function keepAll(shelf: Shelf, sights: ReadonlyMap<string, Sight>, banks: readonly Bank[]): void {
  const bank = banks.find(({ folder }) => folder === shelf.folder);
  if (bank === undefined) return;
  const questions = new Map(bank.questions.map((question) => [question.file, question]));
  for (const [file, sight] of sights) {
    const question = questions.get(file);
    const page = file === README ? { name: bank.name, vocabulary: bank.vocabulary } : null;
    shelf.index.keep(file, sight, question === undefined ? page : { question: listedOf(question) });
  }
  shelf.index.save();
}

function listedOf(question: Question): Listed {
  const { bank, number, id, title, topic, kind, level, roles, minutes, file } = question;
  return { bank, number, id, title, topic, kind, level, roles, minutes, file };
}
