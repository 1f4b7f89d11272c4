import { randomFrom, shuffled } from '../src/engine/random.ts';

/** Cohen's kappa: how much more often two judges agree than by chance, 1 at most. */
export function kappa(a: readonly boolean[], b: readonly boolean[]): number {
  const share = (judge: readonly boolean[]): number => judge.filter(Boolean).length / judge.length;
  const agreed = a.filter((yes, index) => yes === b[index]).length / a.length;
  const byChance = share(a) * share(b) + (1 - share(a)) * (1 - share(b));
  return byChance === 1 ? 0 : (agreed - byChance) / (1 - byChance);
}

/** The mean of the F1 of yes and of no. */
export function macroF1(truth: readonly boolean[], said: readonly boolean[]): number {
  const f1 = (kind: boolean): number => {
    const both = truth.filter((yes, index) => yes === kind && said[index] === kind).length;
    const either = truth.filter((yes) => yes === kind).length + said.filter((yes) => yes === kind).length;
    return either === 0 ? 0 : (2 * both) / either;
  };
  return (f1(true) + f1(false)) / 2;
}

/** Pearson's r; 0 if one of the two is constant. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number): number =>
    x.reduce((total, value, index) => total + (value - mx) * ((y[index] ?? 0) - my), 0);
  const spread = Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB));
  return spread === 0 ? 0 : product(a, meanA, b, meanB) / spread;
}

/** The threshold, of 97 quantiles, at which a measure is best, smoothed over its neighbors. */
export function bestLine(scores: readonly number[], measure: (line: number) => number): number {
  const sorted = [...scores].sort((a, b) => a - b);
  const lines = Array.from(
    { length: 97 },
    (_, n) => sorted[Math.floor(((n + 2) / 100) * sorted.length)] ?? 0,
  );
  const values = lines.map(measure);
  const smooth = values.map((_, at) => {
    const near = values.slice(Math.max(0, at - 2), at + 3);
    return near.reduce((x, y) => x + y, 0) / near.length;
  });
  return lines[smooth.indexOf(Math.max(...smooth))] ?? 0;
}

/** The fold of each group, the same in every run. */
export function foldsOf(groups: readonly string[], folds = 5): number[] {
  const order = new Map(
    shuffled([...new Set(groups)].sort(), randomFrom(20261124)).map((group, index) => [group, index % folds]),
  );
  return groups.map((group) => order.get(group) ?? 0);
}

export interface Interval {
  low: number;
  high: number;
}

/** The middle 95% of a measure when groups are resampled in each round. The measure gets the indexes of the rows drawn. */
export function bootstrap(
  groups: readonly string[],
  measure: (rows: readonly number[]) => number,
  rounds = 500,
): Interval {
  const random = randomFrom(7);
  const byGroup = new Map<string, number[]>();
  for (const [row, group] of groups.entries()) byGroup.set(group, [...(byGroup.get(group) ?? []), row]);
  const all = [...byGroup.values()];
  const values = Array.from({ length: rounds }, () =>
    measure(all.flatMap(() => all[Math.floor(random() * all.length)] ?? [])),
  ).sort((a, b) => a - b);
  return { low: values[Math.floor(0.025 * rounds)] ?? NaN, high: values[Math.floor(0.975 * rounds)] ?? NaN };
}
