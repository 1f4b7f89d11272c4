import { axisX, axisY, dot, gridX, gridY, line, link, text } from '@observablehq/plot';
import type { Element } from 'hast';
import { type Calibration, ENOUGH, type Level } from '../calibration.ts';
import type { Stats, TopicStats } from '../stats.ts';
import { cleanLine } from '../../text/clean.ts';
import { count, list, percent } from '../../text/format.ts';
import { CERTAINTIES } from '../../engine/labels.ts';
import { AXIS, figure, GRID, QUARTERS, section, table } from './figure.ts';

/** The estimate before the reveal against the ticks after it. */
export function showCertainty({ calibration, topics }: Stats): Element {
  const { answers, levels } = calibration;
  const inSection = (says: readonly string[], shows: readonly Element[]): Element =>
    section('certainty', 'Expected and covered', says, shows);
  if (answers === 0)
    return inSection(
      ['No data yet. It needs your estimate before the reveal and the points you tick after it.'],
      [],
    );
  const rows = levels.map((level) => [
    CERTAINTIES[level.certainty],
    percent(level.thought),
    level.covered === null ? '–' : percent(level.covered),
    String(level.answers),
  ]);
  const numbers = table(
    'Your estimate before the reveal, and the points you covered',
    ['You said', 'Which means', 'You covered', 'Answers'],
    rows,
  );
  const judged = levels.filter(isJudged);
  if (!judged.some(isEnough))
    return inSection(
      [
        `${count(answers, 'answer')} so far. The chart appears once one of the four estimates has ${ENOUGH} answers.`,
      ],
      [numbers],
    );
  const plot = figure({
    id: 'certainty-plot',
    title: 'Expected and covered',
    description: `One dot per estimate: ${judged.map((level) => `${CERTAINTIES[level.certainty]}, which means ${percent(level.thought)}, covered ${percent(level.covered)} in ${count(level.answers, 'answer')}`).join('; ')}.`,
    draw: (width) => curve(judged, width),
  });
  return inSection([sumUp(calibration, topics), EXPLAINED], [plot, numbers]);
}

const EXPLAINED =
  'On the dashed line you cover exactly what you expect. Above it you do better than you expect, below it worse. Vertical lines span two standard errors each way. Hollow dots have too few answers.';

type JudgedLevel = Level & { covered: number };

function isJudged(level: Level): level is JudgedLevel {
  return level.covered !== null;
}

function isEnough({ answers }: Level): boolean {
  return answers >= ENOUGH;
}

function sumUp({ answers, thought, covered, lean }: Calibration, topics: readonly TopicStats[]): string {
  const leans = { over: 'overconfident', under: 'underconfident' } as const;
  const unclear = answers < ENOUGH ? 'too few answers to compare' : 'no clear difference';
  const each = (['over', 'under'] as const).flatMap((which) => {
    const own = topics.filter(({ calibration }) => calibration.lean === which);
    return own.length === 0 ? [] : [`${leans[which]} in ${list(own.map(({ topic }) => cleanLine(topic)))}`];
  });
  return [
    `Overall you expected to cover ${percent(thought ?? 0)} of the points and covered ${percent(covered ?? 0)}: ${lean === null ? unclear : leans[lean]}.`,
    ...(each.length === 0 ? [] : [`Clearly ${each.join('; ')}.`]),
  ].join(' ');
}

function curve(levels: readonly JudgedLevel[], width: number) {
  const isNarrow = width < 400;
  const range = ({ covered, error }: JudgedLevel, way: -1 | 1): number =>
    Math.min(1, Math.max(0, covered + way * 2 * (error ?? 0)));
  const enough = levels.filter(isEnough);
  const place = { x: 'thought', y: 'covered' };
  const stroke = { stroke: 'var(--writing)', strokeWidth: 1.5 };
  const axis = { ...AXIS, tickFormat: percent };
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
      gridX(QUARTERS, GRID),
      gridY(QUARTERS, GRID),
      axisX(QUARTERS, { ...axis, label: 'points you expected to cover', labelAnchor: 'center' as const }),
      axisY(QUARTERS, { ...axis, label: 'points you covered' }),
      link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: 'var(--quiet)', strokeDasharray: '5 4' }),
      link(enough, {
        x1: 'thought',
        x2: 'thought',
        y1: (level: JudgedLevel) => range(level, -1),
        y2: (level: JudgedLevel) => range(level, 1),
        ...stroke,
      }),
      line(enough, { ...place, ...stroke }),
      dot(enough, { ...place, r: 5, fill: 'var(--writing)' }),
      dot(
        levels.filter((level) => !isEnough(level)),
        { ...place, r: 4.5, fill: 'var(--ground)', ...stroke },
      ),
      text(levels, {
        ...place,
        text: ({ certainty, covered }: JudgedLevel) => `${CERTAINTIES[certainty]}: ${percent(covered)}`,
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
