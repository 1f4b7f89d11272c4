import { type Answer, find, type Found, SAME, type SentenceRange } from './answer.ts';
import type { TellingWord } from './telling-words.ts';

/** A telling word of a key point, and the words of the answer that match it. */
export interface MatchedWord extends TellingWord, Found {}

/** Field by field: with a spread, matching took three times as long. */
export function matchWords(words: readonly TellingWord[], answer: Answer): MatchedWord[] {
  return words.map(({ entry, written, weight, place, unique, denied }) => {
    const { places, credits, credit } = find(entry, answer);
    return { entry, written, weight, place, unique, denied, places, credits, credit };
  });
}

/** The best match of a word in one sentence. */
export function creditIn(sentence: number, { credits }: MatchedWord): number {
  return credits[sentence] ?? 0;
}

/** The best match of a word in a range. */
export function peakIn({ first, end }: SentenceRange, { credits }: MatchedWord): number {
  let peak = 0;
  for (let sentence = first; sentence < end; sentence++) peak = Math.max(peak, credits[sentence] ?? 0);
  return peak;
}

/** 1 for the word itself, 0 for one that only means something like it. */
export function exact(credit: number): number {
  return credit >= SAME ? 1 : 0;
}

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

/** The first sentence of a range with the highest value; -1 and 0 if the range is empty. */
export function bestSentence(
  { first, end }: SentenceRange,
  valueOf: (sentence: number) => number,
): { sentence: number; value: number } {
  let best = { sentence: -1, value: 0 };
  for (let sentence = first; sentence < end; sentence++) {
    const value = valueOf(sentence);
    if (best.sentence === -1 || value > best.value) best = { sentence, value };
  }
  return best;
}

/**
 * The most words of a passage. A point may be spread over sentences, yet in a long answer any word turns up somewhere. The texts
 * that people judged are about as long.
 */
const PASSAGE = 80;

/** The passage that matches most of a key point: at least one sentence, then as many as fit. */
export function bestPassage(
  words: readonly MatchedWord[],
  { lengths }: Answer,
  credit: (credit: number) => number = (one) => one,
): SentenceRange {
  const passageFrom = (first: number): SentenceRange => {
    let end = first + 1;
    let length = lengths[first] ?? 0;
    while (end < lengths.length && length + (lengths[end] ?? 0) <= PASSAGE) length += lengths[end++] ?? 0;
    return { first, end };
  };
  const { sentence } = bestSentence({ first: 0, end: lengths.length }, (first) => {
    const passage = passageFrom(first);
    return shareOf(words, (word) => credit(peakIn(passage, word)));
  });
  return passageFrom(sentence);
}
