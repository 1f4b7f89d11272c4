/** A logistic model: the chance that people say that the point was made. */
export interface Model {
  bias: number;
  /** By the name of the feature. */
  weights: Readonly<Record<string, number>>;
}

export interface Models {
  /** Of one statement in any text. */
  statement: Model;
  /** Of one point among several, in an interview. */
  interview: Model;
}

/** The chance, from 0 to 1, by the features of these names. */
export function chanceOf(names: readonly string[], features: readonly number[], model: Model): number {
  const sum = names.reduce(
    (total, name, index) => total + (model.weights[name] ?? 0) * (features[index] ?? 0),
    model.bias,
  );
  return 1 / (1 + Math.exp(-sum));
}

/** What is left of a score where the sentence has the words and may not say it: the point is no longer covered. */
export const DOUBTED = 0.45;
