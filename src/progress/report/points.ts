import { axisX, axisY, dot, gridY, line, link, ruleY } from '@observablehq/plot';
import type { Element } from 'hast';
import type { Change } from './data.ts';
import type { LevelPoints, Month, Points, Stats } from '../stats.ts';
import { cleanLine } from '../../text/clean.ts';
import { longDay, MONTHS } from '../../text/day.ts';
import { count, list, percent } from '../../text/format.ts';
import { ENOUGH, namesAxis, sharesX, figure, section, table } from './figure.ts';

interface Judged extends Month {
  share: number;
  at: Date;
}

/** The fewest points worth drawing: about five answers with a handful each. */
const LEAST = ENOUGH * 4;

const shareOf = ({ made, of }: Points): number => made / of;
const outOf = ({ made, of }: Points): string => (of === 0 ? '–' : `${percent(made / of)} of ${of}`);

/** The points covered, month by month. */
export function pointsOverTime({ months, points, levels }: Stats): Element {
  const judged = months
    .filter(({ of }) => of > 0)
    .map((month) => ({ ...month, share: shareOf(month), at: new Date(`${month.month}-01T00:00:00Z`) }));
  const [first, last] = [judged[0], judged.at(-1)];
  if (first === undefined || last === undefined)
    return section('points', HEADING, ['No points ticked yet. You tick them at each reveal.'], []);
  const all = `You covered ${points.made} of ${count(points.of, 'point')}, ${percent(shareOf(points))}${points.undecided === 0 ? '' : `, and left ${points.undecided} undecided`}.`;
  const rows = judged.map((month) => [
    nameOf(month.month),
    String(month.answers),
    String(month.made),
    String(month.of),
    percent(month.share),
  ]);
  const numbers = table('Points covered each month', ['Month', 'Answers', 'Covered', 'Of', 'Share'], rows);
  if (judged.length < 2)
    return section(
      'points',
      HEADING,
      [`${all} The chart appears once you have two months of data.`, ...levelsSay(levels)],
      [numbers],
    );
  const plot = figure({
    id: 'points-plot',
    title: 'Points covered, by month',
    description: `A line from ${percent(first.share)} in ${nameOf(first.month)} to ${percent(last.share)} in ${nameOf(last.month)}; every month is in the table.`,
    draw: (width) => monthsPlot(judged, shareOf(points), width),
  });
  const hollow = judged.some(({ of }) => of < LEAST) ? `, and hollow ones have fewer than ${LEAST}` : '';
  const says = `${all} Larger dots have more points${hollow}. The dashed line is your overall share.`;
  return section('points', HEADING, [says, ...levelsSay(levels)], [plot, numbers]);
}

function levelsSay(levels: readonly LevelPoints[]): string[] {
  const facts = levels.flatMap(({ level, made, of }) =>
    of === 0 ? [] : [`${cleanLine(level)} ${made} of ${of}`],
  );
  if (facts.length < 2) return [];
  return [`By level of the point: ${list(facts)}.`];
}

const HEADING = 'Points over time';

function nameOf(month: string): string {
  return `${MONTHS[Number(month.slice(-2)) - 1] ?? ''} ${month.slice(0, -3)}`;
}

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

/** Months between ticks, enough to leave room for their names. */
function stepOf(months: readonly Judged[], width: number): string {
  const [first, last] = [months[0]?.at ?? new Date(0), months.at(-1)?.at ?? new Date(0)];
  const span =
    (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const step = STEPS.find((each) => span / each <= width / 60) ?? 12;
  return `${step} month${step === 1 ? '' : 's'}`;
}

const STEPS = [1, 3, 6, 12, 24, 60, 120];

function monthsPlot(months: readonly Judged[], all: number, width: number) {
  return {
    width,
    height: 240,
    marginLeft: 44,
    marginRight: 20,
    marginBottom: 28,
    marginTop: 16,
    x: { type: 'utc' as const },
    y: { domain: [0, 1] },
    // As large as possible without overlap.
    r: { range: [1.5, Math.min(6, Math.max(2.5, width / months.length / 2.4))] },
    marks: [
      gridY(QUARTERS, { stroke: 'var(--line)', strokeOpacity: 1 }),
      axisY(QUARTERS, { tickSize: 0, tickFormat: percent, fill: 'var(--quiet)', label: null }),
      axisX({ tickSize: 0, fill: 'var(--quiet)', label: null, ticks: stepOf(months, width) }),
      ruleY([all], { stroke: 'var(--quiet)', strokeDasharray: '4 3' }),
      line(months, { x: 'at', y: 'share', stroke: 'var(--writing)', strokeWidth: 1.5 }),
      dot(months, {
        x: 'at',
        y: 'share',
        r: 'of',
        fill: ({ of }: Judged) => (of < LEAST ? 'var(--ground)' : 'var(--writing)'),
        stroke: 'var(--writing)',
        strokeWidth: 1.5,
        title: (month: Judged) => `${nameOf(month.month)}: ${outOf(month)}`,
      }),
    ],
  };
}

/** The points of each topic before some day, and since. */
export function changes(all: readonly Change[], lately: string): Element {
  const drawn = all.filter(({ before, lately: now }) => before.of >= LEAST && now.of >= LEAST);
  const since = longDay(lately);
  const rows = all.map(({ topic, before, lately: now }) => [cleanLine(topic), outOf(before), outOf(now)]);
  const numbers =
    all.length === 0
      ? []
      : [
          table(
            'Share of points covered, and points judged',
            ['Topic', `Before ${since}`, `Since ${since}`],
            rows,
          ),
        ];
  if (drawn.length === 0)
    return section(
      'changes',
      CHANGES,
      [
        `Not enough data to compare. A topic needs ${LEAST} judged points before ${since}, and ${LEAST} since.`,
      ],
      numbers,
    );
  const better = drawn.filter(({ before, lately: now }) => shareOf(now) > shareOf(before)).length;
  const left = all.length - drawn.length;
  const says = [
    `${better} of ${count(drawn.length, 'topic')} improved since ${since}.`,
    ...(left === 0
      ? []
      : [`${count(left, 'topic')} ${left === 1 ? 'has' : 'have'} too few points to compare.`]),
  ];
  const plot = figure({
    id: 'changes-plot',
    title: 'Points covered by topic, before and since',
    description: `One line per topic from the share before ${since} to the share since: ${drawn.map(({ topic, before, lately: now }) => `${cleanLine(topic)} ${percent(shareOf(before))} to ${percent(shareOf(now))}`).join('; ')}.`,
    legend: [
      ['hollow', `before ${since}`],
      ['round', `since ${since}`],
    ],
    draw: (width) => changesPlot(drawn, width),
  });
  return section('changes', CHANGES, [says.join(' ')], [plot, ...numbers]);
}

const CHANGES = 'Change by topic';

function changesPlot(drawn: readonly Change[], width: number) {
  const { marginLeft, axis } = namesAxis(drawn.map(({ topic }) => topic));
  const then = ({ before }: Change): number => shareOf(before);
  const now = ({ lately }: Change): number => shareOf(lately);
  const y = 'topic';
  return {
    width,
    height: drawn.length * 24 + 36,
    marginLeft,
    marginRight: 20,
    marginTop: 4,
    marginBottom: 32,
    x: { domain: [0, 1] },
    y: { type: 'point' as const, domain: drawn.map(({ topic }) => topic) },
    marks: [
      axis,
      ...sharesX(null),
      link(drawn, { y, x1: then, x2: now, stroke: 'var(--writing)', strokeWidth: 2 }),
      dot(drawn, { y, x: then, r: 4.5, fill: 'var(--ground)', stroke: 'var(--writing)', strokeWidth: 1.75 }),
      dot(drawn, { y, x: now, r: 5, fill: 'var(--writing)' }),
    ],
  };
}
