import type { Answer } from './answer.ts';
import { bestSentence, creditIn, exact, type MatchedWord, shareOf } from './matched-words.ts';

/** What counts besides the words themselves: any match, the next sentence, a number. */
const LIKE = 0.5;
const NEXT = 0.15;
const NUMBER = 0.1;

/**
 * The sentence that comes nearest to a key point, -1 if the answer has none. A word that is all over the answer says little
 * about where the point is, so it weighs less.
 */
export function nearestSentence(words: readonly MatchedWord[], answer: Answer): number {
  const all = { first: 0, end: answer.sentences.length };
  const same = (sentence: number, word: MatchedWord): number => exact(creditIn(sentence, word));
  const local = words.map((word) => {
    const having = word.credits.filter((credit) => exact(credit) === 1).length;
    return { ...word, weight: word.weight * Math.log((all.end + 1) / (having + 0.5)) };
  });
  const numbers = local.filter(({ entry }) => entry.value !== null);
  const like = (sentence: number): number => shareOf(local, (word) => creditIn(sentence, word));
  const score = (sentence: number): number =>
    shareOf(local, (word) => same(sentence, word)) +
    LIKE * like(sentence) +
    NEXT * like(sentence + 1) +
    NUMBER * shareOf(numbers, (word) => same(sentence, word));
  return bestSentence(all, score).sentence;
}
