import { FIELDS, SYNONYMS } from './synonyms.ts';
import { joinedTerm, termsIn, termsOf, wordsIn } from './terms.ts';

/** Terms that say one thing together. */
type Phrase = readonly string[];

/** What a query asks for, each in any of several ways. */
export type Wanted = readonly (readonly Phrase[])[];

/** Phrases that say one thing, in groups. */
type Groups = readonly (readonly Phrase[])[];

const GROUPS: Groups = SYNONYMS.map((phrases) => phrases.map(termsIn));
const LONGEST_PHRASE = 6;

/** Reads a query: each word, or each phrase that has synonyms, with all the ways to say it. */
export function readQuery(query: string, more: Groups = []): Wanted {
  const groups = [...GROUPS, ...more];
  const words = wordsIn(query).filter((word) => termsOf(word).length > 0);
  const wanted: (readonly Phrase[])[] = [];
  for (let at = 0; at < words.length;) {
    const { length, ways } = longestPhrase(words.slice(at, at + LONGEST_PHRASE), groups);
    wanted.push(ways);
    at += length;
  }
  return wanted;
}

function longestPhrase(
  words: readonly string[],
  groups: Groups,
): { length: number; ways: readonly Phrase[] } {
  for (let length = words.length; length > 0; length--) {
    const said = spaced(words.slice(0, length).flatMap(termsOf));
    const ways = groups.find((phrases) => phrases.some((phrase) => spaced(phrase) === said));
    if (ways !== undefined) return { length, ways };
  }
  const [word = ''] = words;
  const joined = joinedTerm(word);
  return { length: 1, ways: [termsOf(word), ...(joined === null ? [] : [[joined]])] };
}

/** The terms of the field that a product belongs to, if the query names one. */
export function fieldOf(query: string): string[] {
  const [words, terms] = [wordsIn(query), termsIn(query)];
  const isNamed = (product: string): boolean => {
    const name = wordsIn(product);
    // One word must be the name itself: an outline is not Outlines.
    return name.length === 1
      ? words.includes(name[0] ?? '')
      : spaced(terms).includes(spaced(termsIn(product)));
  };
  return termsIn(FIELDS.find(([, ...products]) => products.some(isNamed))?.[0] ?? '');
}

function spaced(terms: readonly string[]): string {
  return ` ${terms.join(' ')} `;
}
