import { type Answer, find, type Found, SAME, type SentenceRange } from './answer-text.ts';
import type { TellingWord } from './telling-words.ts';

/** A telling word of a key point, and the words of the answer that match it. */
export interface MatchedWord extends TellingWord, Found {}

/** Yields after each word. Copies field by field: with a spread, matching took three times as long. */
export function* matchWords(
  words: readonly TellingWord[],
  answer: Answer,
): Generator<undefined, MatchedWord[]> {
  const matched: MatchedWord[] = [];
  for (const { entry, written, weight, place, unique, own, denied } of words) {
    const { places, credits, credit } = find(entry, answer);
    matched.push({ entry, written, weight, place, unique, own, denied, places, credits, credit });
    yield;
  }
  return matched;
}

/** The best match of a word in a range. */
export function peakIn({ first, end }: SentenceRange, { credits }: MatchedWord): number {
  let peak = 0;
  for (const [sentence, credit] of credits) {
    if (sentence >= first && sentence < end) peak = Math.max(peak, credit);
  }
  return peak;
}

/** What a match counts for. */
type Worth = (credit: number) => number;

const asItIs: Worth = (credit) => credit;

/** 1 for the word itself, 0 for one that only means something like it. */
export const exact: Worth = (credit) => (credit >= SAME ? 1 : 0);

/** The weight that is matched. */
export function weightOf(words: readonly MatchedWord[], credit: (word: MatchedWord) => number): number {
  let weight = 0;
  for (const word of words) weight += word.weight * credit(word);
  return weight;
}

/** The share of the weight that is matched; 0 if there are no words. */
export function shareOf(words: readonly MatchedWord[], credit: (word: MatchedWord) => number): number {
  const total = weightOf(words, () => 1);
  return total === 0 ? 0 : weightOf(words, credit) / total;
}

/** The share of the weight that a range of sentences matches. */
export function shareIn(range: SentenceRange, words: readonly MatchedWord[]): number {
  return shareOf(words, (word) => peakIn(range, word));
}

/** The weight that each sentence matches. */
export function weightsBySentence(
  words: readonly MatchedWord[],
  { sentences }: Answer,
  worth = asItIs,
): number[] {
  const weights = sentences.map(() => 0);
  for (const { weight, credits } of words) {
    for (const [sentence, credit] of credits) {
      weights[sentence] = (weights[sentence] ?? 0) + weight * worth(credit);
    }
  }
  return weights;
}

/** The share of the weight that each sentence matches. */
export function sharesBySentence(words: readonly MatchedWord[], answer: Answer, worth = asItIs): number[] {
  return sharesOf(weightsBySentence(words, answer, worth), words);
}

function sharesOf(weights: readonly number[], words: readonly MatchedWord[]): number[] {
  const total = weightOf(words, () => 1);
  return weights.map((weight) => (total === 0 ? 0 : weight / total));
}

/** The first sentence of a range with the highest value; -1 and 0 if the range is empty. */
export function bestSentence(
  { first, end }: SentenceRange,
  values: readonly number[],
): { sentence: number; value: number } {
  let best = { sentence: -1, value: 0 };
  for (let sentence = first; sentence < end; sentence++) {
    const value = values[sentence] ?? 0;
    if (best.sentence === -1 || value > best.value) best = { sentence, value };
  }
  return best;
}

/** The weight that the range from each sentence to its end matches. Loops by index, since a long answer has many ranges. */
function weightsFrom(ends: readonly number[], words: readonly MatchedWord[], worth = asItIs): number[] {
  const weights = ends.map(() => 0);
  for (const { weight, credits } of words) {
    /** The first match that is not before the range. */
    let next = 0;
    for (let first = 0; first < ends.length && next < credits.length; first++) {
      const end = ends[first] ?? 0;
      let best = 0;
      for (let at = next, match = credits[at]; match !== undefined && match[0] < end; match = credits[++at])
        best = Math.max(best, match[1]);
      if (best > 0) weights[first] = (weights[first] ?? 0) + weight * worth(best);
      if (credits[next]?.[0] === first) next++;
    }
  }
  return weights;
}

/** The range that matches most of a key point, of one from each sentence to its end. */
export function bestRange(
  ends: readonly number[],
  words: readonly MatchedWord[],
  worth = asItIs,
): { range: SentenceRange; share: number } {
  const shares = sharesOf(weightsFrom(ends, words, worth), words);
  const { sentence: first, value: share } = bestSentence({ first: 0, end: ends.length }, shares);
  return { range: { first, end: ends[first] ?? 0 }, share };
}

/** The passage that matches most of a key point. */
export function bestPassage(
  words: readonly MatchedWord[],
  { passageEnds }: Answer,
  worth = asItIs,
): SentenceRange {
  return bestRange(passageEnds, words, worth).range;
}

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
