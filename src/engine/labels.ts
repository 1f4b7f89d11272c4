import type { AnswerState, Certainty, Rating } from './event.ts';

/** The name of each choice on every screen and in every export. */
export const CERTAINTIES: Readonly<Record<Certainty, string>> = {
  1: 'few',
  2: 'half',
  3: 'most',
  4: 'nearly all',
};

export const RATINGS: readonly Rating[] = ['again', 'hard', 'good', 'easy'];

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
