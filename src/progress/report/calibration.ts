import { axisX, axisY, dot, gridX, gridY, line, link, text } from '@observablehq/plot';
import type { Element } from 'hast';
import type { Calibration, Level } from '../calibration.ts';
import type { Stats, TopicStats } from '../stats.ts';
import { cleanLine } from '../../text/clean.ts';
import { count, list, percent } from '../../text/format.ts';
import { CERTAINTIES } from '../../engine/labels.ts';
import { ENOUGH } from './axes.ts';
import { figure, section, table } from './figure.ts';

/** What was thought to be made before the reveal, and what was ticked after it. */
export function certainty({ calibration, topics }: Stats): Element {
  const { answers, levels } = calibration;
  if (answers === 0)
    return section(
      'certainty',
      HEADING,
      [
        'No answer has both yet: how much you think you made, asked before the reveal, and the points that you tick after it.',
      ],
      [],
    );
  const rows = levels.map((level) => [
    CERTAINTIES[level.certainty],
    percent(level.thought),
    level.made === null ? '–' : percent(level.made),
    String(level.answers),
  ]);
  const numbers = table(
    'What you said before the reveal, and the points you made',
    ['You said', 'Taken to mean', 'You made', 'Answers'],
    rows,
  );
  const judged = levels.filter(isJudged);
  const enough = judged.filter((level) => level.answers >= ENOUGH);
  if (enough.length === 0)
    return section(
      'certainty',
      HEADING,
      [`${count(answers, 'answer')} so far. Each of the four certainties is drawn once it has ${ENOUGH}.`],
      [numbers],
    );
  const plot = figure({
    id: 'certainty-plot',
    title: 'Certainty against result',
    description: `A dot for each certainty: ${judged.map((level) => `${CERTAINTIES[level.certainty]}, taken to mean ${percent(level.thought)}, made ${percent(level.made)} in ${count(level.answers, 'answer')}`).join('; ')}.`,
    draw: (width) => curve(judged, enough, width),
  });
  return section('certainty', HEADING, [leaning(calibration, topics), EXPLAINED], [plot, numbers]);
}

const HEADING = 'Certainty against result';
const EXPLAINED =
  'On the dashed line you make what you think you make. Above it you are better than you think, below it less good. Each upright line is two standard errors to either side; a hollow dot stands for too few answers.';

type JudgedLevel = Level & { made: number };

function isJudged(level: Level): level is JudgedLevel {
  return level.made !== null;
}

function leaning({ thought, made, lean }: Calibration, topics: readonly TopicStats[]): string {
  const shares = `you thought you made ${percent(thought ?? 0)} of the points, and made ${percent(made ?? 0)}`;
  const of = (which: 'over' | 'under'): string[] =>
    topics.filter(({ calibration }) => calibration.lean === which).map(({ topic }) => cleanLine(topic));
  const told = { over: 'over-confident', under: 'under-confident' } as const;
  const all = lean === null ? 'no clear difference' : told[lean];
  const each = (['over', 'under'] as const).flatMap((which) => {
    const names = of(which);
    return names.length === 0 ? [] : [`${told[which]} in ${list(names)}`];
  });
  return [`In all ${shares}: ${all}.`, ...(each.length === 0 ? [] : [`Clearly ${each.join('; ')}.`])].join(
    ' ',
  );
}

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

function curve(levels: readonly JudgedLevel[], enough: readonly JudgedLevel[], width: number) {
  const isNarrow = width < 400;
  const range = ({ made, error }: JudgedLevel, way: -1 | 1): number =>
    Math.min(1, Math.max(0, made + way * 2 * (error ?? 0)));
  const few = levels.filter((level) => !enough.includes(level));
  const axes = { tickSize: 0, tickFormat: percent, fill: 'var(--quiet)', labelArrow: 'none' as const };
  return {
    width,
    height: isNarrow ? 320 : 360,
    marginLeft: 48,
    marginRight: isNarrow ? 24 : 96,
    marginTop: 28,
    marginBottom: 44,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    marks: [
      gridX(QUARTERS, { stroke: 'var(--line)', strokeOpacity: 1 }),
      gridY(QUARTERS, { stroke: 'var(--line)', strokeOpacity: 1 }),
      axisX(QUARTERS, { ...axes, label: 'points you thought you made', labelAnchor: 'center' as const }),
      axisY(QUARTERS, { ...axes, label: 'points you made' }),
      link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: 'var(--quiet)', strokeDasharray: '5 4' }),
      link(enough, {
        x1: 'thought',
        x2: 'thought',
        y1: (level: JudgedLevel) => range(level, -1),
        y2: (level: JudgedLevel) => range(level, 1),
        stroke: 'var(--writing)',
        strokeWidth: 1.5,
      }),
      line(enough, { x: 'thought', y: 'made', stroke: 'var(--writing)', strokeWidth: 1.5 }),
      dot(enough, { x: 'thought', y: 'made', r: 5, fill: 'var(--writing)' }),
      dot(few, {
        x: 'thought',
        y: 'made',
        r: 4.5,
        fill: 'var(--ground)',
        stroke: 'var(--writing)',
        strokeWidth: 1.5,
      }),
      text(levels, {
        x: 'thought',
        y: 'made',
        text: ({ certainty, made }: JudgedLevel) => `${CERTAINTIES[certainty]}: ${percent(made)}`,
        dx: isNarrow ? -9 : 9,
        dy: isNarrow ? -12 : 14,
        textAnchor: isNarrow ? ('end' as const) : ('start' as const),
        fill: 'var(--ink)',
        stroke: 'var(--ground)',
        strokeWidth: 4,
      }),
    ],
  };
}
