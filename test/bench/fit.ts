import { FEATURES } from '../../src/feedback/features.ts';
import type { Model } from '../../src/feedback/model.ts';
import type { Judged } from './judged.ts';
import { fitLogistic } from './logistic.ts';

/**
 * How much each kind of text counts, whatever the number of its rows: most the one in which several points are made in
 * one text, as in an interview. Fitted on that alone, the weights carry over badly to other kinds.
 */
const SHARES: Record<Judged['kind'], number> = {
  'key-points': 2,
  beetle: 0.3,
  sciEntsBank: 0.3,
  networks: 0.3,
};

/** The model from all rows, of whatever kinds. */
export function fitModel(rows: readonly Judged[]): Model {
  const sizes = new Map<string, number>();
  for (const { kind } of rows) sizes.set(kind, (sizes.get(kind) ?? 0) + 1);
  return fitLogistic(
    rows.map(({ features, target, kind }) => ({
      features,
      target,
      weight: (SHARES[kind] * 8000) / (sizes.get(kind) ?? 1),
    })),
    FEATURES,
  );
}
