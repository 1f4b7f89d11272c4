import MiniSearch, { type Query as Asked } from 'minisearch';
import { fieldOf, type Phrase, type Query, readQuery, SHORTEST_START, type Wanted } from './query.ts';
import { type Searchable, type SearchableBank, SEARCHED, type Searched } from './searchable.ts';

/** A bank to search, by its name. */
export interface SearchedBank extends SearchableBank {
  name: string;
}

/** A question that a search found. */
export interface Hit {
  bank: string;
  id: string;
  /** The sections that have what was asked for. */
  foundIn: readonly Searched[];
}

export interface Found {
  /** Best first. */
  hits: readonly Hit[];
  /** Misspelled words, with those that were searched for instead. */
  corrected: Query['corrected'];
  /** If there are no hits, what comes nearest. */
  nearest: readonly Hit[];
  /** The field that stands for a product without a question, if `nearest` is about that. */
  field: string | null;
}

/** Compared one by one and ranked, at most; the index holds ten thousand. */
const MOST_RANKED = 200;
const MOST_NEAREST = 3;
/** How much more a section says that has the words of a query next to each other. */
const PHRASE = 3;

/** How much a section says of what its question is about. */
const BOOST: Readonly<Record<Searched, number>> = {
  title: 8,
  concepts: 12,
  topic: 3,
  question: 4,
  keyPoints: 2,
  expected: 1,
  followUps: 0.7,
};

interface Candidate extends Hit {
  question: Searchable;
  /** Of the section that says most. */
  weight: number;
  /** Whether its words belong together: next to each other somewhere, or all in a title or the concepts. */
  isPhrase: boolean;
}

/** Searches banks for a query. Says in which section each hit was found and repeats no word of it: that would be the answer. */
export function search(banks: readonly SearchedBank[], text: string): Found {
  const isKnown = (phrase: Phrase): boolean =>
    banks.some(({ questions }) => questions.some((question) => isIn(everything(question), phrase)));
  const vocabulary = (): string[] => banks.flatMap(({ words }) => words.split(' '));
  const query = readQuery(text, isKnown, vocabulary);
  const hits = query.unknown.length > 0 ? [] : ranked(banks, query);
  if (hits.length > 0) return { hits, corrected: query.corrected, nearest: [], field: null };
  const field = fieldOf(text);
  const nearest = field === null ? partly(banks, query) : search(banks, field).hits;
  return { hits, corrected: [], nearest: nearest.slice(0, MOST_NEAREST), field };
}

/** What has some of the words. */
function partly(banks: readonly SearchedBank[], { wanted, ...query }: Query): Hit[] {
  return ranked(banks, { ...query, wanted: [wanted.flat()] });
}

function isIn(text: string, phrase: Phrase): boolean {
  const isWhole = (phrase.at(-1) ?? '').length < SHORTEST_START;
  return phrase.length > 0 && text.includes(` ${phrase.join(' ')}${isWhole ? ' ' : ''}`);
}

function hasOne(text: string, ways: Wanted): boolean {
  return ways.some((phrase) => isIn(text, phrase));
}

function everything(question: Searchable): string {
  return SEARCHED.map((section) => question[section]).join('');
}

/** The questions that have everything. If some have it as a phrase, only these: words from all over a question seldom belong together. */
function candidatesIn(banks: readonly SearchedBank[], query: Query): Candidate[] {
  const all = banks.flatMap(({ name, questions }) =>
    questions
      .filter((question) => hasAll(everything(question), query))
      .map((question) => candidateOf(name, question, query)),
  );
  const phrases = all.filter(({ isPhrase }) => isPhrase);
  return phrases.length > 0 ? phrases : all;
}

function candidateOf(bank: string, question: Searchable, query: Query): Candidate {
  const { wanted, phrase } = query;
  const whole = SEARCHED.filter((section) => hasAll(question[section], query));
  const phrases = whole.filter((section) => wanted.length === 1 || isIn(question[section], phrase));
  const factor = (section: Searched): number => (wanted.length > 1 && phrases.includes(section) ? PHRASE : 1);
  return {
    bank,
    id: question.id,
    foundIn: whole.length > 0 ? whole : partsOf(question, query),
    question,
    weight: Math.max(0, ...whole.map((section) => BOOST[section] * factor(section))),
    isPhrase: phrases.length > 0 || whole.includes('title') || whole.includes('concepts'),
  };
}

function hasAll(text: string, { wanted }: Query): boolean {
  return wanted.every((ways) => hasOne(text, ways));
}

function partsOf(question: Searchable, { wanted }: Query): Searched[] {
  return SEARCHED.filter((section) => wanted.some((ways) => hasOne(question[section], ways)));
}

/** Best first. */
function ranked(banks: readonly SearchedBank[], query: Query): Hit[] {
  if (query.wanted.length === 0) return [];
  const compared = candidatesIn(banks, query)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_RANKED);
  const index = new MiniSearch<Searchable & { at: number }>({
    fields: [...SEARCHED],
    idField: 'at',
    tokenize: (text) => text.split(' '),
    processTerm: (term) => (term === '' ? null : term),
  });
  index.addAll(compared.map(({ question }, at) => ({ ...question, at })));
  const results = index.search(asked(query.wanted), {
    boost: { ...BOOST },
    boostDocument: (at) => 1 + (compared[Number(at)]?.weight ?? 0),
    prefix: (term) => term.length >= SHORTEST_START,
  });
  return results
    .flatMap(({ id }) => compared[Number(id)] ?? [])
    .map(({ bank, id, foundIn }) => ({ bank, id, foundIn }));
}

function asked(wanted: readonly Wanted[]): Asked {
  const all = (queries: readonly Asked[]): Asked => ({ combineWith: 'AND', queries: [...queries] });
  return all(wanted.map((ways) => ({ combineWith: 'OR', queries: ways.map(all) })));
}
