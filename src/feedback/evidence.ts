import { type Answer, SAME } from './answer.ts';
import { creditIn, type Looked, shareOf } from './features.ts';

/** What a word of another form or sense, a number, and the sentence that follows are worth beside the words themselves. */
const LIKE = 0.5;
const NUMBER = 0.1;
const NEXT = 0.15;

/**
 * The sentence that comes nearest to a key point, -1 where the answer has none. A word that the answer repeats all over
 * tells little about where the point was made, so its weight falls with the number of sentences that have it.
 */
export function nearestSentence(words: readonly Looked[], answer: Answer): number {
  const sentences = [...answer.sentences.keys()];
  const same = (sentence: number, word: Looked): number => (creditIn(sentence, word) >= SAME ? 1 : 0);
  const local = words.map((word) => {
    const having = sentences.filter((sentence) => same(sentence, word) === 1).length;
    return { ...word, weight: word.weight * Math.log((sentences.length + 1) / (having + 0.5)) };
  });
  const numbers = local.filter(({ entry }) => entry.value !== null);
  const like = sentences.map((sentence) => shareOf(local, (word) => creditIn(sentence, word)));
  const scores = sentences.map(
    (sentence) =>
      shareOf(local, (word) => same(sentence, word)) +
      LIKE * (like[sentence] ?? 0) +
      NEXT * (like[sentence + 1] ?? 0) +
      NUMBER * shareOf(numbers, (word) => same(sentence, word)),
  );
  let best = -1;
  for (const [sentence, score] of scores.entries()) if (score > (scores[best] ?? -1)) best = sentence;
  return best;
}
