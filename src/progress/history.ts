import { keyOf, type Order, type Ranks } from '../interview/plan.ts';
import { scheduleOf, urgencyOn } from './schedule.ts';
import { type AnswerSummary, inOrder, isAnswered, type SessionSummary } from './summary.ts';

/** How often each question was answered (submitted or timed out) in these sessions, whatever their order; by `keyOf`. */
export function attemptsIn(sessions: readonly SessionSummary[]): Ranks {
  const attempts = new Map<string, number>();
  for (const answer of sessions.flatMap(({ answers }) => answers.filter(isAnswered))) {
    const key = keyOf(answer.question);
    attempts.set(key, (attempts.get(key) ?? 0) + 1);
  }
  return attempts;
}

/** The answer to each question that was ticked last, where it missed a point; by `keyOf`. */
function weakIn(sessions: readonly SessionSummary[]): ReadonlyMap<string, AnswerSummary> {
  const last = new Map<string, AnswerSummary>();
  for (const answer of inOrder(sessions)) {
    if (isAnswered(answer) && answer.made !== null) last.set(keyOf(answer.question), answer);
  }
  return new Map([...last].filter(([, { question, made }]) => (made?.length ?? 0) < question.points.length));
}

/** What an order of a round goes by on a day. Only what misses a point has a rank where the weakest are wanted. */
export function ranksFor(order: Order, sessions: readonly SessionSummary[], day: string): Ranks {
  switch (order) {
    case 'fresh':
      return attemptsIn(sessions);
    case 'due':
      return urgencyOn(scheduleOf(sessions), attemptsIn(sessions), day);
    case 'weakest':
      return new Map([...weakIn(sessions)].map(([key, answer]) => [key, shareOf(answer)]));
    case 'number':
    case 'shuffle':
      return new Map();
  }
}

/** The share of the points that were made, from 0 to 1. */
function shareOf({ question, made }: AnswerSummary): number {
  return (made?.length ?? 0) / question.points.length;
}
