import type { KeyPoint, Question } from '../bank/question.ts';
import { weightOf } from './lexicon.ts';
import { type Span, type Token, sentencesOf, tokensOf } from './text.ts';

/** Of the matcher: a journal says by which one a point was found. */
export const VERSION = 1;

/** What a matcher has to know of a question. */
export type Asked = Pick<Question, 'question'>;
export type Verdict = 'found' | 'unsure' | 'missing';

export interface PointMatch {
  name: string;
  /** How likely the point was made, from 0 to 1. */
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

/** Shares of a point's weight. Between the outer two the candidate decides. */
const FOUND = 0.6;
const COVERED = 0.5;
const MISSING = 0.4;
/** How much a word counts that the other points have too. */
const SHARED = 0.5;

/** Which of a question's key points an answer makes. The same input gives the same output. */
export function matchPoints(points: readonly KeyPoint[], answer: string, question: Asked): Matches {
  return {
    version: VERSION,
    points: points.map((point) =>
      matchOne(
        point,
        points.filter((other) => other !== point),
        answer,
        question,
      ),
    ),
  };
}

/** As `matchPoints`, of one point; `siblings` are the other points of its question. */
export function matchOne(
  point: KeyPoint,
  siblings: readonly KeyPoint[],
  answer: string,
  question: Asked,
): PointMatch {
  const said = tokensOf(answer);
  const elsewhere = new Set(siblings.flatMap(({ text }) => stemsOf(tokensOf(text))));
  for (const stem of stemsOf(tokensOf(question.question))) elsewhere.add(stem);
  const best = [point.text, ...point.wordings, ...point.counts]
    .map((wording) => recallOf(wordsOf(wording, elsewhere), said))
    .reduce((a, b) => (b.score > a.score ? b : a));
  const { score, missing } = best;
  return {
    name: point.name,
    score,
    verdict: score >= FOUND ? 'found' : score < MISSING ? 'missing' : 'unsure',
    covered: score >= COVERED,
    evidence: evidenceFor(wordsOf(point.text, elsewhere), answer, said),
    missing,
  };
}

interface Weighted {
  token: Token;
  weight: number;
}

function stemsOf(tokens: readonly Token[]): string[] {
  return tokens.map(({ stem }) => stem);
}

/** The telling words of a text, each once. */
function wordsOf(text: string, elsewhere: ReadonlySet<string>): Weighted[] {
  const byStem = new Map(tokensOf(text).map((token) => [token.stem, token]));
  return [...byStem.values()]
    .map((token) => ({
      token,
      weight: weightOf(token.word) * (elsewhere.has(token.stem) ? SHARED : 1),
    }))
    .filter(({ weight }) => weight > 0);
}

function recallOf(words: readonly Weighted[], said: readonly Token[]): { score: number; missing: string[] } {
  const there = new Set(stemsOf(said));
  const lacking = words.filter(({ token }) => !there.has(token.stem));
  const total = weigh(words);
  return {
    score: total === 0 ? 0 : 1 - weigh(lacking) / total,
    missing: lacking.sort((a, b) => b.weight - a.weight).map(({ token }) => token.word),
  };
}

function weigh(words: readonly Weighted[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0);
}

function evidenceFor(words: readonly Weighted[], answer: string, said: readonly Token[]): Span | null {
  let best: { span: Span; score: number } | null = null;
  for (const span of sentencesOf(answer)) {
    const inside = said.filter(({ start, end }) => start >= span.start && end <= span.end);
    const { score } = recallOf(words, inside);
    if (best === null || score > best.score) best = { span, score };
  }
  return best?.span ?? null;
}

/** A listed mistake that the answer makes, and the sentence that does. */
export interface MistakeMatch {
  /** In the question's list. */
  index: number;
  span: Span;
}

/** So much of a mistake has to stand in one sentence: a wrong accusation is worse than none. */
const SURE = 0.75;

/** The mistakes that a sentence of the answer says, only where that is sure. */
export function matchMistakes(mistakes: readonly string[], answer: string, question: Asked): MistakeMatch[] {
  const said = tokensOf(answer);
  const elsewhere = new Set(stemsOf(tokensOf(question.question)));
  return mistakes.flatMap((mistake, index) => {
    const [first] = sentencesOf(mistake);
    if (first === undefined) return [];
    const words = wordsOf(mistake.slice(first.start, first.end), elsewhere);
    const span = evidenceFor(words, answer, said);
    if (span === null || words.length < 3) return [];
    const inside = said.filter(({ start, end }) => start >= span.start && end <= span.end);
    return recallOf(words, inside).score >= SURE ? [{ index, span }] : [];
  });
}
