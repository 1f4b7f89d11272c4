import type { Certainty, Rating } from './event.ts';

/** What each choice is called, on every screen and in every export. */
export const CERTAINTIES: Readonly<Record<Certainty, string>> = {
  1: 'few',
  2: 'half',
  3: 'most',
  4: 'nearly all',
};

export const RATINGS: readonly Rating[] = ['again', 'hard', 'good', 'easy'];

/** Different things, told apart everywhere. */
export const STATES = {
  submitted: 'submitted',
  'timed-out': 'time up',
  skipped: 'skipped',
  unanswered: 'unanswered',
  unknown: 'unanswered, or its answer could not be read',
} as const;
