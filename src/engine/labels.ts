import type { AnswerState, Certainty, JudgeVerdict, Rating } from './event.ts';
import type { Decision } from './tally.ts';

/** The name of each choice on every screen and in every export. */
export const CERTAINTIES: Readonly<Record<Certainty, string>> = {
  1: 'few',
  2: 'half',
  3: 'most',
  4: 'nearly all',
};

export const RATINGS: readonly Rating[] = ['again', 'hard', 'good', 'easy'];

/** What a source says of a key point, the matcher or a model, in the words of every screen and export. */
export type SourceWord = 'found' | 'partly' | 'not sure' | 'not found';
export const SOURCE_WORDS: Readonly<Record<JudgeVerdict, SourceWord>> = {
  found: 'found',
  partly: 'partly',
  unsure: 'not sure',
  missing: 'not found',
};

/** What each key, or letter of a line, says of a point. */
export const SAYS: ReadonlyMap<string, Decision> = new Map<string, Decision>([
  ['y', 'covered'],
  ['p', 'partly'],
  ['n', 'not covered'],
]);

/** The name of each state, likewise. */
export const STATES = {
  submitted: 'submitted',
  'timed-out': 'time up',
  skipped: 'skipped',
  unanswered: 'unanswered',
  unknown: 'no answer, or it could not be read',
} as const;

/** The name of a turn's state, with who skipped it if that was an assistant. */
export function stateText({
  state,
  relayed,
}: {
  state: AnswerState | 'unanswered' | 'unknown';
  relayed?: boolean;
}): string {
  return state === 'skipped' && relayed === true ? 'skipped by an assistant' : STATES[state];
}

/** The share of key points that each certainty stands for: few, half, most, nearly all. */
export const EXPECTED_SHARE: Readonly<Record<Certainty, number>> = { 1: 0.2, 2: 0.5, 3: 0.75, 4: 0.95 };

/** The certainty nearest to a share of points covered. */
export function certaintyFor(share: number): Certainty {
  const distance = (certainty: Certainty): number => Math.abs(EXPECTED_SHARE[certainty] - share);
  return ([1, 2, 3, 4] as const).reduce((best, next) => (distance(next) < distance(best) ? next : best));
}

/** The rounds of an interview. A tag may use other words. */
export const INTERVIEW_ROUNDS = [
  'screen',
  'hiring-manager',
  'system-design',
  'technical',
  'behavioral',
  'onsite',
  'final',
] as const;
