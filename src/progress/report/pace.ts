import { axisX, axisY, gridY, rectY, ruleX, ruleY, text } from '@observablehq/plot';
import type { Element } from 'hast';
import { ENOUGH } from '../calibration.ts';
import type { TimeStats } from '../stats.ts';
import { count, hours, percent } from '../../text/format.ts';
import { AXIS, figure, GRID, section, table } from './figure.ts';

interface Bin {
  from: number;
  to: number;
  answers: number;
}

/** How much of their time answers took. */
export function showPace({ answers, usedMs, budgetMs, shares, tenths }: TimeStats): Element {
  const inSection = (says: string, shows: readonly Element[]): Element =>
    section('time', 'Time used', [says], shows);
  if (answers === 0) return inSection('No timed answers yet.', []);
  const over = shares[3];
  const says = `${count(answers, 'answer')} used ${hours(usedMs)} of ${hours(budgetMs)}. ${over === 0 ? 'None' : over} went over time${over === 0 ? '' : ` (${percent(over / answers)})`}.`;
  const bins = tenths.map((number, tenth) => ({ from: tenth / 10, to: (tenth + 1) / 10, answers: number }));
  const rows = bins
    .filter((bin) => bin.answers > 0)
    .map((bin) => [spanOf(bin), String(bin.answers), percent(bin.answers / answers)]);
  const numbers = table(
    'Answers by the share of their time they took',
    ['Time used', 'Answers', 'Share'],
    rows,
  );
  if (answers < ENOUGH)
    return inSection(`${says} The chart appears once you have ${ENOUGH} timed answers.`, [numbers]);
  const plot = figure({
    id: 'time-plot',
    title: 'Time used',
    description: `One column per tenth of the time: ${rows.map(([span = '', number = '']) => `${span} ${number}`).join('; ')}.`,
    legend: [
      ['full', 'in time'],
      ['over', 'over time'],
    ],
    draw: (width) => columns(bins, width),
  });
  return inSection(says, [plot, numbers]);
}

const LAST = 1.5;

function spanOf({ from, to }: Bin): string {
  return from >= LAST ? `over ${percent(from)}` : `${percent(from)} to ${percent(to)}`;
}

function columns(bins: readonly Bin[], width: number) {
  const isNarrow = width < 400;
  return {
    width,
    height: 240,
    marginLeft: 44,
    marginRight: 20,
    marginTop: 28,
    marginBottom: 44,
    x: { domain: [0, 1.6] },
    y: { nice: true },
    marks: [
      gridY({ ...GRID, ticks: 4 }),
      axisY({ ...AXIS, label: 'answers', ticks: 4, tickFormat: 'd' }),
      axisX([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5], {
        ...AXIS,
        tickFormat: (share: number) => (isNarrow && share % 0.5 !== 0 ? '' : percent(share)),
        label: 'share of the time used',
        labelAnchor: 'center' as const,
      }),
      rectY(bins, {
        x1: 'from',
        x2: 'to',
        y: 'answers',
        fill: ({ from }: Bin) => (from < 1 ? 'var(--writing)' : 'var(--over)'),
        inset: 1,
        insetBottom: 0,
      }),
      ruleY([0], { stroke: 'var(--quiet)' }),
      ruleX([1], { stroke: 'var(--ink)', strokeDasharray: '4 3' }),
      text([1], { x: 1, frameAnchor: 'top' as const, text: () => 'time up', dy: -14, fill: 'var(--ink)' }),
    ],
  };
}
