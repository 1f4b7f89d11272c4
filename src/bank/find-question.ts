/** A named set of questions: a bank, an index of one, or the questions of past sessions. */
export interface Shelf<Q> {
  name: string;
  /** By number. */
  questions: readonly Q[];
}

/** The number in a reference such as `5`, `#5` or `hotseat/5`; null in one by id. */
export function numberIn(reference: string): number | null {
  const digits = /^#?(\d+)$/.exec(reference.slice(reference.lastIndexOf('/') + 1))?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * The questions that a reference means: `5`, `embeddings-at-scale`, or with the bank's name,
 * `hotseat/5`. Several if banks share a number or an id.
 */
export function findQuestions<Q extends { number: number; id: string }>(
  banks: readonly Shelf<Q>[],
  reference: string,
): Q[] {
  const slash = reference.lastIndexOf('/');
  const bankName = reference.slice(0, Math.max(0, slash));
  const own = reference.slice(slash + 1);
  const number = numberIn(reference);
  return banks
    .filter(({ name }) => slash === -1 || name === bankName)
    .flatMap(({ questions }) => questions)
    .filter((question) => (number === null ? question.id === own : question.number === number));
}
