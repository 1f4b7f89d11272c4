import { axisX, axisY, dot, gridY, line, ruleY } from '@observablehq/plot';
import type { Element } from 'hast';
import { ENOUGH } from '../calibration.ts';
import type { Change } from './data.ts';
import { decidedIn, shareOf, type Tally, tallyText } from '../../engine/tally.ts';
import type { Month, Stats } from '../stats.ts';
import type { LevelTally } from '../summary.ts';
import { cleanLine } from '../../text/clean.ts';
import { longDay, monthName } from '../../text/day.ts';
import { count, list, percent } from '../../text/format.ts';
import { AXIS, figure, GRID, QUARTERS, section, table } from './figure.ts';

/** The fewest points worth drawing: about five answers with a handful each. */
const LEAST = ENOUGH * 4;

/** `67%`, or a dash where nothing was decided. */
export function percentOf(points: Tally): string {
  return decidedIn(points) === 0 ? '–' : percent(coveredIn(points));
}
/** Of points of which some were decided. */
const coveredIn = (points: Tally): number => shareOf(points) ?? 0;
const outOf = (points: Tally): string =>
  `${percentOf(points)}${decidedIn(points) === 0 ? '' : ` of ${decidedIn(points)}`}`;

/** The points covered, month by month. */
export function showPoints({ months, points, levels }: Stats): Element {
  const inSection = (says: readonly string[], shows: readonly Element[]): Element =>
    section('points', 'Points over time', says, shows);
  const judged = months.filter((month) => decidedIn(month) > 0);
  const [first, last] = [judged[0], judged.at(-1)];
  if (first === undefined || last === undefined)
    return inSection(['No points decided yet. You decide them at each verdict.'], []);
  const all = `Points: ${tallyText(points)}. That is ${percentOf(points)} of those you decided.`;
  const rows = judged.map((month) => [
    monthName(month.month),
    String(month.answers),
    String(month.covered),
    String(decidedIn(month)),
    percentOf(month),
  ]);
  const numbers = table('Points covered each month', ['Month', 'Answers', 'Covered', 'Of', 'Share'], rows);
  if (judged.length < 2)
    return inSection(
      [`${all} The chart appears once you have two months of data.`, ...levelsSay(levels)],
      [numbers],
    );
  const plot = figure({
    id: 'points-plot',
    title: 'Points covered, by month',
    description: `A line from ${percentOf(first)} in ${monthName(first.month)} to ${percentOf(last)} in ${monthName(last.month)}; every month is in the table.`,
    draw: (width) => monthsPlot(judged, coveredIn(points), width),
  });
  const hollow = judged.some((month) => decidedIn(month) < LEAST)
    ? `, and hollow ones have fewer than ${LEAST}`
    : '';
  const says = `${all} Larger dots have more points${hollow}. The dashed line is your overall share.`;
  return inSection([says, ...levelsSay(levels)], [plot, numbers]);
}

function levelsSay(levels: readonly LevelTally[]): string[] {
  const facts = levels
    .filter((level) => decidedIn(level) > 0)
    .map((level) => `${cleanLine(level.level)} ${level.covered} of ${decidedIn(level)}`);
  return facts.length < 2 ? [] : [`By level of the point: ${list(facts)}.`];
}

const dateOf = ({ month }: Month): Date => new Date(`${month}-01T00:00:00Z`);

const STEPS = [1, 3, 6, 12, 24, 60, 120];

/** Months between ticks, enough to leave room for their names. */
function stepOf(months: readonly Month[], width: number): string {
  const [first = 0, last = 0] = [months[0], months.at(-1)].map(
    (month) => month && dateOf(month).getUTCFullYear() * 12 + dateOf(month).getUTCMonth(),
  );
  const step = STEPS.find((each) => (last - first) / each <= width / 60) ?? 12;
  return `${step} month${step === 1 ? '' : 's'}`;
}

function monthsPlot(months: readonly Month[], all: number, width: number) {
  const curve = { x: dateOf, y: coveredIn, stroke: 'var(--writing)', strokeWidth: 1.5 };
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
      gridY(QUARTERS, GRID),
      axisY(QUARTERS, { ...AXIS, tickFormat: percent }),
      axisX({ ...AXIS, ticks: stepOf(months, width) }),
      ruleY([all], { stroke: 'var(--quiet)', strokeDasharray: '4 3' }),
      line(months, curve),
      dot(months, {
        ...curve,
        r: decidedIn,
        fill: (month: Month) => (decidedIn(month) < LEAST ? 'var(--ground)' : 'var(--writing)'),
        title: (month: Month) => `${monthName(month.month)}: ${outOf(month)}`,
      }),
    ],
  };
}

/** The points of each topic before some day, and since. */
export function showChanges(all: readonly Change[], lately: string): Element {
  const since = longDay(lately);
  const drawn = all.filter(
    ({ before, lately: now }) => decidedIn(before) >= LEAST && decidedIn(now) >= LEAST,
  );
  const better = drawn.filter(({ before, lately: now }) => coveredIn(now) > coveredIn(before)).length;
  const says =
    drawn.length === 0
      ? `Not enough data to compare. A topic needs ${LEAST} judged points before ${since}, and ${LEAST} since.`
      : `${better} of ${count(drawn.length, 'topic')} with enough points improved since ${since}.`;
  const rows = all.map(({ topic, before, lately: now }) => [cleanLine(topic), outOf(before), outOf(now)]);
  const columns = ['Topic', `Before ${since}`, `Since ${since}`];
  const numbers =
    all.length === 0 ? [] : [table('Share of points covered, and points judged', columns, rows)];
  return section('changes', 'Change by topic', [says], numbers);
}
