import { decidedIn, type Tally } from '../../engine/tally.ts';
import { dayAfter } from '../../text/day.ts';
import { grouped } from '../../text/data.ts';
import { countsFor, pointsOf, type Stats, statsOf, type StatsScope } from '../stats.ts';
import { type AnswerSummary, type Histories, historiesOf, type SessionSummary } from '../summary.ts';

/** Everything the report page shows. */
export interface ProgressReport {
  stats: Stats;
  /** The topics that were judged, by name. */
  changes: readonly Change[];
  /** The first day of `lately` in the changes. */
  lately: string;
}

/** The points covered in a topic before some day, and since. */
export interface Change {
  topic: string;
  before: Tally;
  lately: Tally;
}

/** In days, up to today. */
const LATELY = 90;

/** The report over sessions in any order. */
export function reportOf(sessions: readonly SessionSummary[], scope: StatsScope): ProgressReport {
  const { today, since } = scope;
  const quarter = dayAfter(today, 1 - LATELY);
  const lately = since !== null && since > quarter ? since : quarter;
  const stats = statsOf(sessions, scope);
  return { stats, changes: changesOf(stats, historiesOf(sessions), countsFor(scope), lately), lately };
}

function changesOf(
  stats: Stats,
  histories: Histories,
  counts: (answer: AnswerSummary) => boolean,
  lately: string,
): Change[] {
  const isLate = ({ day }: AnswerSummary): boolean => day >= lately;
  const answers = grouped([...histories.values()].flat().filter(counts), ({ question }) => question.topic);
  return stats.topics
    .filter(({ points }) => decidedIn(points) > 0)
    .map(({ topic }) => {
      const own = answers.get(topic) ?? [];
      const before = own.filter((answer) => !isLate(answer));
      return { topic, before: pointsOf(before), lately: pointsOf(own.filter(isLate)) };
    });
}
