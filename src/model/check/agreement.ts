import type { Verdict } from '../../engine/event.ts';
import type { Calls } from '../calls.ts';
import type { Kind } from '../problem.ts';
import { KINDS, type Pair, type PairKind } from './pairs.ts';

/** Who judges the pairs: the model, called in two ways, and the matcher. */
export const JUDGES = ['one-point', 'two-orders', 'matcher'] as const;
export type Judge = (typeof JUDGES)[number];

export interface Tokens {
  prompt: number;
  completion: number;
}

/** What one judge makes of a pair. */
export interface Judgment {
  /** null: not judged. */
  verdict: Verdict | null;
  /** Why it was not judged; null if it was. */
  problem: Kind | null;
  ms: number;
  /** As the server counts them; null if it does not, and for the matcher. */
  tokens: Tokens | null;
}

/** A pair and what the judges make of it; the last one may lack a judge. */
export interface Outcome {
  pair: Pair;
  by: Partial<Record<Judge, Judgment>>;
}

/** A share of pairs. */
export interface Share {
  agreed: number;
  of: number;
}

/** How often one judge agrees with the bank. */
export interface Agreement {
  judge: Judge;
  judged: number;
  agreed: number;
  /** Of the share that agrees, with a confidence of 95%; null if none was judged. */
  interval: Interval | null;
  unsure: number;
  /** Found in an answer that does not cover the point, of `notCovered` such answers. */
  falselyCovered: number;
  notCovered: number;
  kinds: Record<PairKind, Share>;
  /** Of the pairs that were judged. */
  ms: { median: number; slowest: number } | null;
  /** The mean of the pairs whose tokens the server counted. */
  tokens: Tokens | null;
  notJudged: number;
  problems: Partial<Record<Kind, number>>;
}

export interface Interval {
  low: number;
  high: number;
}

/** What comes close and does not cover a point may be called so: only "covered" would be wrong of it. */
function agrees({ covered }: Pair, verdict: Verdict): boolean {
  return covered === (verdict === 'found');
}

/** How often a judge agrees with the bank on the pairs that it was asked about. */
export function agreementOf(outcomes: readonly Outcome[], judge: Judge): Agreement {
  const asked = outcomes.flatMap(({ pair, by }) => {
    const judgment = by[judge];
    return judgment === undefined ? [] : [{ pair, ...judgment }];
  });
  const judged = asked.flatMap(({ verdict, ...rest }) => (verdict === null ? [] : [{ ...rest, verdict }]));
  const right = judged.filter(({ pair, verdict }) => agrees(pair, verdict));
  const notCovered = judged.filter(({ pair }) => !pair.covered);
  const times = judged.map(({ ms }) => ms).sort((a, b) => a - b);
  const ofKind = (all: readonly { pair: Pair }[], kind: PairKind): number =>
    all.filter(({ pair }) => pair.kind === kind).length;
  const kinds = KINDS.map((kind) => [kind, { agreed: ofKind(right, kind), of: ofKind(judged, kind) }]);
  const problems: Partial<Record<Kind, number>> = {};
  for (const { problem } of asked) if (problem !== null) problems[problem] = (problems[problem] ?? 0) + 1;
  return {
    judge,
    judged: judged.length,
    agreed: right.length,
    interval: judged.length === 0 ? null : wilson(right.length, judged.length),
    unsure: judged.filter(({ verdict }) => verdict === 'unsure').length,
    falselyCovered: notCovered.filter(({ verdict }) => verdict === 'found').length,
    notCovered: notCovered.length,
    kinds: Object.fromEntries(kinds) as Agreement['kinds'],
    ms: times.length === 0 ? null : { median: median(times), slowest: times.at(-1) ?? 0 },
    tokens: meanOf(judged.flatMap(({ tokens }) => tokens ?? [])),
    notJudged: asked.length - judged.length,
    problems,
  };
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function meanOf(tokens: readonly Tokens[]): Tokens | null {
  if (tokens.length === 0) return null;
  const mean = (key: keyof Tokens): number =>
    Math.round(tokens.reduce((sum, each) => sum + each[key], 0) / tokens.length);
  return { prompt: mean('prompt'), completion: mean('completion') };
}

/** The two-sided 95% quantile of the normal distribution. */
const Z = 1.959964;

/**
 * The 95% score interval of a share. E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
 * Journal of the American Statistical Association 22 (1927).
 */
export function wilson(successes: number, n: number): Interval {
  const share = successes / n;
  const middle = (share + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * The chance of a split at least as uneven as this one if both were as likely, two-sided and exact. Q. McNemar, "Note on the
 * Sampling Error of the Difference Between Correlated Proportions or Percentages", Psychometrika 12 (1947), with the
 * binomial distribution instead of its approximation.
 */
export function signTest(a: number, b: number): number {
  const n = a + b;
  // In logarithms, since 2 ** -n is no number for large n.
  let term = -n * Math.log(2);
  let tail = 0;
  for (let k = 0; k <= Math.min(a, b); k++) {
    tail += Math.exp(term);
    term += Math.log(n - k) - Math.log(k + 1);
  }
  return Math.min(1, 2 * tail);
}

/** Differences that chance would make more often are none. */
const SIGNIFICANT = 0.05;

/** Two judges on the pairs that both judged. */
export interface Comparison {
  result: 'better' | 'no better' | 'worse';
  /** Pairs on which just one of them agrees with the bank. */
  onlyThis: number;
  onlyThat: number;
  p: number;
}

/** Compares a judge with another one; null if no pair was judged by both. */
export function compare(outcomes: readonly Outcome[], judge: Judge, other: Judge): Comparison | null {
  const both = outcomes.flatMap(({ pair, by }) => {
    const verdicts = [by[judge]?.verdict ?? null, by[other]?.verdict ?? null] as const;
    return verdicts[0] === null || verdicts[1] === null
      ? []
      : [[agrees(pair, verdicts[0]), agrees(pair, verdicts[1])] as const];
  });
  return both.length === 0 ? null : comparisonOf(both);
}

function comparisonOf(both: readonly (readonly [boolean, boolean])[]): Comparison {
  const onlyThis = both.filter(([one, two]) => one && !two).length;
  const onlyThat = both.filter(([one, two]) => two && !one).length;
  const p = signTest(onlyThis, onlyThat);
  const isClear = p < SIGNIFICANT;
  const result = !isClear ? 'no better' : onlyThis > onlyThat ? 'better' : 'worse';
  return { result, onlyThis, onlyThat, p };
}

/** Which way of calling the model is the better one. */
export interface Recommendation {
  calls: Calls;
  /** It agrees more often; or the difference may be chance, and it takes less time; or the other one judged nothing. */
  why: 'agreement' | 'time' | 'only';
  /** Milliseconds for a question with all its points, on average. */
  msPerQuestion: Record<Calls, number | null>;
}

/**
 * Recommends a way of calling; null if the model judged nothing. A pair that one way did not judge does not agree here: a
 * round has no use for it.
 */
export function recommend(outcomes: readonly Outcome[]): Recommendation | null {
  const msPerQuestion = {
    'one-point': msFor(outcomes, 'one-point'),
    'two-orders': msFor(outcomes, 'two-orders'),
  };
  const { 'one-point': one, 'two-orders': two } = msPerQuestion;
  if (one === null && two === null) return null;
  if (one === null || two === null)
    return { calls: two === null ? 'one-point' : 'two-orders', why: 'only', msPerQuestion };
  const isRight = ({ pair }: Outcome, judgment: Judgment): boolean =>
    judgment.verdict !== null && agrees(pair, judgment.verdict);
  const both = outcomes.flatMap((outcome) => {
    const { 'one-point': first, 'two-orders': second } = outcome.by;
    return first === undefined || second === undefined
      ? []
      : [[isRight(outcome, first), isRight(outcome, second)] as const];
  });
  const { result } = comparisonOf(both);
  if (result !== 'no better')
    return { calls: result === 'better' ? 'one-point' : 'two-orders', why: 'agreement', msPerQuestion };
  return { calls: one < two ? 'one-point' : 'two-orders', why: 'time', msPerQuestion };
}

/** One point at a time takes a call for each point of a question; two orders take two, however many points there are. */
function msFor(outcomes: readonly Outcome[], calls: Calls): number | null {
  const times = outcomes.flatMap(({ pair, by }) => {
    const { verdict = null, ms = 0 } = by[calls] ?? {};
    return verdict === null ? [] : [calls === 'one-point' ? ms * pair.question.keyPoints.length : ms];
  });
  return times.length === 0 ? null : times.reduce((sum, ms) => sum + ms, 0) / times.length;
}
