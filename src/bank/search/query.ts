import { nearest } from '../../text/format.ts';
import { FIELDS, SYNONYMS } from './synonyms.ts';
import { joinedTerm, termsOf, wordsIn } from './terms.ts';

/** Terms that stand next to each other. */
export type Phrase = readonly string[];

/** What one word of a query asks for, or several that have a synonym: any of these phrases. */
export type Wanted = readonly Phrase[];

/** A query as it is searched for. */
export interface Query {
  /** All of them have to be found. */
  wanted: readonly Wanted[];
  /** All words of the query as one phrase. */
  phrase: Phrase;
  /** Words that no question has, with the ones that are searched for instead. */
  corrected: readonly { word: string; instead: readonly string[] }[];
  /** Words that no question has, and none comes near. */
  unknown: readonly string[];
}

/** The shortest term that the start of a longer word stands for: `eval` in `evaluation`. */
export const SHORTEST_START = 4;

/** The letters that a misspelled word may lack, or have too many. */
const MOST_SLIPS = 2;

interface Asked {
  terms: Phrase;
  ways: Wanted;
}

/** Reads a query. `isKnown` says whether any question has a phrase; `vocabulary` gives every word of the banks. */
export function readQuery(
  query: string,
  isKnown: (phrase: Phrase) => boolean,
  vocabulary: () => readonly string[],
): Query {
  const corrections: Query['corrected'][number][] = [];
  const unknown: string[] = [];
  const read = (word: string): Asked[] => {
    const terms = termsOf(word);
    if (terms.length === 0) return [];
    const ways = [terms, [joinedTerm(word) ?? []].flat()].filter((way) => way.length > 0);
    if (ways.some(isKnown) || isInSynonyms(terms)) return [{ terms, ways }];
    const instead = corrected(word, vocabulary);
    if (instead === undefined) {
      unknown.push(word);
      return [];
    }
    corrections.push({ word, instead: [instead] });
    return [{ terms: termsOf(instead), ways: [termsOf(instead)] }];
  };
  const asked = joinPairs(wordsIn(query), isKnown).flatMap(read);
  const phrase = asked.flatMap(({ terms }) => terms);
  return { wanted: withSynonyms(asked), phrase, corrected: corrections, unknown };
}

/** `guard rails` is asked for as `guard-rails` where a question has `guardrails`. */
function joinPairs(words: readonly string[], isKnown: (phrase: Phrase) => boolean): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const pair = `${joined.at(-1) ?? ''}-${word}`;
    const one = joinedTerm(pair);
    if (joined.length > 0 && !pair.slice(0, -word.length - 1).includes('-') && one !== null && isKnown([one]))
      joined.splice(-1, 1, pair);
    else joined.push(word);
  }
  return joined;
}

/** The field of a product that a query names; null if it names none. */
export function fieldOf(query: string): string | null {
  const [words, terms] = [wordsIn(query), termsIn(query)];
  const isNamed = (product: string): boolean => {
    const name = wordsIn(product);
    // One word must be the name itself: an outline is not Outlines.
    return name.length === 1
      ? words.includes(name[0] ?? '')
      : spaced(terms).includes(spaced(termsIn(product)));
  };
  return FIELDS.find(([, ...products]) => products.some(isNamed))?.[0] ?? null;
}

function termsIn(phrase: string): string[] {
  return wordsIn(phrase).flatMap(termsOf);
}

function spaced(terms: readonly string[]): string {
  return ` ${terms.join(' ')} `;
}

const GROUPS = SYNONYMS.map((phrases) => phrases.map(termsIn));

function isInSynonyms(terms: readonly string[]): boolean {
  return GROUPS.flat().some((phrase) => terms.every((term) => phrase.includes(term)));
}

/** Puts every group of synonyms in the place of its longest phrase in the query. */
function withSynonyms(asked: readonly Asked[]): Wanted[] {
  const wanted: Wanted[] = [];
  for (let at = 0; at < asked.length;) {
    const { words, group } = longestPhrase(asked.slice(at));
    const [one] = asked.slice(at);
    wanted.push(group ?? one?.ways ?? []);
    at += words;
  }
  return wanted;
}

function longestPhrase(asked: readonly Asked[]): { words: number; group: Wanted | null } {
  for (let words = Math.min(asked.length, 6); words > 0; words--) {
    const said = spaced(asked.slice(0, words).flatMap(({ terms }) => terms));
    const group = GROUPS.find((phrases) => phrases.some((phrase) => spaced(phrase) === said));
    if (group !== undefined) return { words, group };
  }
  return { words: 1, group: null };
}

/** The word of the banks that a misspelled one may stand for. People seldom miss the first letter. */
function corrected(word: string, vocabulary: () => readonly string[]): string | undefined {
  if (word.length < SHORTEST_START || /\d/.test(word) || fieldOf(word) !== null) return undefined;
  const alike = vocabulary().filter(
    (other) =>
      other.startsWith(word.charAt(0)) &&
      Math.abs(other.length - word.length) <= MOST_SLIPS &&
      !/\d/.test(other) &&
      termsOf(other).length > 0,
  );
  return nearest(word, alike);
}
