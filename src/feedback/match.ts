import type { KeyPoint, Question } from '../bank/question.ts';
import { type Answer, readAnswer } from './answer.ts';
import { doubtsAbout } from './doubts.ts';
import { nearestSentence } from './evidence.ts';
import { creditIn, featuresOf, lookFor, type Looked, missingOf, shareOf } from './features.ts';
import { chanceOf, DOUBTED } from './model.ts';
import type { Span } from './text.ts';
import { type Setting, settingOf, type Wanted, wantedIn } from './wanted.ts';

export { matchMistakes } from './mistakes.ts';

/** Of the matcher: a journal says by which one a point was found. */
export const VERSION = 2;

/** What a matcher has to know of a question. */
export type Asked = Pick<Question, 'question'>;
export type Verdict = 'found' | 'unsure' | 'missing';

export interface PointMatch {
  name: string;
  /** How likely people would say that the point was made, from 0 to 1. */
  score: number;
  verdict: Verdict;
  /** The verdict where it must be one or the other. */
  covered: boolean;
  /** The sentence of the answer that comes nearest; null only where the answer has none. */
  evidence: Span | null;
  /** The point's telling words that the answer lacks, the most telling first. */
  missing: string[];
}

export interface Matches {
  version: typeof VERSION;
  points: PointMatch[];
}

/** From here on a point is found; below the last it is missing; between them the candidate decides. */
const FOUND = 0.62;
const COVERED = 0.51;
const MISSING = 0.38;

/** Which of a question's key points an answer makes. The same input gives the same output. */
export function matchPoints(points: readonly KeyPoint[], answer: string, question: Asked): Matches {
  const read = readAnswer(answer);
  return {
    version: VERSION,
    points: points.map((point) => {
      const others = points.filter((other) => other !== point);
      return judge(point, others, read, question);
    }),
  };
}

/** As `matchPoints`, of one point; `siblings` are the other points of its question. */
export function matchOne(
  point: KeyPoint,
  siblings: readonly KeyPoint[],
  answer: string,
  question: Asked,
): PointMatch {
  return judge(point, siblings, readAnswer(answer), question);
}

function judge(point: KeyPoint, siblings: readonly KeyPoint[], answer: Answer, question: Asked): PointMatch {
  const setting = settingOf(
    siblings.map(({ text }) => text),
    question.question,
  );
  const best = bestReading(point, answer, setting);
  const lesson = lessonOf(point, best, answer, setting);
  const isDoubted =
    lesson === 'not enough' || doubtsAbout(best.wording, best.words, answer, best.sentence).length > 0;
  const score = moved(best.score, lesson === 'counts' ? LESSON : 0) * (isDoubted ? DOUBTED : 1);
  return {
    name: point.name,
    score,
    verdict: score >= FOUND ? 'found' : score < MISSING ? 'missing' : 'unsure',
    covered: score >= COVERED,
    evidence: answer.sentences[best.sentence] ?? null,
    missing: missingOf(best.words).map(({ entry }) => entry.word),
  };
}

/** What came of looking for one wording of a point in an answer. */
interface Reading {
  wording: string;
  words: readonly Looked[];
  score: number;
  /** The nearest one, -1 where there is none. */
  sentence: number;
}

/** Each further wording is one more chance to be met by accident, so it has to be met more closely: in logits. */
const FURTHER = -0.8;

/** The wording of a point that an answer comes nearest to. */
function bestReading({ text, wordings, counts }: KeyPoint, answer: Answer, setting: Setting): Reading {
  const readings = [text, ...wordings, ...counts].map((wording, index) => {
    const words = lookFor(wantedIn(wording, setting), answer);
    const isThere = words.some(({ credit }) => credit > 0);
    const score = isThere ? chanceOf(featuresOf(words, answer)) : 0;
    return { wording, words, score: moved(score, index === 0 ? 0 : FURTHER) };
  });
  const best = readings.reduce((a, b) => (b.score > a.score ? b : a));
  return { ...best, sentence: nearestSentence(best.words, answer) };
}

/** So much of an example in one sentence, and the answer says what the example says. */
const ALIKE = 0.8;
/** How far an answer moves that says what the author's example says, in logits. */
const LESSON = 2;

/** Which kind of the author's examples an answer says, if any; not enough only where it says nothing nearer. */
function lessonOf(
  { counts, notEnough }: KeyPoint,
  { words }: Reading,
  answer: Answer,
  setting: Setting,
): 'counts' | 'not enough' | null {
  const nearest = (examples: readonly string[]): number =>
    Math.max(0, ...examples.map((example) => shareSaid(wantedIn(example, setting), answer)));
  const said = nearest(counts);
  const short = nearest(notEnough);
  if (said >= ALIKE && said >= short) return 'counts';
  return short >= ALIKE && short > shareOf(words, ({ credit }) => credit) ? 'not enough' : null;
}

/** The share of an example that one sentence says. */
function shareSaid(example: readonly Wanted[], answer: Answer): number {
  const words = lookFor(example, answer);
  const shares = [...answer.sentences.keys()].map((sentence) =>
    shareOf(words, (word) => creditIn(sentence, word)),
  );
  return Math.max(0, ...shares);
}

function moved(score: number, by: number): number {
  if (by === 0 || score === 0) return score;
  return 1 / (1 + Math.exp(-Math.log(score / (1 - score)) - by));
}
