import type { Element } from 'hast';
import type { Stats, TopicStats } from '../stats.ts';
import { cleanLine } from '../../text/clean.ts';
import { longDay } from '../../text/day.ts';
import { count, list, percent } from '../../text/format.ts';
import { section, table } from './figure.ts';
import { percentOf } from './points.ts';

/** How much of each topic's questions was answered. */
export function showCoverage({ topics, questions, since }: Stats): Element {
  const { met, of } = questions;
  const untouched = topics.filter((topic) => topic.questions.of > 0 && topic.questions.met === 0);
  const says = [
    of === 0
      ? 'The bank no longer has questions on these topics.'
      : `${met} of ${count(of, 'question')} answered at least once${since === null ? '' : ` since ${longDay(since)}`}.`,
    ...(untouched.length === 0 || met === 0
      ? []
      : [`None yet in ${list(untouched.map(({ topic }) => cleanLine(topic)))}.`]),
  ];
  return section('coverage', 'Coverage by topic', [says.join(' ')], [numbersOf(topics)]);
}

function answeredIn({ questions }: TopicStats): string {
  return `${questions.met} of ${questions.of}`;
}

function numbersOf(topics: readonly TopicStats[]): Element {
  const rows = topics.map((one) => [
    cleanLine(one.topic),
    one.questions.of === 0 ? '–' : answeredIn(one),
    String(one.answers),
    percentOf(one.points),
    one.time.budgetMs === 0 ? '–' : percent(one.time.usedMs / one.time.budgetMs),
  ]);
  const columns = ['Topic', 'Questions', 'Answers', 'Points', 'Time'];
  return table('Questions answered, answers given, share of points covered and of time used', columns, rows);
}
