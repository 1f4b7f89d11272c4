import type { KeyPoint } from '../bank/question.ts';
import { type Answer, readAnswer } from './answer.ts';
import { doubtsAbout } from './doubts.ts';
import { nearestSentence } from './evidence.ts';
import { lookFor, type Looked, missingOf, peakOf, shareOf } from './features.ts';
import { type Asked, type Reading, readPoints, scoreOf } from './reading.ts';
import { DOUBTED, type Models } from './model.ts';
import weights from './weights.json' with { type: 'json' };
import { type Span, sentencesOf } from './text.ts';
import { type Setting, wantedIn } from './wanted.ts';

export { matchMistakes } from './mistakes.ts';

/** Of the matcher: a journal says by which one a point was found. */
export const VERSION = 4;

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
  /** The point's telling words that the answer lacks, as they stand in it, the most telling first. */
  missing: string[];
}

export interface Matches {
  version: typeof VERSION;
  points: PointMatch[];
}

/** From here on a point is found; below the last it is missing; between them the candidate decides. */
const FOUND = 0.62;
export const COVERED = 0.48;
const MISSING = 0.38;

/** Which of a question's key points an answer makes. The same input gives the same output. */
export function matchPoints(
  points: readonly KeyPoint[],
  answer: string,
  question: Asked,
  models: Models = weights,
): Matches {
  const read = readAnswer(answer, question.question);
  const readings = readPoints(points, read, question, models);
  return {
    version: VERSION,
    points: points.map((point, index) => judge(point, index, readings, read, question, models)),
  };
}

/** As `matchPoints`, of one point; `siblings` are the other points of its question. */
export function matchOne(
  point: KeyPoint,
  siblings: readonly KeyPoint[],
  answer: string,
  question: Asked,
  models: Models = weights,
): PointMatch {
  const read = readAnswer(answer, question.question);
  return judge(point, 0, readPoints([point, ...siblings], read, question, models), read, question, models);
}

function judge(
  point: KeyPoint,
  index: number,
  readings: readonly Reading[],
  answer: Answer,
  question: Asked,
  models: Models,
): PointMatch {
  const reading = readings[index];
  if (reading === undefined) throw new Error('this point was not looked for');
  const { text, words, others } = reading;
  const taught = taughtBy(point, reading, answer);
  const nearest = nearestSentence([...words, ...others.map(lighter)], answer);
  const [meant, said, sentence] =
    taught.counts === null
      ? [text, words, nearest]
      : [taught.counts.example, taught.counts.words, taught.counts.sentence];
  const isDoubted = taught.isNotEnough || doubtsAbout(meant, said, answer, sentence).length > 0;
  const chance = scoreOf(index, readings, answer, question, models);
  const score = (taught.counts === null ? chance : Math.max(TAUGHT, chance)) * (isDoubted ? DOUBTED : 1);
  return {
    name: point.name,
    score,
    verdict: score >= FOUND ? 'found' : score < MISSING ? 'missing' : 'unsure',
    covered: score >= COVERED,
    evidence: answer.sentences[sentence] ?? null,
    missing: missingOf(words).map(({ written }) => written),
  };
}

/** Where a point was made, its statement tells better than what else its author calls it. */
function lighter(other: Looked): Looked {
  return { ...other, weight: other.weight / 2 };
}

/** So much of an example in one sentence, and the answer says what the example says. */
const ALIKE = 0.8;
/** The chance of an answer that says what the author's example says. */
const TAUGHT = 0.8;
/** A wording of fewer telling words says what the point is about, and could be met by chance. */
const SHORTEST_LESSON = 3;

/** How much of an example an answer says in as many sentences as that has, and which of those says most of it. */
interface Said {
  example: string;
  words: readonly Looked[];
  sentence: number;
  share: number;
}

/** The example or wording that an answer says, if any; not enough only where it says nothing nearer. */
function taughtBy(
  { wordings, counts, notEnough }: KeyPoint,
  { words, setting }: Reading,
  answer: Answer,
): { counts: Said | null; isNotEnough: boolean } {
  const nearest = (examples: readonly string[], shortest: number): Said | null =>
    examples
      .map((example) => saidOf(example, setting, answer))
      .filter((said) => said.share >= ALIKE && said.words.length >= shortest)
      .reduce<Said | null>((best, said) => (best === null || said.share > best.share ? said : best), null);
  const does = nearest([...wordings, ...counts], SHORTEST_LESSON);
  const short = nearest(notEnough, 1);
  if (does !== null && does.share >= (short?.share ?? 0)) return { counts: does, isNotEnough: false };
  return {
    counts: null,
    isNotEnough: short !== null && short.share > shareOf(words, ({ credit }) => credit),
  };
}

function saidOf(example: string, setting: Setting, answer: Answer): Said {
  const words = lookFor(wantedIn(example, setting), answer);
  const length = sentencesOf(example).length;
  const shareFrom = (first: number, end: number): number =>
    shareOf(words, ({ credits }) => peakOf(credits, first, end));
  let from = -1;
  let share = 0;
  for (const first of answer.sentences.keys()) {
    const here = shareFrom(first, first + length);
    if (here > share) [from, share] = [first, here];
  }
  if (from === -1) return { example, words, sentence: -1, share };
  let sentence = from;
  for (let at = from + 1; at < Math.min(from + length, answer.sentences.length); at++) {
    if (shareFrom(at, at + 1) > shareFrom(sentence, sentence + 1)) sentence = at;
  }
  return { example, words, sentence, share };
}
