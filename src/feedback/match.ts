import type { KeyPoint } from '../bank/question.ts';
import { type Answer, PASSAGE, readAnswer } from './answer-text.ts';
import { doubtsAbout } from './doubts.ts';
import { wordsLacking, DOUBTED, type Models } from './features.ts';
import {
  bestRange,
  bestSentence,
  type MatchedWord,
  matchWords,
  nearestOf,
  nearnessOf,
  shareOf,
  sharesBySentence,
} from './matched-words.ts';
import { proofOf, wordsFor } from './proof.ts';
import { type Asked, type Reading, readPoints, scoreOf } from './reading.ts';
import { type Context, tellingWordsIn } from './telling-words.ts';
import { type Span, sentencesOf } from './text.ts';
import weights from './weights.json' with { type: 'json' };

export { matchMistakes } from './mistakes.ts';

/** A journal keeps it beside each result: two versions may judge differently. */
export const VERSION = 7;

export type Verdict = 'found' | 'unsure' | 'missing';

export interface PointMatch {
  name: string;
  /** The chance that people would say that the point is covered, from 0 to 1. */
  score: number;
  verdict: Verdict;
  /** The verdict if it has to be yes or no. */
  covered: boolean;
  /** The sentence that shows the point, or of a missing one the nearest; null if there is none. */
  evidence: Span | null;
  /** The point's telling words that the answer lacks, as the point spells them, the most telling first. */
  missing: string[];
}

export interface Matches {
  version: typeof VERSION;
  points: PointMatch[];
}

/** A point is found from the first score up, and missing below the last. Between them the candidate decides. */
const FOUND = 0.8;
export const COVERED = 0.48;
const MISSING = 0.2;
/** The most that a point gets if no sentence can be quoted for it. */
const UNPROVED = 0.6;

/**
 * Which of a question's key points an answer covers. The same input gives the same output. Yields many times, so that it can
 * be stopped, whatever the question.
 */
export function* matchPoints(
  points: readonly KeyPoint[],
  text: string,
  question: Asked,
  models: Models = weights,
): Generator<undefined, Matches> {
  const answer = yield* readAnswer(text, question.question);
  const readings = yield* readPoints(points, answer, question, models.statement);
  const judgments: Judgment[] = [];
  for (const reading of readings) judgments.push(yield* judge(reading, answer, question, models));
  const proved = yield* withProof(judgments, answer);
  return { version: VERSION, points: proved.map((judgment) => matchFrom(judgment, answer)) };
}

/** The same for one point. `siblings` are the other points of its question. */
export function* matchOne(
  point: KeyPoint,
  siblings: readonly KeyPoint[],
  text: string,
  question: Asked,
  models: Models = weights,
): Generator<undefined, PointMatch> {
  const { points } = yield* matchPoints([point, ...siblings], text, question, models);
  const [match] = points;
  if (match === undefined) throw new Error('the point was not judged');
  return match;
}

/** What is thought of a point before the points are compared. */
interface Judgment {
  reading: Reading;
  score: number;
  /** How near each sentence comes to it. */
  nearness: readonly number[];
  /** The sentence it is based on; -1 if there is none. */
  sentence: number;
  /** The answer says an author's example there. */
  isTaught: boolean;
}

function* judge(
  reading: Reading,
  answer: Answer,
  question: Asked,
  models: Models,
): Generator<undefined, Judgment> {
  const { point, context, words } = reading;
  const examples = [...point.wordings, ...point.counts];
  const example = yield* nearestExample(examples, SHORTEST_EXAMPLE, context, answer);
  const tooLittle = yield* nearestExample(point.notEnough, 1, context, answer);
  const isTaught = example !== null && example.share >= (tooLittle?.share ?? 0);
  const nearness = nearnessOf(wordsFor(reading), answer);
  const said = isTaught ? example : { text: point.text, words, sentence: nearestOf(nearness) };
  const isDoubted = doubtsAbout(said.text, said.words, answer, said.sentence).length > 0;
  const isTooLittle =
    !isTaught && tooLittle !== null && tooLittle.share > shareOf(words, ({ credit }) => credit);
  const chance = scoreOf(reading, answer, question, models);
  const score = (isTaught ? Math.max(TAUGHT, chance) : chance) * (isDoubted || isTooLittle ? DOUBTED : 1);
  return { reading, score, nearness, sentence: said.sentence, isTaught };
}

/** Gives each sentence to the nearest of the points that it may show. Without evidence a point is at most unsure. Yields after each point. */
function* withProof(judgments: readonly Judgment[], answer: Answer): Generator<undefined, Judgment[]> {
  const proved = [...judgments];
  const taken = new Set<number>();
  const nearOf = ({ nearness }: Judgment): number => nearness[nearestOf(nearness)] ?? 0;
  const nearestFirst = [...judgments.entries()].sort(([, a], [, b]) => nearOf(b) - nearOf(a));
  for (const [index, judgment] of nearestFirst) {
    const { reading, nearness, isTaught, score } = judgment;
    if (score < MISSING) continue;
    const sentence = isTaught ? judgment.sentence : proofOf(reading, nearness, answer, taken);
    taken.add(sentence);
    proved[index] = { ...judgment, score: sentence === -1 ? Math.min(score, UNPROVED) : score, sentence };
    yield;
  }
  return proved;
}

function matchFrom({ reading, score, sentence }: Judgment, answer: Answer): PointMatch {
  return {
    name: reading.point.name,
    score,
    verdict: score >= FOUND ? 'found' : score < MISSING ? 'missing' : 'unsure',
    covered: score >= COVERED,
    evidence: answer.sentences[sentence] ?? null,
    missing: wordsLacking(reading.words),
  };
}

/** An answer says an example if it has this share of it in as many sentences. */
const ALIKE = 0.8;
/** The lowest score of an answer that says an example that counts. */
const TAUGHT = 0.8;
/** A wording of fewer telling words names the subject of the point, and could match by chance. */
const SHORTEST_EXAMPLE = 3;

/** An author's example that an answer says. */
interface Example {
  text: string;
  words: readonly MatchedWord[];
  /** The share of its words that the answer has in one place. */
  share: number;
  /** The sentence there that has most of them. */
  sentence: number;
}

/** The example that an answer says most of, if it says any. Examples with too few telling words do not count. */
function* nearestExample(
  examples: readonly string[],
  shortest: number,
  context: Context,
  answer: Answer,
): Generator<undefined, Example | null> {
  let best: Example | null = null;
  for (const example of examples) {
    const one = yield* readExample(example, context, answer);
    const isSaid = one.share >= ALIKE && one.words.length >= shortest;
    if (isSaid && (best === null || one.share > best.share)) best = one;
  }
  return best;
}

function* readExample(text: string, context: Context, answer: Answer): Generator<undefined, Example> {
  const words = yield* matchWords(tellingWordsIn(text, context), answer);
  const length = Math.min(PASSAGE, sentencesOf(text).length);
  const ends = answer.sentences.map((_, first) => first + length);
  const { range, share } = bestRange(ends, words);
  const { sentence } = bestSentence(range, sharesBySentence(words, answer));
  return { text, words, share, sentence };
}
