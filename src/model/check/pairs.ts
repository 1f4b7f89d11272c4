import type { KeyPoint, Question } from '../../bank/question.ts';
import { randomFrom, type Random, shuffled } from '../../engine/random.ts';
import type { Exam } from '../examine.ts';

/** Where the answer of a pair comes from. The names are those of the file format, and `other` another question. */
export const KINDS = ['counts', 'notEnough', 'expected', 'other'] as const;
export type PairKind = (typeof KINDS)[number];

/** A key point and an answer of which the bank says whether it covers the point. */
export interface Pair {
  kind: PairKind;
  question: Question;
  /** The place of the point in its question. */
  point: number;
  answer: string;
  covered: boolean;
}

/** A sample has as many of each kind. */
const PARTS = KINDS.length;

/**
 * Pairs from these questions: `wanted` in all, rounded up to the same number of each kind. A kind with fewer gives what it
 * has. The same questions give the same pairs, and a larger number the same and more. The kinds take turns, so that an early
 * end has measured each.
 */
export function pairsFrom(questions: readonly Question[], wanted: number): Pair[] {
  const each = Math.ceil(wanted / PARTS);
  const byKind = KINDS.map((kind, place) => draw(kind, questions, each, randomFrom(PARTS + place)));
  const longest = Math.max(...byKind.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    byKind.flatMap((pairs) => pairs.slice(at, at + 1)),
  ).flat();
}

function draw(kind: PairKind, questions: readonly Question[], most: number, random: Random): Pair[] {
  const drawn: Pair[] = [];
  for (const [question, point, example] of shuffled(sourcesOf(kind, questions), random)) {
    if (drawn.length >= most) break;
    const answer = kind === 'other' ? answerElsewhere(question, questions, random) : example;
    if (answer === null) continue;
    drawn.push({ kind, question, point, answer, covered: kind === 'counts' || kind === 'expected' });
  }
  return drawn;
}

/** A point with the text that is judged for it; another question's is drawn later. */
type Source = readonly [question: Question, point: number, text: string];

function sourcesOf(kind: PairKind, questions: readonly Question[]): Source[] {
  return questions.flatMap((question) =>
    question.keyPoints.flatMap((keyPoint, point) =>
      textsFor(kind, question, keyPoint).map((text): Source => [question, point, text]),
    ),
  );
}

function textsFor(
  kind: PairKind,
  { expected }: Question,
  { text, counts, notEnough }: KeyPoint,
): readonly string[] {
  switch (kind) {
    // What the statement itself says cannot be held out.
    case 'counts':
      return counts.filter((example) => !saysSame(text, example));
    case 'notEnough':
      return notEnough;
    case 'expected':
      return expected === '' ? [] : [expected];
    case 'other':
      return [''];
  }
}

/** The expected answer of a question of another topic; null if there is none. */
function answerElsewhere(
  { topic, expected }: Question,
  questions: readonly Question[],
  random: Random,
): string | null {
  const others = questions.filter(
    (other) => other.topic !== topic && other.expected !== '' && other.expected !== expected,
  );
  return others[Math.floor(random() * others.length)]?.expected ?? null;
}

/** The key points of a pair's question without the lines that say what is judged. Both judges get these. */
export function pointsOf({ question, answer }: Pair): KeyPoint[] {
  const isOther = (line: string): boolean => !saysSame(line, answer);
  return question.keyPoints.map((point) => ({
    ...point,
    wordings: point.wordings.filter(isOther),
    counts: point.counts.filter(isOther),
    notEnough: point.notEnough.filter(isOther),
  }));
}

/** What the model gets of a pair: all points of the question. */
export function examOf(pair: Pair): Exam {
  const { question, kind, answer } = pair;
  const points = pointsOf(pair).map(({ text, counts, notEnough }) => ({
    statement: text,
    counts,
    notEnough,
  }));
  const isExample = kind === 'counts' || kind === 'notEnough';
  const hasExpected = isExample && question.expected !== '' && !saysSame(question.expected, answer);
  const said = { question: question.question, answers: [{ to: 'the question', text: answer }] };
  return {
    ...said,
    expected: hasExpected ? question.expected : null,
    points,
    said,
    unmask: (text) => text,
  };
}

/** Texts of about the same length say the same if the shorter one has at least this share of its words in the other. */
const SAME = 0.8;
/** Fewer words say too little for that. */
const FEWEST = 4;

/** Whether a line says what is judged, in full or nearly so. Case and punctuation do not count. */
export function saysSame(line: string, judged: string): boolean {
  const [own, other] = [wordsOf(line), wordsOf(judged)];
  const [shorter, longer] = own.length < other.length ? [own, other] : [other, own];
  if (shorter.length === 0) return false;
  // A short name of a subject is in many answers and says none of them.
  if (isIn(other, own) || (isIn(own, other) && own.length >= FEWEST)) return true;
  if (shorter.length < FEWEST || longer.length > 2 * shorter.length) return false;
  const known = new Set(longer);
  return shorter.filter((word) => known.has(word)).length >= SAME * shorter.length;
}

/** Whether words follow each other in others. */
function isIn(words: readonly string[], others: readonly string[]): boolean {
  return ` ${others.join(' ')} `.includes(` ${words.join(' ')} `);
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
