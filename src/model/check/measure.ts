import type { JudgeVerdict, Verdict } from '../../engine/event.ts';
import type { ModelClient } from '../client.ts';
import { examine } from '../examine.ts';
import { isLasting, ModelError } from '../../wire/problem.ts';
import { examOf, type Pair } from './pairs.ts';

/** How often a judge agrees with the bank. */
export interface Agreement {
  agreed: number;
  /** Of the share that agrees, with a confidence of 95%. */
  interval: Interval;
  /** The median for a pair, in milliseconds. */
  ms: number;
}

export interface Interval {
  low: number;
  high: number;
}

export interface Measured {
  /** Pairs that the model judged. The matcher judged the same. */
  judged: number;
  /** null if the model judged none. */
  judges: { model: Agreement; matcher: Agreement } | null;
  /** Why the model did not judge a pair, the last time that it did not; null if it judged each. */
  problem: ModelError | null;
  /** So many pairs were reached. */
  reached: number;
  /** The problem ended the check. */
  isEnded: boolean;
}

export interface Measuring {
  /** What the matcher says of a pair. */
  match: (pair: Pair) => Promise<Verdict>;
  /** Milliseconds. */
  clock: () => number;
  /** Ends the calls about one pair. */
  limit: () => AbortSignal;
  /** So many pairs are done. */
  onPair: (done: number) => void;
}

/** So many pairs in a row that the model did not judge end the check. */
const MOST_IN_A_ROW = 5;

/** What a judge makes of a pair. */
interface Judgment {
  agrees: boolean;
  ms: number;
}

/** Has each pair judged by the model and by the matcher. */
export async function measure(
  client: ModelClient,
  pairs: readonly Pair[],
  { match, clock, limit, onPair }: Measuring,
): Promise<Measured> {
  const timed = async (pair: Pair, judge: () => Promise<JudgeVerdict>): Promise<Judgment> => {
    const began = clock();
    const verdict = await judge();
    // What comes close and does not cover a point may be called so: only "covered" would be wrong of it.
    return { agrees: pair.covered === (verdict === 'found'), ms: clock() - began };
  };
  const model: Judgment[] = [];
  const matcher: Judgment[] = [];
  let problem: ModelError | null = null;
  let isEnded = false;
  let inARow = 0;
  let reached = 0;
  for (const pair of pairs) {
    reached += 1;
    try {
      model.push(await timed(pair, () => judge(client, pair, limit())));
      matcher.push(await timed(pair, () => match(pair)));
      inARow = 0;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      problem = error;
      inARow += 1;
      isEnded = isLasting(error) || inARow === MOST_IN_A_ROW;
      if (isEnded) break;
    }
    onPair(reached);
  }
  const judged = model.length;
  const judges = judged === 0 ? null : { model: agreementOf(model), matcher: agreementOf(matcher) };
  return { judged, judges, problem, reached, isEnded };
}

async function judge(client: ModelClient, pair: Pair, signal: AbortSignal): Promise<JudgeVerdict> {
  const verdicts = await examine(client, examOf(pair), signal);
  return verdicts[pair.point]?.verdict ?? 'unsure';
}

function agreementOf(judgments: readonly Judgment[]): Agreement {
  const agreed = judgments.filter(({ agrees }) => agrees).length;
  const times = judgments.map(({ ms }) => ms).sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)] ?? 0;
  return { agreed, interval: wilson(agreed, judgments.length), ms: middle };
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

/** Whether the model judges better than the matcher: the whole interval of its share is above the matcher's share. */
export function isBetter(agreed: { model: number; matcher: number }, judged: number): boolean {
  return wilson(agreed.model, judged).low > agreed.matcher / judged;
}
