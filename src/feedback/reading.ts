import type { KeyPoint, Question } from '../bank/question.ts';
import type { Answer } from './answer-text.ts';
import {
  ownWordsBySentence,
  bestPassage,
  bestSentence,
  exact,
  type MatchedWord,
  matchWords,
  peakIn,
  shareOf,
  weightOf,
  weightsBySentence,
} from './matched-words.ts';
import { featuresOf, withoutOthers, chanceOf, type Features, type Model, type Models } from './features.ts';
import { type Context, contextsOf, otherWordsIn, tellingWordsIn } from './telling-words.ts';

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
  /** The mean of that over the other points; null if there are none. */
  company: number | null;
}

/** What the matcher needs of a question. */
export type Asked = Pick<Question, 'question'>;

/** Reads an answer for each of a question's key points. */
export function* readPoints(
  points: readonly KeyPoint[],
  answer: Answer,
  { question }: Asked,
  model: Model,
): Generator<undefined, Reading[]> {
  const contexts = yield* contextsOf(
    points.map(({ text }) => text),
    question,
  );
  const readings: Omit<Reading, 'company'>[] = [];
  for (const [index, context] of contexts.entries()) {
    const point = points[index];
    if (point === undefined) continue;
    readings.push(yield* readPoint(point, context, answer, model, points.length === 1));
  }
  const others = readings.length - 1;
  const all = readings.reduce((sum, { said }) => sum + said, 0);
  return readings.map((one) => ({ ...one, company: others === 0 ? null : (all - one.said) / others }));
}

function* readPoint(
  point: KeyPoint,
  context: Context,
  answer: Answer,
  model: Model,
  isAlone: boolean,
): Generator<undefined, Omit<Reading, 'company'>> {
  const statement = tellingWordsIn(point.text, context);
  const words = yield* matchWords(statement, answer);
  const passage = bestPassage(words, answer, exact);
  const others = yield* otherWordsIn(point, statement, context);
  const features = featuresOf(words, answer);
  return {
    point,
    context,
    words,
    others: yield* matchWords(others, answer),
    chance: chanceOf(isAlone ? withoutOthers(features) : features, model),
    said: shareOf(words, (word) => exact(peakIn(passage, word))),
  };
}

/** The chance that people would say that a point is covered. */
export function scoreOf(
  reading: Reading,
  answer: Answer,
  { question }: Asked,
  { interview }: Models,
): number {
  const isThere = [...reading.words, ...reading.others].some(({ credit }) => credit > 0);
  if (!isThere || reading.words.length === 0) return 0;
  if (question.trim() === '' || reading.company === null) return reading.chance;
  return chanceOf(interviewFeaturesOf(reading, answer), interview);
}

/** The limit, in logits, of the chance from the statement alone. */
const SUREST = 7;

/** Good answers reach this share of the other points. More of them says nothing about a point that was left out. */
const MOST_COMPANY = 0.33;

/**
 * Seven numbers for the score of a point among others, which its author described in other words too. Synonyms count only in
 * the first: within one field most of them mean something else.
 */
export function interviewFeaturesOf({ words, others, chance, company }: Reading, answer: Answer): Features {
  const total = weightOf(words, () => 1);
  const there = [...words, ...others].filter(({ credit }) => exact(credit) === 1);
  const passage = bestPassage(there, answer, exact);
  const all = { first: 0, end: answer.sentences.length };
  const sentence = bestSentence(all, weightsBySentence(there, answer, exact));
  const own = bestSentence(all, ownWordsBySentence(there, answer));
  return {
    'the statement alone': Math.min(SUREST, Math.max(-SUREST, Math.log(chance / (1 - chance)))),
    'words of the point': weightOf(there, (word) => exact(peakIn(passage, word))) / total,
    'words of the best sentence': sentence.value / total,
    'weight of the other words': weightOf(others, () => 1) / total,
    'length of the key point': Math.log(1 + words.length),
    'the other points': Math.min(MOST_COMPANY, company ?? 0),
    'own words of the best sentence': Math.log(1 + own.value),
  };
}
