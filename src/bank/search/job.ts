import { openSearch, type SearchedBank } from './search.ts';
import { FIELDS, SYNONYMS } from './synonyms.ts';
import { termsIn } from './terms.ts';

/** A question that a job ad asks for. */
export interface JobHit {
  bank: string;
  id: string;
  /** The terms of the ad that led there, the longest first. */
  words: readonly string[];
}

/** As many questions are ranked: an ad does not say more. */
const MOST = 20;
/** A term leads to what has at least this share of the score of what fits it best. */
const CLOSE = 0.5;
/** Sentences about pay and applying say nothing about the work. */
const ABOUT_PAY =
  /\b(?:applicants?|candidates?|degree|salary|compensation|benefits|bonus|vacation|parental|pension|equal opportunity|privacy (?:notice|policy))\b/i;

/**
 * The questions that a job ad asks for, best first. Only terms of the field lead there: the `concepts` that questions name,
 * and what the search knows other names for. What more of them are about comes first.
 */
export function searchJob(banks: readonly SearchedBank[], concepts: readonly string[], ad: string): JobHit[] {
  const search = openSearch(banks);
  const found = new Map<string, JobHit & { worth: number }>();
  for (const [term, query] of fieldTermsIn(ad, concepts)) {
    const hits = search(query).filter(({ isNear }) => !isNear);
    const best = hits[0]?.score ?? 0;
    for (const { bank, id, score } of hits) {
      const { words = [], worth = 0 } = found.get(`${bank}/${id}`) ?? {};
      found.set(`${bank}/${id}`, {
        bank,
        id,
        words: score < best * CLOSE ? words : [...words, term],
        // A rare term says more.
        worth: worth + score / best / hits.length,
      });
    }
  }
  return [...found.values()]
    .filter(({ words }) => words.length > 0)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, MOST)
    .map(({ bank, id, words }) => ({ bank, id, words }));
}

/** The terms of the field in an ad, with what is searched for each. */
function fieldTermsIn(ad: string, concepts: readonly string[]): Map<string, string> {
  const known = [
    // A product that no question names is looked up by its field.
    ...FIELDS.flatMap(([field, ...products]) => products.map((term) => [term, field] as const)),
    ...[...SYNONYMS.flat(), ...concepts].map((term) => [term, term] as const),
  ];
  const work = ad.split(/\n|(?<=[.!?])\s/).filter((sentence) => !ABOUT_PAY.test(sentence));
  let text = ` ${work.map((sentence) => termsIn(sentence).join(' ')).join(' | ')} `;
  const byTerms = new Map(known.map((each) => [termsIn(each[0]).join(' '), each]));
  const longestFirst = [...byTerms].filter(([terms]) => terms !== '').sort(([a], [b]) => b.length - a.length);
  // What is within a longer term, as `decoding` in `speculative decoding`, is part of that.
  return new Map(
    longestFirst.flatMap(([terms, each]) => {
      const rest = text.replaceAll(` ${terms} `, ' | ');
      const isThere = rest !== text;
      text = rest;
      return isThere ? [each] : [];
    }),
  );
}
