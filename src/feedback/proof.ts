import type { Answer } from './answer.ts';
import { nearestOf, nearestSentence, nearnessOf, ownWordsBySentence } from './evidence.ts';
import { exact, type MatchedWord, sharesBySentence } from './matched-words.ts';
import type { Reading } from './reading.ts';

/** A sentence that other points may have taken. */
type Taken = ReadonlySet<number>;

/** The sentence that comes nearest to a point; -1 if the answer has none. */
export function nearestTo(reading: Reading, answer: Answer): number {
  const proof = proofOf(reading, answer, new Set());
  return proof === -1 ? nearestSentence(wordsFor(reading), answer) : proof;
}

/** A sentence with so much of a statement proves it, whatever else it proves. */
const MOST_OF_IT = 0.6;

/**
 * The sentence that can be quoted as evidence of a point, -1 if there is none. It has most of the statement, or a word that
 * only this point has, other than a number, a word of the question or a common one. One that is taken has to have most of
 * the statement, and is used only if no other sentence is evidence.
 */
export function proofOf(reading: Reading, answer: Answer, taken: Taken): number {
  const words = wordsFor(reading);
  const nearness = nearnessOf(words, answer);
  const own = ownWordsBySentence(words, answer);
  const shares = sharesBySentence(reading.words, answer, exact);
  const hasMost = (sentence: number): boolean => (shares[sentence] ?? 0) >= MOST_OF_IT;
  const nearestWhere = (isAllowed: (sentence: number) => boolean): number => {
    const allowed = nearness.map((near, sentence) => (isAllowed(sentence) ? near : 0));
    const sentence = nearestOf(allowed);
    return (allowed[sentence] ?? 0) > 0 ? sentence : -1;
  };
  const proof = nearestWhere(
    (sentence) => !taken.has(sentence) && (hasMost(sentence) || (own[sentence] ?? 0) > 0),
  );
  return proof === -1 ? nearestWhere(hasMost) : proof;
}

/** A point's statement says where it is better than what else its author calls it. */
function wordsFor({ words, others }: Reading): MatchedWord[] {
  return [...words, ...others.map((word) => ({ ...word, weight: word.weight / 2 }))];
}
