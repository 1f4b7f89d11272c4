import type { Answer } from './answer-text.ts';
import {
  nearestOf,
  nearestSentence,
  nearnessOf,
  ownWordsBySentence,
  exact,
  type MatchedWord,
  sharesBySentence,
  weightsBySentence,
} from './matched-words.ts';
import type { Reading } from './reading.ts';
import { COMMON } from './telling-words.ts';

/** A sentence that other points may have taken. */
type Taken = ReadonlySet<number>;

/** The sentence that comes nearest to a point; -1 if the answer has none. */
export function nearestTo(reading: Reading, answer: Answer): number {
  const proof = proofOf(reading, answer, new Set());
  return proof === -1 ? nearestSentence(wordsFor(reading), answer) : proof;
}

/** A sentence with so much of a statement proves it, whatever else it proves. */
const MOST_OF_IT = 0.6;

/** A sentence that is not taken is quoted if it comes about as near as the nearest one. */
const ABOUT_AS_NEAR = 0.75;

/**
 * The sentence that can be quoted as evidence of a point, -1 if there is none. It has most of the statement, or a word that
 * only this point has, other than a number, a word of the question or a common one. If all of them are taken, it has to have
 * most of the statement.
 */
export function proofOf(reading: Reading, answer: Answer, taken: Taken): number {
  const words = wordsFor(reading);
  const nearness = nearnessOf(words, answer);
  const own = ownWordsBySentence(words, answer);
  const shares = sharesBySentence(reading.words, answer, exact);
  const hasMost = (sentence: number): boolean => (shares[sentence] ?? 0) >= MOST_OF_IT;
  const isProof = (sentence: number): boolean => hasMost(sentence) || (own[sentence] ?? 0) > 0;
  const fresh = nearestWhere(nearness, (sentence) => !taken.has(sentence) && isProof(sentence));
  if (fresh === -1) return nearestWhere(nearness, hasMost);
  const best = nearestWhere(nearness, isProof);
  return (nearness[fresh] ?? 0) >= ABOUT_AS_NEAR * (nearness[best] ?? 0) ? fresh : best;
}

/** The nearest sentence that shares a telling word with a point: no number, no common word, none of the question. */
export function nearestSharing(reading: Reading, answer: Answer): number {
  const words = wordsFor(reading);
  const telling = words.filter(
    ({ entry }) => entry.value === null && entry.weight >= COMMON && !reading.context.asked.has(entry.stem),
  );
  const shared = weightsBySentence(telling, answer, exact);
  return nearestWhere(nearnessOf(words, answer), (sentence) => (shared[sentence] ?? 0) > 0);
}

/** The allowed sentence with the highest nearness; -1 if there is none. */
function nearestWhere(nearness: readonly number[], isAllowed: (sentence: number) => boolean): number {
  const allowed = nearness.map((near, sentence) => (isAllowed(sentence) ? near : 0));
  const sentence = nearestOf(allowed);
  return (allowed[sentence] ?? 0) > 0 ? sentence : -1;
}

/** A point's statement says where it is better than what else its author calls it. */
function wordsFor({ words, others }: Reading): MatchedWord[] {
  return [...words, ...others.map((word) => ({ ...word, weight: word.weight / 2 }))];
}
