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
  return nearestOf(nearnessOf(words, answer));
}

/** The first of the sentences with the highest nearness; -1 if there are none. */
export function nearestOf(nearness: readonly number[]): number {
  return bestSentence({ first: 0, end: nearness.length }, nearness).sentence;
}

/** How near each sentence comes to a key point. */
export function nearnessOf(words: readonly MatchedWord[], answer: Answer): number[] {
  const all = answer.sentences.length;
  const local = words.map((word) => {
    const having = word.credits.filter(([, credit]) => exact(credit) === 1).length;
    return { ...word, weight: word.weight * Math.log((all + 1) / (having + 0.5)) };
  });
  const numbers = local.filter(({ entry }) => entry.value !== null);
  const same = sharesBySentence(local, answer, exact);
  const like = sharesBySentence(local, answer);
  const sameNumbers = sharesBySentence(numbers, answer, exact);
  return same.map(
    (share, at) =>
      share + LIKE * (like[at] ?? 0) + NEXT * (like[at + 1] ?? 0) + NUMBER * (sameNumbers[at] ?? 0),
  );
}

/** How many words each sentence has that can show that the point is covered. Synonyms do not count. */
export function ownWordsBySentence(words: readonly MatchedWord[], { sentences }: Answer): number[] {
  const counts = sentences.map(() => 0);
  for (const { own, credits } of words) {
    if (!own) continue;
    for (const [sentence, credit] of credits) counts[sentence] = (counts[sentence] ?? 0) + exact(credit);
  }
  return counts;
}
