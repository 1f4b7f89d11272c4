import { keyOf } from '../../engine/plan.ts';
import { dayAfter } from '../../text/day.ts';
import { grouped } from '../../text/data.ts';
import { type Histories, historiesOf, type AnswerSummary, type SessionSummary } from '../summary.ts';
import { type Gap, type Memories, memoriesOn, retentionOf } from '../retention.ts';
import { scheduleOf } from '../schedule.ts';
import { countsFor, isOf, type Points, pointsOf, type Stats, statsOf, type StatsScope } from '../stats.ts';

/** Everything the report page shows. */
export interface ProgressReport {
  stats: Stats;
  /** The topics that were judged, by name. */
  changes: readonly Change[];
  /** The first day of `lately` in the changes. */
  lately: string;
  retention: readonly Gap[];
  /** Of the questions in the banks. */
  memories: Memories;
}

/** The points covered in a topic before some day, and since. */
export interface Change {
  topic: string;
  before: Points;
  lately: Points;
}

/** In days, up to today. */
const LATELY = 90;

/** The report over sessions in any order. */
export function reportOf(sessions: readonly SessionSummary[], scope: StatsScope): ProgressReport {
  const { today, since } = scope;
  const quarter = dayAfter(today, 1 - LATELY);
  const lately = since !== null && since > quarter ? since : quarter;
  const stats = statsOf(sessions, scope);
  const histories = historiesOf(sessions);
  const there = new Set(scope.questions.filter(({ topic }) => isOf(scope.topics, topic)).map(keyOf));
  const schedule = scheduleOf(histories).filter((question) => there.has(keyOf(question)));
  return {
    stats,
    changes: changesOf(stats, histories, countsFor({ ...scope, since: lately })),
    lately,
    retention: retentionOf(histories, countsFor(scope)),
    memories: memoriesOn(schedule, today),
  };
}

function changesOf(stats: Stats, histories: Histories, isLate: (answer: AnswerSummary) => boolean): Change[] {
  const late = grouped([...histories.values()].flat().filter(isLate), ({ question }) => question.topic);
  return stats.topics
    .filter(({ points }) => points.of > 0)
    .map(({ topic, points }) => {
      const lately = pointsOf(late.get(topic) ?? []);
      return { topic, before: less(points, lately), lately };
    });
}

function less(all: Points, some: Points): Points {
  return { made: all.made - some.made, of: all.of - some.of, undecided: all.undecided - some.undecided };
}
