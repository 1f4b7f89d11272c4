import type { KeyPoint, Question } from '../bank/question.ts';
import { type Answer, SAME } from './answer.ts';
import {
  bestPassage,
  FEATURES,
  featuresOf,
  lookFor,
  type Looked,
  peakOf,
  shareOf,
  weightOf,
} from './features.ts';
import { chanceOf, type Models } from './model.ts';
import { otherWordsIn, type Setting, settingOf, wantedIn } from './wanted.ts';

/** What an answer has of one key point. */
export interface Reading {
  /** The statement, and its telling words. */
  text: string;
  words: readonly Looked[];
  /** What else its author calls it: the short name, other wordings, examples that count. */
  others: readonly Looked[];
  setting: Setting;
  /** The chance by the statement alone. */
  chance: number;
  /** The share of the statement that a passage of the answer says in the same words. */
  said: number;
}

/** What a matcher has to know of a question. */
export type Asked = Pick<Question, 'question'>;

/** Looks for all points of a question. */
export function readPoints(
  points: readonly KeyPoint[],
  answer: Answer,
  { question }: Asked,
  { statement }: Models,
): Reading[] {
  return points.map(({ name, text, wordings, counts }, index) => {
    const rest = points.filter((_, other) => other !== index).map((other) => other.text);
    const setting = settingOf(rest, question);
    const wanted = wantedIn(text, setting);
    const words = lookFor(wanted, answer);
    const others = lookFor(otherWordsIn([name, ...wordings, ...counts], wanted, setting), answer);
    const { first, end } = bestPassage(words, answer, same);
    return {
      text,
      words,
      others,
      setting,
      chance: chanceOf(FEATURES, featuresOf(words, answer), statement),
      said: shareOf(words, ({ credits }) => same(peakOf(credits, first, end))),
    };
  });
}

/** The chance that people would say that one of the points was made. */
export function scoreOf(
  index: number,
  readings: readonly Reading[],
  answer: Answer,
  { question }: Asked,
  { interview }: Models,
): number {
  const reading = readings[index];
  if (reading === undefined) return 0;
  const isThere = [...reading.words, ...reading.others].some(({ credit }) => credit > 0);
  if (!isThere || reading.words.length === 0) return 0;
  if (question.trim() === '' || readings.length === 1) return reading.chance;
  return chanceOf(INTERVIEW_FEATURES, interviewFeaturesOf(index, readings, answer), interview);
}

/** What the features of a point among others are called, in their order. */
export const INTERVIEW_FEATURES = [
  'the statement alone',
  'words of the point',
  'words of the best sentence',
  'weight of the other words',
  'length of the key point',
  'the other points',
] as const;

/** Between this and its negative is the chance by the statement alone, in logits. */
const SUREST = 7;

/** So much of the other points' words have good answers. More of them says nothing of a point that was left out. */
const MOST_COMPANY = 0.33;

/**
 * Six numbers from which a key point's score is made in an interview, where a point is one of several and its author
 * gave it other words. A synonym counts only in the first: within one field most synonyms stand for something else.
 */
export function interviewFeaturesOf(index: number, readings: readonly Reading[], answer: Answer): number[] {
  const { words, others, chance } = readings[index] ?? { words: [], others: [], chance: 0 };
  const whole = weightOf(words, () => 1);
  const all = [...words, ...others];
  const there = all.filter(({ credit }) => same(credit) > 0);
  const { first, end } = bestPassage(there, answer, same);
  const inPassage = ({ credits }: Looked): number => same(peakOf(credits, first, end));
  let sentence = 0;
  for (const at of answer.sentences.keys()) {
    sentence = Math.max(
      sentence,
      weightOf(there, ({ credits }) => same(credits[at] ?? 0)),
    );
  }
  const company = readings.filter((_, other) => other !== index).map(({ said }) => said);
  return [
    Math.min(SUREST, Math.max(-SUREST, Math.log(chance / (1 - chance)))),
    weightOf(there, inPassage) / whole,
    sentence / whole,
    weightOf(others, () => 1) / whole,
    Math.log(1 + words.length),
    Math.min(MOST_COMPANY, company.reduce((a, b) => a + b, 0) / company.length),
  ];
}

function same(credit: number): number {
  return credit >= SAME ? 1 : 0;
}
