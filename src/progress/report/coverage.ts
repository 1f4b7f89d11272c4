import { barX, text } from '@observablehq/plot';
import type { Element } from 'hast';
import type { Stats, TopicStats } from '../stats.ts';
import { cleanLine } from '../../text/clean.ts';
import { longDay } from '../../text/day.ts';
import { count, list, percent } from '../../text/format.ts';
import { namesAxis, figure, section, table } from './figure.ts';

/** How much of each topic's questions was answered. */
export function coverage({ topics, questions, since }: Stats): Element {
  const there = topics.filter((topic) => topic.questions.of > 0);
  if (there.length === 0)
    return section(
      'coverage',
      HEADING,
      ['The bank no longer has questions on these topics.'],
      numbers(topics),
    );
  const { met, of } = questions;
  const untouched = there.filter((topic) => topic.questions.met === 0).map(({ topic }) => cleanLine(topic));
  const says = [
    `${met} of ${count(of, 'question')} answered at least once${since === null ? '' : ` since ${longDay(since)}`}.`,
    ...(untouched.length === 0 || met === 0 ? [] : [`None yet in ${list(untouched)}.`]),
  ];
  const plot = figure({
    id: 'coverage-plot',
    title: 'Questions answered, by topic',
    description: `One bar per topic: ${there.map(inWords).join('; ')}.`,
    legend: [
      ['full', 'answered'],
      ['empty', 'not yet'],
    ],
    draw: (width) => coveragePlot(there, width),
  });
  return section('coverage', HEADING, [says.join(' ')], [plot, ...numbers(topics)]);
}

const HEADING = 'Coverage by topic';

const inWords = ({ topic, questions }: TopicStats): string =>
  `${cleanLine(topic)} ${questions.met} of ${questions.of}`;

function coveragePlot(topics: readonly TopicStats[], width: number) {
  const names = topics.map(({ topic }) => topic);
  const { marginLeft, axis } = namesAxis(names);
  const most = topics.reduce((so, { questions }) => Math.max(so, questions.of), 0);
  const y = ({ topic }: TopicStats): string => topic;
  return {
    width,
    height: topics.length * 24 + 8,
    marginLeft,
    marginRight: 64,
    marginTop: 4,
    marginBottom: 4,
    x: { domain: [0, most], axis: null },
    y: { domain: names, padding: 0.35 },
    marks: [
      axis,
      barX(topics, {
        y,
        x: ({ questions }: TopicStats) => questions.of,
        fill: 'var(--left)',
        stroke: 'var(--quiet)',
        strokeWidth: 0.75,
      }),
      barX(topics, { y, x: ({ questions }: TopicStats) => questions.met, fill: 'var(--writing)' }),
      text(topics, {
        y,
        x: ({ questions }: TopicStats) => questions.of,
        text: ({ questions }: TopicStats) => `${questions.met} of ${questions.of}`,
        dx: 8,
        textAnchor: 'start',
        fill: 'var(--ink)',
      }),
    ],
  };
}

function numbers(topics: readonly TopicStats[]): Element[] {
  const rows = topics.map(({ topic, questions, answers, points, time }) => [
    cleanLine(topic),
    questions.of === 0 ? '–' : `${questions.met} of ${questions.of}`,
    String(answers),
    points.of === 0 ? '–' : percent(points.made / points.of),
    time.budgetMs === 0 ? '–' : percent(time.usedMs / time.budgetMs),
  ]);
  const columns = ['Topic', 'Questions', 'Answers', 'Points', 'Time'];
  return [
    table('Questions answered, answers given, share of points covered and of time used', columns, rows),
  ];
}
