import { openSearch, type SearchedBank } from './search.ts';
import { FIELDS, SYNONYMS } from './synonyms.ts';
import { termsIn } from './terms.ts';

/** A question that a job ad asks for. */
export interface JobHit {
  bank: string;
  id: string;
  /** The terms of the ad that led there, the one that weighs most first. */
  words: readonly string[];
}

/** As many questions are ranked: an ad does not say more. */
const MOST = 20;
/** A term that weighs less is not why a question is there. */
const LEAST = 0.5;
/** What a term counts that is alone in its sentence. */
const ALONE = 0.4;
/** Sentences about pay and applying say nothing about the work. */
const ABOUT_PAY =
  /\b(?:applicants?|candidates?|degree|salary|compensation|benefits|bonus|vacation|parental|pension|equal opportunity|privacy (?:notice|policy))\b/i;

/**
 * The questions that a job ad asks for, best first. Only terms of the field lead there: the `concepts` that questions name,
 * and what the search knows other names for.
 */
export function searchJob(banks: readonly SearchedBank[], concepts: readonly string[], ad: string): JobHit[] {
  const search = openSearch(banks);
  const all = banks.reduce((sum, { questions }) => sum + questions.length, 0);
  const open = new Map<string, { bank: string; id: string; weights: Map<string, number> }>();
  for (const [term, { query, weight }] of fieldTermsIn(ad, concepts)) {
    const hits = search(query).filter(({ isNear }) => !isNear);
    for (const { bank, id, score } of hits) {
      const entry = open.get(`${bank}/${id}`) ?? { bank, id, weights: new Map<string, number>() };
      // A rare term says more.
      entry.weights.set(term, weight * (score / (hits[0]?.score ?? score)) * Math.log(1 + all / hits.length));
      open.set(`${bank}/${id}`, entry);
    }
  }
  return inTurn([...open.values()]);
}

/** Each term that has led to a question leads to the next one half as strongly, so that all that an ad asks for comes up. */
function inTurn(
  entries: readonly { bank: string; id: string; weights: ReadonlyMap<string, number> }[],
): JobHit[] {
  const left = new Set(entries);
  const used = new Map<string, number>();
  const worth = (weights: ReadonlyMap<string, number>): number =>
    [...weights].reduce((sum, [term, weight]) => sum + weight * 0.5 ** (used.get(term) ?? 0), 0);
  const chosen: JobHit[] = [];
  while (chosen.length < MOST && left.size > 0) {
    const best = [...left].reduce((a, b) => (worth(b.weights) > worth(a.weights) ? b : a));
    left.delete(best);
    const words = [...best.weights].filter(([, weight]) => weight >= LEAST).sort(([, a], [, b]) => b - a);
    for (const [term] of words) used.set(term, (used.get(term) ?? 0) + 1);
    if (words.length > 0) chosen.push({ bank: best.bank, id: best.id, words: words.map(([term]) => term) });
  }
  return chosen;
}

/** What is searched for a term of the field, and what the term weighs. */
interface FieldTerm {
  query: string;
  weight: number;
}

/** The terms of the field in an ad. One that is alone in its sentence is mentioned by the way. */
function fieldTermsIn(ad: string, concepts: readonly string[]): Map<string, FieldTerm> {
  const known = [
    // A product that no question names is looked up by its field.
    ...FIELDS.flatMap(([field, ...products]) => products.map((term) => ({ term, query: field }))),
    ...[...SYNONYMS.flat(), ...concepts].map((term) => ({ term, query: term })),
  ];
  const byTerms = new Map(known.map((each) => [termsIn(each.term).join(' '), each]));
  const longestFirst = [...byTerms].filter(([terms]) => terms !== '').sort(([a], [b]) => b.length - a.length);
  const found = new Map<string, FieldTerm>();
  for (const sentence of ad.split(/\n|(?<=[.!?])\s/)) {
    if (ABOUT_PAY.test(sentence)) continue;
    let text = ` ${termsIn(sentence).join(' ')} `;
    const here = longestFirst.flatMap(([terms, each]) => {
      // What is within a longer term, as `decoding` in `speculative decoding`, is part of that.
      const rest = text.replaceAll(` ${terms} `, ' | ');
      const isThere = rest !== text;
      text = rest;
      return isThere ? [each] : [];
    });
    const weight = here.length > 1 ? 1 : ALONE;
    for (const { term, query } of here)
      found.set(term, { query, weight: Math.max(weight, found.get(term)?.weight ?? 0) });
  }
  return found;
}
