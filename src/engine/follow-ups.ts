import type { Question } from '../bank/question.ts';
import type { PointFinding, PressingFollowUp } from './event.ts';

/** The most follow-ups that are chosen for a question: an interviewer has no time for more. */
export const MOST_CHOSEN = 3;

/** Said once after a short answer, before anything else is asked. */
export const GO_ON = 'Go on. What else?';

/** What the answers so far have of a key point. Its score is from 0 to 1, and higher is surer. */
export type PointSoFar = Pick<PointFinding, 'name' | 'score' | 'verdict'>;

/** Two minutes of speech: no one expects more of a first answer. */
const EXPECTED_WORDS = 280;

/** Whether an answer is so short that an interviewer waits for more: less than half of what is expected. */
export function isShort(answer: string, { expected }: Pick<Question, 'expected'>): boolean {
  const words = (text: string): number => text.match(/\S+/g)?.length ?? 0;
  return words(answer) > 0 && words(answer) < Math.min(words(expected), EXPECTED_WORDS) / 2;
}

/**
 * The follow-up that fits the answers so far; null if none does. An interviewer presses first, on what was firmly not said,
 * the weakest point first. Then the interview goes on: with new material, and with what goes deeper into a point that was
 * made. A point in doubt may have been made: its follow-up comes last, and presses on nothing.
 */
export function nextFollowUp(
  { followUps, keyPoints }: Pick<Question, 'followUps' | 'keyPoints'>,
  points: readonly PointSoFar[],
  asked: ReadonlySet<number | undefined>,
): PressingFollowUp | null {
  const isNew = new Set(keyPoints.filter((point) => point.asked === true).map(({ name }) => name));
  const byName = new Map(points.map((point) => [point.name, point]));
  const open = followUps.flatMap(({ probes }, followUp) =>
    asked.has(followUp) ? [] : [{ followUp, probes, point: byName.get(probes ?? '') }],
  );
  const press = open
    .filter(({ probes, point }) => point?.verdict === 'missing' && !isNew.has(probes ?? ''))
    .toSorted((a, b) => (a.point?.score ?? 0) - (b.point?.score ?? 0));
  const goOn = open.filter(({ probes, point }) => point === undefined || isNew.has(probes ?? ''));
  const deeper = open.filter(({ point }) => point?.verdict === 'found');
  const doubtful = open.filter(({ point }) => point?.verdict === 'unsure');
  const [chosen] = [...press, ...goOn, ...deeper, ...doubtful];
  if (chosen === undefined) return null;
  return { followUp: chosen.followUp, because: press.includes(chosen) ? chosen.probes : null };
}
