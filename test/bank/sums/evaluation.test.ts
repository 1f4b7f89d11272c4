import { cumulativeStdNormalProbability, probit } from 'simple-statistics';
import { expect } from 'vitest';
import { percent, sums } from './support.ts';

/** Half of the 95% interval of a rate, by the normal approximation. */
const margin = (rate: number, cases: number): number => 1.96 * Math.sqrt((rate * (1 - rate)) / cases);

/** The 95% interval of `hits` in `cases` by Wilson's formula. */
function wilson(hits: number, cases: number): [number, number] {
  const z = 1.96;
  const rate = hits / cases;
  const center = rate + (z * z) / (2 * cases);
  const half = z * Math.sqrt((rate * (1 - rate)) / cases + (z * z) / (4 * cases * cases));
  const scale = 1 + (z * z) / cases;
  return [(center - half) / scale, (center + half) / scale];
}

const choose = (n: number, k: number): number =>
  Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((product, factor) => product * factor, 1);

/** The chance of at least `hits` in `trials`. */
const atLeast = (hits: number, trials: number, chance: number): number =>
  Array.from({ length: trials - hits + 1 }, (_, i) => hits + i)
    .map((k) => choose(trials, k) * chance ** k * (1 - chance) ** (trials - k))
    .reduce((sum, part) => sum + part, 0);

const kappa = (agreement: number, chance: number): number => (agreement - chance) / (1 - chance);

sums(8, (says) => {
  expect(margin(0.15, 50)).toBeCloseTo(0.1, 2);
  says('Fifty gives a failure rate to within about ten points');
  expect(margin(0.9, 300)).toBeCloseTo(0.034, 3);
  says('about three and a half points either way');
  expect(margin(180 / 200, 200)).toBeCloseTo(0.042, 3);
  says('Each carries about four points either way, and the gap is two');
});

sums(47, (says) => {
  const [first, second] = [268, 188];
  says(`Reversing the order alone moves B from ${percent(first / 400)} to ${percent(second / 400)}`);
  says(`won ${first + 172} of the ${first + 96 + second + 172} decided verdicts`);
  says(`${170 + 78} pairs, 170 for B and 78 for A, so ${percent(170 / 248)}`);
  expect([142 + 24 + 4, 22 + 26 + 30]).toEqual([170, 78]);
  expect(131 / 92).toBeCloseTo(1.42, 2);
  const decided = 21 + 24;
  says(`B would win about ${Math.round((decided * first) / (first + 96))} of their ${decided}`);
});

sums(48, (says) => {
  const chance = 0.9 * 0.94 + 0.1 * 0.06;
  expect(chance).toBeCloseTo(0.852, 3);
  says(`Done exactly it's ${kappa(0.9, chance).toFixed(2)}`);
  const [low, high] = wilson(6, 20);
  expect([low, high].map((end) => Math.round(end * 20) * 5)).toEqual([15, 50]);
  says('anywhere from 15% to 50%');
  const kappaAt = (rate: number): number => {
    const flagged = rate * 0.8 + (1 - rate) * 0.02;
    return kappa(rate * 0.8 + (1 - rate) * 0.98, rate * flagged + (1 - rate) * (1 - flagged));
  };
  says(`kappa ${kappaAt(0.5).toFixed(2)} on a set with half failures`);
  says(`kappa is ${kappaAt(0.01).toFixed(2)}. The skill`);
  const rate = (alarms: number): number => (0.045 - alarms) / (0.3 - alarms);
  says(`about ${percent(rate(6 / 180), 1)}`);
  says(`the answer would be ${percent(rate(0.025), 1)}`);
});

sums(49, (says) => {
  const hours = 6 * 4 * 8;
  says(`eight weeks is ${hours} hours`);
  expect(hours / 0.5).toBeCloseTo(380, -1);
  expect(margin(0.85, 230)).toBeCloseTo(0.046, 3);
  says(`the sealed random part ${Math.round(230 / 3)} cases`);
  const upkeep = [100 * 0.25, 38 * 0.5 * 4, 50 * 0.5];
  says(`That's ${upkeep.reduce((sum, part) => sum + part)} of 200`);
  says('so 76 hours');
});
