import { type Answer, type Found, find, hasGram } from './answer.ts';
import type { Wanted } from './wanted.ts';

/** A telling word of the key point, and what of the answer stands for it. */
export interface Looked extends Wanted, Found {}

/** Looks for all telling words of a key point. */
export function lookFor(wanted: readonly Wanted[], answer: Answer): Looked[] {
  return wanted.map(({ entry, written, weight, place, unique, denied }) => {
    const { hits, credits, credit } = find(entry, answer);
    return { entry, written, weight, place, unique, denied, hits, credits, credit };
  });
}

/** The best hit of a word within one sentence. */
export function creditIn(sentence: number, { credits }: Looked): number {
  return credits[sentence] ?? 0;
}

/** The share of the weight that is there, from 0 to 1; 0 where there is nothing to look for. */
export function shareOf(words: readonly Looked[], credit: (word: Looked) => number): number {
  let total = 0;
  let there = 0;
  for (const word of words) {
    total += word.weight;
    there += word.weight * credit(word);
  }
  return total === 0 ? 0 : there / total;
}

/** The weight that is there. */
export function weightOf(words: readonly Looked[], credit: (word: Looked) => number): number {
  let there = 0;
  for (const word of words) there += word.weight * credit(word);
  return there;
}

/** Below this a word counts as missing. */
const MISSED = 0.5;

/** The words that are not there, the most telling first. */
export function missingOf(words: readonly Looked[]): Looked[] {
  return words.filter(({ credit }) => credit < MISSED).sort((a, b) => b.weight - a.weight);
}

/** What the features are called, in their order; `× length` is the product with the first. */
export const FEATURES = [
  'length of the key point',
  'recall',
  'recall of the second half',
  'recall of the best sentence',
  'letters',
  'most telling word missing',
  'share of weight that only this point has',
  'recall × length',
  'recall of the second half × length',
  'recall of the best sentence × length',
  'most telling word missing × length',
] as const;

/**
 * The words of a passage: a point may be spread over sentences, yet in a long answer any word turns up somewhere. The
 * texts that people judged are about as long.
 */
const PASSAGE = 80;

/** Consecutive sentences. */
export interface SentenceRange {
  first: number;
  /** Behind the last one. */
  end: number;
}

/** The best of the credits from one sentence to before another. */
export function peakOf(credits: readonly number[], first: number, end: number): number {
  let peak = 0;
  for (let sentence = first; sentence < end; sentence++) peak = Math.max(peak, credits[sentence] ?? 0);
  return peak;
}

/** The passage that holds most of a key point, at least one sentence and then as many as fit. */
export function bestPassage(
  words: readonly Looked[],
  { lengths }: Answer,
  credit: (credit: number) => number = (one) => one,
): SentenceRange {
  let best = { first: 0, end: 0 };
  let most = -1;
  for (const first of lengths.keys()) {
    let end = first + 1;
    let length = lengths[first] ?? 0;
    while (end < lengths.length && length + (lengths[end] ?? 0) <= PASSAGE) length += lengths[end++] ?? 0;
    const share = shareOf(words, ({ credits }) => credit(peakOf(credits, first, end)));
    if (share > most) {
      best = { first, end };
      most = share;
    }
    if (end === lengths.length) break;
  }
  return best;
}

/**
 * Eleven numbers from which a key point's score is made. What is missing tells as much as what is there, and how much
 * may be missing depends on how long the point is. Of 122 that a study tried, nine did as well as all.
 */
export function featuresOf(words: readonly Looked[], answer: Answer): number[] {
  const passage = bestPassage(words, answer);
  const { first, end } = passage;
  const credit = ({ credits }: Looked): number => peakOf(credits, first, end);
  const length = Math.log(1 + words.length);
  const recall = shareOf(words, credit);
  const half = words.filter(({ place }) => place >= 0.5);
  const secondHalf = half.length === 0 ? recall : shareOf(half, credit);
  let sentence = 0;
  for (let index = first; index < end; index++) {
    sentence = Math.max(
      sentence,
      shareOf(words, (word) => creditIn(index, word)),
    );
  }
  const missed = Math.max(0, ...words.filter((word) => credit(word) < MISSED).map(({ weight }) => weight));
  const unique = shareOf(words, (word) => (word.unique ? 1 : 0));
  const products = [recall, secondHalf, sentence, missed].map((feature) => feature * length);
  return [
    length,
    recall,
    secondHalf,
    sentence,
    lettersOf(words, answer, passage),
    missed,
    unique,
    ...products,
  ];
}

/** The share of the words' runs of four letters that the passage has. */
function lettersOf(words: readonly Looked[], answer: Answer, { first, end }: SentenceRange): number {
  let all = 0;
  let found = 0;
  for (const { entry } of words) {
    all += entry.grams.length;
    for (const gram of entry.grams) if (hasGram(answer, gram, first, end)) found++;
  }
  return all === 0 ? 0 : found / all;
}
