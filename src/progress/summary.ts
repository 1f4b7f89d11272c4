import { isoOf } from '../interview/clock.ts';
import type { Tags } from '../interview/event.ts';
import { stateOf } from '../interview/next-step.ts';
import { keyOf } from '../interview/plan.ts';
import type { Session } from '../interview/session.ts';
import { isAttempted } from '../interview/session.ts';

/** What listings and histories need to know of a session: a plain value, a fiftieth of the whole. */
export interface SessionSummary {
  id: string;
  name: string | null;
  tags: Tags;
  /** ISO 8601 with offset. */
  startedAt: string;
  endedAt: string | null;
  /** Of the first and of the last event: milliseconds since 1970. */
  started: number;
  touched: number;
  state: 'finished' | 'ended' | 'paused';
  /** Of all its questions, in the order of the plan. */
  titles: readonly string[];
  /** Those that were submitted or timed out, by bank and id; see `keyOf`. */
  attempted: readonly string[];
}

export function summaryOf(session: Session): SessionSummary {
  const { id, name, tags, started, last, ended, questions } = session;
  return {
    id,
    name,
    tags,
    startedAt: isoOf(started),
    endedAt: ended === null ? null : isoOf(ended.stamp),
    started: started.wall,
    touched: last.wall,
    state: stateOf(session),
    titles: questions.map(({ question }) => question.title),
    attempted: questions.filter(isAttempted).map(({ question }) => keyOf(question)),
  };
}
