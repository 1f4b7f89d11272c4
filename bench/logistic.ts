import type { Features, Model } from '../src/feedback/features.ts';

/** One judged pair. */
export interface Example {
  features: Features;
  /** The share of people who say that the point is covered. */
  target: number;
  /** How much the example counts. */
  weight: number;
}

const ROUNDS = 30;
/** What keeps weights near 0, in units of standardized features. */
const RIDGE = 3;

/** Logistic regression by Newton's method on standardized features. The same examples give the same model. */
export function fitLogistic(examples: readonly Example[]): Model {
  const names = Object.keys(examples[0]?.features ?? {});
  const total = sum(examples.map(({ weight }) => weight));
  const means = names.map((name) => sum(examples.map((e) => e.weight * (e.features[name] ?? 0))) / total);
  const spreads = names.map((name, j) => {
    const squares = examples.map((e) => e.weight * ((e.features[name] ?? 0) - (means[j] ?? 0)) ** 2);
    return Math.sqrt(sum(squares) / total) || 1;
  });
  const rows = examples.map(({ features }) => [
    1,
    ...names.map((name, j) => ((features[name] ?? 0) - (means[j] ?? 0)) / (spreads[j] ?? 1)),
  ]);
  let beta = Array.from({ length: names.length + 1 }, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const { gradient, hessian } = slopes(rows, examples, beta);
    const step = solve(hessian, gradient);
    beta = beta.map((b, j) => b - (step[j] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-8) break;
  }
  const weights = names.map((_, j) => (beta[j + 1] ?? 0) / (spreads[j] ?? 1));
  return {
    bias: (beta[0] ?? 0) - sum(weights.map((weight, j) => weight * (means[j] ?? 0))),
    weights: Object.fromEntries(names.map((name, j) => [name, weights[j] ?? 0])),
  };
}

function slopes(rows: readonly number[][], examples: readonly Example[], beta: readonly number[]) {
  const n = beta.length;
  const gradient = beta.map((b, j) => (j === 0 ? 0 : RIDGE * b));
  const hessian = beta.map((_, j) => beta.map((_, k): number => (j === k && j > 0 ? RIDGE : 0)));
  for (const [index, row] of rows.entries()) {
    const { target, weight } = examples[index] ?? { target: 0, weight: 0 };
    let dot = 0;
    for (let j = 0; j < n; j++) dot += (beta[j] ?? 0) * (row[j] ?? 0);
    const chance = 1 / (1 + Math.exp(-dot));
    const curve = weight * chance * (1 - chance);
    for (let j = 0; j < n; j++) {
      gradient[j] = (gradient[j] ?? 0) + weight * (chance - target) * (row[j] ?? 0);
      const line = hessian[j] ?? [];
      for (let k = 0; k < n; k++) line[k] = (line[k] ?? 0) + curve * (row[j] ?? 0) * (row[k] ?? 0);
    }
  }
  return { gradient, hessian };
}

/** Solves a symmetric system by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, j) => [...line, right[j] ?? 0]);
  const n = rows.length;
  for (let j = 0; j < n; j++) {
    const pivot = rows.slice(j).reduce((a, b) => (Math.abs(b[j] ?? 0) > Math.abs(a[j] ?? 0) ? b : a));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(j, 0, pivot);
    for (const [other, line] of rows.entries()) {
      if (other === j) continue;
      const factor = (line[j] ?? 0) / (pivot[j] ?? 1);
      for (let k = j; k <= n; k++) line[k] = (line[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  return rows.map((line, j) => (line[n] ?? 0) / (line[j] ?? 1));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
