/** What is measured, by name. */
export type Features = Readonly<Record<string, number>>;

/** A logistic model of the chance that people would say that a point is covered. */
export interface Model {
  bias: number;
  weights: Features;
}

export interface Models {
  /** For one statement in any text. */
  statement: Model;
  /** For one point among several, in an interview. */
  interview: Model;
}

export function chanceOf(features: Features, { bias, weights }: Model): number {
  const sum = Object.entries(features).reduce(
    (total, [name, value]) => total + (weights[name] ?? 0) * value,
    bias,
  );
  return 1 / (1 + Math.exp(-sum));
}

/** What a score is multiplied by when the sentence may not say what its words suggest: the point is no longer covered. */
export const DOUBTED = 0.45;
