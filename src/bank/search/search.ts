import MiniSearch, { type Query, type SearchResult } from 'minisearch';
import { fieldOf, readQuery, type Wanted } from './query.ts';
import { type Searchable, SEARCHED, type Searched } from './searchable.ts';

/** A bank to search, by its name. */
export interface SearchedBank {
  name: string;
  questions: readonly Searchable[];
}

/** A question that a search found. */
export interface Hit {
  bank: string;
  id: string;
  /** The sections that have what was asked for. */
  foundIn: readonly Searched[];
  /** It has only some of what was asked for. */
  isNear: boolean;
}

/** Below these, a question that lacks some terms is no hit. */
const ENOUGH = 5;
/** The shortest term that the start of a longer word stands for: `eval` in `evaluation`. */
const SHORTEST_START = 4;
/** The share of a term's letters that may be wrong. */
const FUZZY = 0.2;

/** How much of what a question is about each section says. */
const BOOST: Readonly<Record<Searched, number>> = {
  title: 8,
  concepts: 12,
  topic: 3,
  question: 4,
  keyPoints: 2,
  expected: 1,
  followUps: 0.7,
};

/**
 * Searches banks for a query, best first. Says in which sections each hit was found and repeats no word of it: that would
 * be the answer.
 */
export const search = (banks: readonly SearchedBank[], text: string): Hit[] => searchIn(banks)(text);

/** The same for many texts, as a person types them. */
export function searchIn(banks: readonly SearchedBank[]): (text: string) => Hit[] {
  const find = openSearch(banks);
  return (text) =>
    find(text)
      .filter(({ isNear }, at) => !isNear || at < ENOUGH)
      .map(({ bank, id, foundIn, isNear }) => ({ bank, id, foundIn, isNear }));
}

/** What searches these banks, with the score of each hit. */
export function openSearch(banks: readonly SearchedBank[]): (text: string) => (Hit & { score: number })[] {
  const documents = banks.flatMap(({ name, questions }) =>
    questions.map((question) => ({ ...question, bank: name })),
  );
  const index = new MiniSearch<Searchable & { bank: string; at: number }>({
    fields: [...SEARCHED],
    idField: 'at',
    tokenize: (section) => section.split(' ').filter((term) => term !== ''),
    processTerm: (term) => term,
    searchOptions: {
      boost: { ...BOOST },
      prefix: (term) => term.length >= SHORTEST_START,
    },
  });
  index.addAll(documents.map((document, at) => ({ ...document, at })));
  // Only a word that no question has may be misspelled.
  const isKnown = (term: string): boolean => index.search(term).length > 0;
  const fuzzy = (term: string): number | boolean => !isKnown(term) && term.length >= SHORTEST_START && FUZZY;
  const hitsOf = (ways: Wanted[number]): Map<unknown, SearchResult> =>
    new Map(index.search(anyOf(ways), { fuzzy }).map((result) => [result.id, result]));
  const areKnown = (halves: readonly string[]): boolean =>
    halves.every((half) => half.length > 2 && index.search(half, { prefix: false }).length > 0);
  /** `chunksize` as `chunk size`, where questions have both words. */
  const inTwo = (ways: Wanted[number]): Wanted => {
    const [term = ''] = ways.length === 1 ? (ways[0] ?? []) : [];
    const halves = Array.from(term, (_, at) => [term.slice(0, at), term.slice(at)]).find(areKnown);
    return halves?.map((half) => [[half]]) ?? [ways];
  };
  return (text) => {
    const wanted = readQuery(text).flatMap((ways) => (hitsOf(ways).size > 0 ? [ways] : inTwo(ways)));
    const found = wanted.map(hitsOf);
    // A product that no question names.
    if (found.some(({ size }) => size === 0)) found.push(hitsOf([fieldOf(text)]));
    return documents
      .flatMap(({ bank, id }, at) => {
        const parts = found.map((part) => part.get(at)).filter((part) => part !== undefined);
        if (parts.length === 0) return [];
        return [{ bank, id, ...judge(parts, wanted.length), isNear: parts.length < found.length }];
      })
      .toSorted((a, b) => b.score - a.score);
  };
}

/** Words in one section belong together, most of all in the title or the concepts. */
function judge(parts: readonly SearchResult[], wanted: number): { score: number; foundIn: Searched[] } {
  const [has, all] = (['some', 'every'] as const).map((how) =>
    SEARCHED.filter((section) => parts[how](({ match }) => Object.values(match).flat().includes(section))),
  );
  const sum = parts.reduce((total, { score }) => total + score, 0);
  const share = parts.length / wanted;
  const together = Math.max(0, ...(all ?? []).map((section) => BOOST[section]));
  return { score: sum * share * (1 + together * share), foundIn: has ?? [] };
}

function anyOf(ways: Wanted[number]): Query {
  return {
    combineWith: 'OR',
    queries: ways.map((phrase) => ({ combineWith: 'AND', queries: [...phrase] })),
  };
}
