import type { Answer } from './answer-text.ts';
import {
  nearestOf,
  ownWordsBySentence,
  exact,
  type MatchedWord,
  sharesBySentence,
  weightsBySentence,
} from './matched-words.ts';
import type { Reading } from './reading.ts';

/** A sentence with so much of a statement proves it, whatever else it proves. */
const MOST_OF_IT = 0.6;

/** If the nearest sentence is taken, another one is quoted if it comes about as near. */
const ABOUT_AS_NEAR = 0.75;

/**
 * The sentence that can be quoted as evidence of a point; -1 if there is none. A sentence is proof if it has most of the
 * statement, or a word that only this point has, other than a number, a word of the question or a common one. If there is
 * one, the nearest sentence with more than numbers is quoted. If another point has taken that, the next proof is, if it is
 * about as near, or else one with most of the statement.
 */
export function proofOf(
  reading: Reading,
  nearness: readonly number[],
  answer: Answer,
  taken: ReadonlySet<number>,
): number {
  const words = wordsFor(reading);
  const own = ownWordsBySentence(words, answer);
  const noNumbers = words.filter(({ entry }) => entry.value === null);
  const said = weightsBySentence(noNumbers, answer, exact);
  const shares = sharesBySentence(reading.words, answer, exact);
  const hasMost = (sentence: number): boolean => (shares[sentence] ?? 0) >= MOST_OF_IT;
  const isProof = (sentence: number): boolean => hasMost(sentence) || (own[sentence] ?? 0) > 0;
  const nearest = nearestWhere(nearness, (sentence) => (said[sentence] ?? 0) > 0);
  if (!nearness.some((_, sentence) => isProof(sentence))) return -1;
  if (!taken.has(nearest)) return nearest;
  const next = nearestWhere(nearness, (sentence) => !taken.has(sentence) && isProof(sentence));
  const isAboutAsNear = (nearness[next] ?? 0) >= ABOUT_AS_NEAR * (nearness[nearest] ?? 0);
  return isAboutAsNear ? next : nearestWhere(nearness, hasMost);
}

/** The allowed sentence with the highest nearness; -1 if there is none. */
function nearestWhere(nearness: readonly number[], isAllowed: (sentence: number) => boolean): number {
  const allowed = nearness.map((near, sentence) => (isAllowed(sentence) ? near : 0));
  const sentence = nearestOf(allowed);
  return (allowed[sentence] ?? 0) > 0 ? sentence : -1;
}

/** A point's statement says where it is better than what else its author calls it. */
export function wordsFor({ words, others }: Reading): MatchedWord[] {
  return [...words, ...others.map((word) => ({ ...word, weight: word.weight / 2 }))];
}
