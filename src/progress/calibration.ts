import { EXPECTED_SHARE } from '../engine/labels.ts';
import type { Certainty } from '../engine/event.ts';
import { type AnswerSummary, isJudged, shareIn } from './summary.ts';

/** Certainty against result: the prediction before the reveal, and the ticks after it. */
export interface Calibration {
  /** Answers with both. */
  answers: number;
  /** Mean shares of the points, from 0 to 1; null without an answer. `thought` is what each certainty word stands for. */
  thought: number | null;
  covered: number | null;
  /** null if there are too few answers, or no clear difference. */
  lean: 'over' | 'under' | null;
  /** Per certainty. */
  levels: readonly Level[];
}

export interface Level {
  certainty: Certainty;
  answers: number;
  thought: number;
  /** null without an answer. */
  covered: number | null;
  /** The standard error of `covered`; null under two answers. */
  error: number | null;
}

/** Fewer answers prove nothing, and a smaller difference does not matter. */
export const ENOUGH = 5;
const CLEAR = 0.05;

export function calibrationOf(answers: readonly AnswerSummary[]): Calibration {
  const judged = answers.flatMap((answer) => {
    const { certainty } = answer;
    const covered = isJudged(answer) ? shareIn(answer) : null;
    return certainty === null || covered === null
      ? []
      : [{ certainty, thought: EXPECTED_SHARE[certainty], covered }];
  });
  const levels = ([1, 2, 3, 4] as const).map((certainty) => {
    const shares = judged.filter((answer) => answer.certainty === certainty).map(({ covered }) => covered);
    const thought = EXPECTED_SHARE[certainty];
    return { certainty, answers: shares.length, thought, covered: mean(shares), error: errorOf(shares) };
  });
  return {
    answers: judged.length,
    thought: mean(judged.map(({ thought }) => thought)),
    covered: mean(judged.map(({ covered }) => covered)),
    lean: leanOf(judged.map(({ thought, covered }) => thought - covered)),
    levels,
  };
}

/** Overconfident or underconfident, if the mean difference is clear and more than twice its standard error. */
function leanOf(differences: readonly number[]): Calibration['lean'] {
  const middle = mean(differences);
  if (middle === null || differences.length < ENOUGH) return null;
  if (Math.abs(middle) < Math.max(CLEAR, 2 * (errorOf(differences) ?? 0))) return null;
  return middle > 0 ? 'over' : 'under';
}

/** The standard error of their mean; null under two values. */
function errorOf(values: readonly number[]): number | null {
  const middle = mean(values);
  if (middle === null || values.length < 2) return null;
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
