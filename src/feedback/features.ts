import type { Answer, SentenceRange } from './answer-text.ts';
import {
  bestPassage,
  bestSentence,
  type MatchedWord,
  peakIn,
  shareIn,
  shareOf,
  sharesBySentence,
} from './matched-words.ts';

/** The weight of a word that may be a term. The 2,500 words below are in texts about anything. */
const TERM = Math.log(2500);
/** Rarer words that are no terms. */
const FILLERS = new Set(
  (
    'nobody somebody everybody anybody somewhere elsewhere altogether beside besides whoever wherever whenever ' +
    'whichever hence thus thereby likewise merely scarcely plainly happen happens happening keeps differ differs ' +
    'vanishes stays tells'
  ).split(' '),
);

/**
 * The words to tell a reader that the answer lacks, the most telling first: numbers in digits, and terms that only this
 * point has.
 */
export function wordsLacking(words: readonly MatchedWord[]): string[] {
  return words
    .filter(({ credit, entry, own, written }) => {
      if (credit >= MISSED) return false;
      if (entry.value !== null) return /\d/.test(written);
      return own && entry.weight >= TERM && !entry.negates && !FILLERS.has(entry.word);
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ written }) => written);
}

/** Below this a word counts as missing. */
const MISSED = 0.5;

/**
 * Eleven numbers for the chance that an answer makes a statement. What is missing matters as much as what is there, and
 * how much may be missing depends on the length of the statement. Of 122 that a study tried, nine did as well as all.
 */
export function featuresOf(words: readonly MatchedWord[], answer: Answer): Features {
  const passage = bestPassage(words, answer);
  const length = Math.log(1 + words.length);
  const recall = shareIn(passage, words);
  const half = words.filter(({ place }) => place >= 0.5);
  const secondHalf = half.length === 0 ? recall : shareIn(passage, half);
  const { value: sentence } = bestSentence(passage, sharesBySentence(words, answer));
  const missed = words.filter((word) => peakIn(passage, word) < MISSED).map(({ weight }) => weight);
  const heaviest = Math.max(0, ...missed);
  return {
    'length of the key point': length,
    recall,
    'recall of the second half': secondHalf,
    'recall of the best sentence': sentence,
    letters: lettersIn(passage, words, answer),
    'most telling word missing': heaviest,
    [ONLY_THIS]: shareOf(words, ({ unique }) => (unique ? 1 : 0)),
    'recall × length': recall * length,
    'recall of the second half × length': secondHalf * length,
    'recall of the best sentence × length': sentence * length,
    'most telling word missing × length': heaviest * length,
  };
}

const ONLY_THIS = 'share of weight that only this point has';
/** Its mean over the points of the news on which the weights are fitted. */
const TYPICALLY_ONLY_THIS = 0.45;

/** For a point whose neighbors are unknown: no one can say which words only that point has. */
export function withoutOthers(features: Features): Features {
  return { ...features, [ONLY_THIS]: TYPICALLY_ONLY_THIS };
}

/** The share of the words' runs of four characters that a passage has. */
function lettersIn({ first, end }: SentenceRange, words: readonly MatchedWord[], answer: Answer): number {
  const grams = words.flatMap(({ entry }) => entry.grams);
  const { entries, starts } = answer;
  const said = new Set(entries.slice(starts[first], starts[end]).flatMap((entry) => entry.grams));
  return grams.length === 0 ? 0 : grams.filter((gram) => said.has(gram)).length / grams.length;
}

/** What is measured, by name. */
export type Features = Readonly<Record<string, number>>;

/** A logistic model of the chance that people would say that a point is covered. */
export interface Model {
  bias: number;
  weights: Features;
}

export interface Models {
  /** For one statement in any text. */
  statement: Model;
  /** For one point among several, in an interview. */
  interview: Model;
}

export function chanceOf(features: Features, { bias, weights }: Model): number {
  const sum = Object.entries(features).reduce(
    (total, [name, value]) => total + (weights[name] ?? 0) * value,
    bias,
  );
  return 1 / (1 + Math.exp(-sum));
}

/** What a score is multiplied by when the sentence may not say what its words suggest: the point is no longer covered. */
export const DOUBTED = 0.45;
