import type { KeyPoint, Question } from '../bank/question.ts';
import type { Answer } from './answer.ts';
import { featuresOf } from './features.ts';
import {
  bestPassage,
  bestSentence,
  creditIn,
  exact,
  type MatchedWord,
  matchWords,
  peakIn,
  shareOf,
  weightOf,
} from './matched-words.ts';
import { chanceOf, type Features, type Model, type Models } from './model.ts';
import { type Context, contextOf, otherWordsIn, tellingWordsIn } from './telling-words.ts';

/** What an answer has of one key point. */
export interface Reading {
  point: KeyPoint;
  context: Context;
  /** The telling words of its statement. */
  words: readonly MatchedWord[];
  /** Those of its short name, other wordings and examples that count. */
  others: readonly MatchedWord[];
  /** The chance that the answer makes the statement, from the statement alone. */
  chance: number;
  /** The share of the statement that one passage says in the same words. */
  said: number;
}

/** What the matcher needs of a question. */
export type Asked = Pick<Question, 'question'>;

/** Reads an answer for one of a question's key points. */
export function readPoint(
  point: KeyPoint,
  siblings: readonly KeyPoint[],
  answer: Answer,
  { question }: Asked,
  model: Model,
): Reading {
  const { name, text, wordings, counts } = point;
  const context = contextOf(
    siblings.map((sibling) => sibling.text),
    question,
  );
  const statement = tellingWordsIn(text, context);
  const words = matchWords(statement, answer);
  const passage = bestPassage(words, answer, exact);
  return {
    point,
    context,
    words,
    others: matchWords(otherWordsIn([name, ...wordings, ...counts], statement, context), answer),
    chance: chanceOf(featuresOf(words, answer), model),
    said: shareOf(words, (word) => exact(peakIn(passage, word))),
  };
}

/** The chance that people would say that a point is covered. */
export function scoreOf(
  reading: Reading,
  siblings: readonly Reading[],
  answer: Answer,
  { question }: Asked,
  { interview }: Models,
): number {
  const isThere = [...reading.words, ...reading.others].some(({ credit }) => credit > 0);
  if (!isThere || reading.words.length === 0) return 0;
  if (question.trim() === '' || siblings.length === 0) return reading.chance;
  return chanceOf(interviewFeaturesOf(reading, siblings, answer), interview);
}

/** The limit, in logits, of the chance from the statement alone. */
const SUREST = 7;

/** Good answers reach this share of the other points. More of them says nothing about a point that was left out. */
const MOST_COMPANY = 0.33;

/**
 * Six numbers for the score of a point among others, which its author described in other words too. Synonyms count only in
 * the first: within one field most of them mean something else.
 */
export function interviewFeaturesOf(
  { words, others, chance }: Reading,
  siblings: readonly Reading[],
  answer: Answer,
): Features {
  const total = weightOf(words, () => 1);
  const there = [...words, ...others].filter(({ credit }) => exact(credit) === 1);
  const passage = bestPassage(there, answer, exact);
  const all = { first: 0, end: answer.sentences.length };
  const sentence = bestSentence(all, (at) => weightOf(there, (word) => exact(creditIn(at, word))));
  const company = siblings.reduce((sum, { said }) => sum + said, 0) / siblings.length;
  return {
    'the statement alone': Math.min(SUREST, Math.max(-SUREST, Math.log(chance / (1 - chance)))),
    'words of the point': weightOf(there, (word) => exact(peakIn(passage, word))) / total,
    'words of the best sentence': sentence.value / total,
    'weight of the other words': weightOf(others, () => 1) / total,
    'length of the key point': Math.log(1 + words.length),
    'the other points': Math.min(MOST_COMPANY, company),
  };
}
