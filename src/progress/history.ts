import { keyOf, type Ranks } from '../engine/plan.ts';
import { byUnits } from '../text/format.ts';
import { grouped } from '../text/group-by.ts';
import { type AnswerSummary, isAnswered, type SessionSummary } from './summary.ts';

/** The answers to each question, by `keyOf`, in the order in which they were given; no list is empty. */
export type Histories = ReadonlyMap<string, readonly AnswerSummary[]>;

/**
 * The answers (submitted or timed out) of these sessions, whatever the order of the sessions. Answers with the same
 * time are sorted by session id.
 */
export function historiesOf(sessions: readonly SessionSummary[]): Histories {
  const answers = sessions
    .toSorted((a, b) => byUnits(a.id, b.id))
    .flatMap((session) => session.answers)
    .filter(isAnswered)
    .sort((a, b) => a.wall - b.wall);
  return grouped(answers, ({ question }) => keyOf(question));
}

/** How often each question was answered. */
export function attemptsIn(histories: Histories): Ranks {
  return new Map([...histories].map(([key, answers]) => [key, answers.length]));
}
