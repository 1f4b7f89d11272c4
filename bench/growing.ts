import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A reader and a list that it reads. */
export interface Growing {
  reader: string;
  list: string;
  /** Prepares a list of `n` items and returns the work on it. */
  make: (n: number) => Work | Promise<Work>;
  /** The longest list to try: where the list is limited, the limit. */
  most?: number;
}

/** May be repeated. */
export type Work = () => unknown;

/** A list that is read in less time grows until it takes as long, in milliseconds. */
const LONG_ENOUGH = 25;
/** Below this, in milliseconds, a list at its limit may take any order. */
const QUICK = 50;
const RUNS = 3;
const FEWEST = 16;
const MOST = 2 ** 17;
export const GOAL = 2.3;

/** The processor's time for a list and for those of twice and four times its length, in milliseconds. */
export interface Growth {
  n: number;
  costs: readonly number[];
  /** The lower of the two doublings, so that one collection of garbage is no alarm. */
  ratio: number;
  isMissed: boolean;
}

/** Doubles a list until reading it takes a while, then twice more. Takes turns, and counts the fastest of each. */
export async function growthOf({ make: makeWhole, most = MOST }: Growing): Promise<Growth> {
  const make = (n: number): Work | Promise<Work> => makeWhole(Math.round(n));
  // So that a list that has to grow reaches its limit.
  let n = most / 4;
  while (n > FEWEST) n /= 2;
  let one = await make(n);
  while (8 * n <= most && (await isQuick(one))) {
    n *= 2;
    one = await make(n);
  }
  const works = [one, await make(2 * n), await make(4 * n)];
  const costs = works.map(() => Infinity);
  for (let run = 0; run < RUNS; run++) {
    for (const [at, work] of works.entries()) costs[at] = Math.min(costs[at] ?? Infinity, await cost(work));
  }
  const [once = NaN, twice = NaN, fourTimes = NaN] = costs;
  const ratio = Math.min(twice / once, fourTimes / twice);
  return { n: Math.round(n), costs, ratio, isMissed: ratio > GOAL && fourTimes > QUICK };
}

/** Asked twice: the first run also compiles. */
async function isQuick(work: Work): Promise<boolean> {
  return (await cost(work)) < LONG_ENOUGH || (await cost(work)) < LONG_ENOUGH;
}

/** The time of the process, so that other work of the machine does not count. */
async function cost(work: Work): Promise<number> {
  collectGarbage();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

setFlagsFromString('--expose-gc');
/** What earlier work left behind must not count. */
const collectGarbage = runInNewContext('gc') as () => void;

/** `n` items, each from its index. */
export function many<Item>(n: number, item: (index: number) => Item): Item[] {
  return Array.from({ length: n }, (_, index) => item(index));
}

export function lines(n: number, line: (index: number) => string): string {
  return many(n, line).join('\n');
}
