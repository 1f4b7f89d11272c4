import type { Verdict } from '../../engine/event.ts';
import type { ModelClient } from '../client.ts';
import { CALLS, type Calls } from '../calls.ts';
import { examine } from '../examine.ts';
import type { Kind, ModelError } from '../problem.ts';
import type { Judgment, Outcome } from './agreement.ts';
import { examOf, type Pair } from './pairs.ts';

/** What the pairs were judged as, and why it ended early; null if it did not. */
export interface Measured {
  outcomes: Outcome[];
  ended: ModelError | null;
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

/** Problems of the server rather than of a reply. */
export const FAILURES: ReadonlySet<Kind> = new Set([
  'unreachable',
  'key',
  'no model',
  'redirect',
  'busy',
  'server',
  'slow',
]);
/** So many of them in a row end the check. */
const MOST_IN_A_ROW = 5;

/** Has each pair judged by the model in both ways of calling, and by the matcher. */
export async function measure(
  client: ModelClient,
  pairs: readonly Pair[],
  { match, clock, limit, onPair }: Measuring,
): Promise<Measured> {
  const outcomes: Outcome[] = [];
  let inARow = 0;
  for (const [place, pair] of pairs.entries()) {
    const outcome: Outcome = { pair, by: {} };
    outcomes.push(outcome);
    const began = clock();
    outcome.by.matcher = { verdict: await match(pair), problem: null, tokens: null, ms: clock() - began };
    // A server reads what two calls have in common only once, so neither way always comes second.
    for (const calls of place % 2 === 0 ? CALLS : CALLS.toReversed()) {
      const { judgment, problem } = await judge(client, pair, calls, { clock, limit });
      outcome.by[calls] = judgment;
      inARow = problem !== null && FAILURES.has(problem.kind) ? inARow + 1 : 0;
      if (inARow === MOST_IN_A_ROW) return { outcomes, ended: problem };
    }
    onPair(place + 1);
  }
  return { outcomes, ended: null };
}

async function judge(
  client: ModelClient,
  pair: Pair,
  calls: Calls,
  { clock, limit }: Pick<Measuring, 'clock' | 'limit'>,
): Promise<{ judgment: Judgment; problem: ModelError | null }> {
  const began = clock();
  const all = calls === 'two-orders';
  const { verdicts, problem, tokens } = await examine(client, examOf(pair, all), calls, limit());
  const ms = clock() - began;
  const verdict = verdicts[all ? pair.point : 0]?.verdict ?? null;
  const isCounted = tokens.prompt + tokens.completion > 0;
  return {
    judgment: { verdict, problem: problem?.kind ?? null, ms, tokens: isCounted ? tokens : null },
    problem,
  };
}
