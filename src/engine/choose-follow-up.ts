import type { FollowUp } from '../bank/question.ts';
import type { PointFinding, PressingFollowUp } from './event.ts';

/** The most pressing follow-ups: an interviewer has no time for more. */
export const MOST_PRESSING = 3;

/** What the main answer has of a key point. */
interface PointOfAnswer extends Pick<PointFinding, 'name' | 'score'> {
  /** More likely than not. A point in doubt that is likely covered is not asked about either. */
  covered: boolean;
}

/**
 * The follow-ups that target what an answer left out: those whose point it did not cover, the weakest first, ties in the
 * bank's order. If there are fewer than three, follow-ups that probe no point fill up. Those in `asked` are not chosen.
 */
export function choosePressing(
  followUps: readonly FollowUp[],
  points: readonly PointOfAnswer[],
  asked: ReadonlySet<number | undefined> = new Set(),
): PressingFollowUp[] {
  const byName = new Map(points.map((point) => [point.name, point]));
  const probing = followUps.flatMap(({ probes }, followUp) => {
    const point = byName.get(probes ?? '');
    return point === undefined || point.covered || asked.has(followUp)
      ? []
      : [{ followUp, because: point.name, score: point.score }];
  });
  const filling = followUps.flatMap(({ probes }, followUp) =>
    probes === null && !asked.has(followUp) ? [{ followUp, because: null }] : [],
  );
  const weakestFirst = probing
    .toSorted((a, b) => a.score - b.score)
    .map(({ followUp, because }) => ({ followUp, because }));
  return [...weakestFirst, ...filling].slice(0, MOST_PRESSING);
}
