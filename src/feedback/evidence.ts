import type { Answer } from './answer.ts';
import { bestSentence, exact, type MatchedWord, sharesBySentence } from './matched-words.ts';

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
  const local = words.map((word) => {
    const having = word.credits.filter(([, credit]) => exact(credit) === 1).length;
    return { ...word, weight: word.weight * Math.log((all.end + 1) / (having + 0.5)) };
  });
  const numbers = local.filter(({ entry }) => entry.value !== null);
  const same = sharesBySentence(local, answer, exact);
  const like = sharesBySentence(local, answer);
  const sameNumbers = sharesBySentence(numbers, answer, exact);
  const scores = same.map(
    (share, at) =>
      share + LIKE * (like[at] ?? 0) + NEXT * (like[at + 1] ?? 0) + NUMBER * (sameNumbers[at] ?? 0),
  );
  return bestSentence(all, scores).sentence;
}
