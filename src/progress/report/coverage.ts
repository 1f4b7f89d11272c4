import { barX, text } from '@observablehq/plot';
import type { Element } from 'hast';
import type { Stats, TopicStats } from '../stats.ts';
import { cleanLine } from '../../text/clean.ts';
import { longDay } from '../../text/day.ts';
import { count, list, percent } from '../../text/format.ts';
import { figure, namesAxis, section, table } from './figure.ts';
import { percentOf } from './points.ts';

/** How much of each topic's questions was answered. */
export function showCoverage({ topics, questions, since }: Stats): Element {
  const inSection = (says: string, plots: readonly Element[]): Element =>
    section('coverage', 'Coverage by topic', [says], [...plots, numbersOf(topics)]);
  const there = topics.filter((topic) => topic.questions.of > 0);
  if (there.length === 0) return inSection('The bank no longer has questions on these topics.', []);
  const { met, of } = questions;
  const untouched = there.filter((topic) => topic.questions.met === 0).map(({ topic }) => cleanLine(topic));
  const says = [
    `${met} of ${count(of, 'question')} answered at least once${since === null ? '' : ` since ${longDay(since)}`}.`,
    ...(untouched.length === 0 || met === 0 ? [] : [`None yet in ${list(untouched)}.`]),
  ];
  const words = there.map((one) => `${cleanLine(one.topic)} ${answeredIn(one)}`);
  const plot = figure({
    id: 'coverage-plot',
    title: 'Questions answered, by topic',
    description: `One bar per topic: ${words.join('; ')}.`,
    legend: [
      ['full', 'answered'],
      ['empty', 'not yet'],
    ],
    draw: (width) => bars(there, width),
  });
  return inSection(says.join(' '), [plot]);
}

function answeredIn({ questions }: TopicStats): string {
  return `${questions.met} of ${questions.of}`;
}

function bars(topics: readonly TopicStats[], width: number) {
  const names = topics.map(({ topic }) => topic);
  const { marginLeft, axis } = namesAxis(names);
  const most = topics.reduce((so, { questions }) => Math.max(so, questions.of), 0);
  const all = { y: 'topic', x: ({ questions }: TopicStats) => questions.of };
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
      barX(topics, { ...all, fill: 'var(--left)', stroke: 'var(--quiet)', strokeWidth: 0.75 }),
      barX(topics, { ...all, x: ({ questions }: TopicStats) => questions.met, fill: 'var(--writing)' }),
      text(topics, { ...all, text: answeredIn, dx: 8, textAnchor: 'start' as const, fill: 'var(--ink)' }),
    ],
  };
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
