import { barX, text, tickX } from '@observablehq/plot';
import type { Element } from 'hast';
import type { Rating } from '../../engine/event.ts';
import { ENOUGH } from '../calibration.ts';
import type { Gap, Memories } from './data.ts';
import { count, percent } from '../../text/format.ts';
import { RATINGS } from '../../engine/labels.ts';
import { figure, namesAxis, section, SHARES_X, table } from './figure.ts';

/** How much was remembered after how long, compared with what FSRS predicted. */
export function showRetention(gaps: readonly Gap[], memories: Memories, due: number): Element {
  const inSection = (says: string, shows: readonly Element[]): Element =>
    section('retention', 'Retention', [nowSays(memories, due), says], shows);
  const seen = gaps.filter(({ reviews }) => reviews > 0);
  if (seen.length === 0)
    return inSection('No question has been rated twice yet. The chart appears once some have.', []);
  const rows = seen.map((gap) => [
    spanOf(gap).replace(/ days?$/, ''),
    ...RATINGS.map((rating) => String(gap.ratings[rating])),
    shareOf(gap.remembered),
    shareOf(gap.expected),
  ]);
  const numbers = table(
    'Ratings by days since the previous one, the share remembered (better than “again”), and what FSRS predicted',
    ['Days', ...RATINGS, 'Recall', 'FSRS'],
    rows,
  );
  const drawn = seen.filter(({ reviews }) => reviews >= ENOUGH);
  if (drawn.length === 0)
    return inSection(`The chart appears once an interval has ${ENOUGH} ratings.`, [numbers]);
  const plot = figure({
    id: 'retention-plot',
    title: 'Ratings by days since the previous attempt',
    description: `One bar of ratings per interval: ${drawn.map((gap) => `${spanOf(gap)}, ${shareOf(gap.remembered)} remembered, FSRS predicted ${shareOf(gap.expected)}`).join('; ')}.`,
    legend: [
      ...RATINGS.toReversed().map((rating) => [rating, rating] as const),
      ['mark', 'predicted by FSRS'],
    ],
    draw: (width) => bars(drawn, width),
  });
  const says = [
    outcome(seen),
    'Each bar is an interval between two attempts.',
    ...(seen.length === drawn.length
      ? []
      : [`Intervals with fewer than ${ENOUGH} ratings are only in the table.`]),
  ];
  return inSection(says.join(' '), [plot, numbers]);
}

const shareOf = (value: number | null): string => (value === null ? '–' : percent(value));

function nowSays({ questions, safe }: Memories, due: number): string {
  if (questions === 0)
    return 'No question in the bank has been rated yet. Ratings are all that FSRS, the scheduler, uses.';
  return `FSRS, the scheduler, estimates that you still remember ${safe} of ${count(questions, 'rated question')} today (at 90% or better). ${due === 0 ? 'None are' : due === 1 ? '1 is' : `${due} are`} due.`;
}

/** Over all intervals. */
function outcome(gaps: readonly Gap[]): string {
  const sum = (of: (gap: Gap) => number): number => gaps.reduce((all, gap) => all + of(gap), 0);
  const reviews = sum((gap) => gap.reviews);
  const remembered = sum((gap) => gap.reviews - gap.ratings.again) / reviews;
  const expected = sum((gap) => gap.reviews * (gap.expected ?? 0)) / reviews;
  return `Of ${count(reviews, 'repeat answer')} you rated ${percent(remembered)} better than “again”; FSRS predicted ${percent(expected)}.`;
}

function spanOf({ from, to }: Pick<Gap, 'from' | 'to'>): string {
  if (from === 0) return 'same day';
  if (to === null) return `over ${from - 1} days`;
  return from === to ? count(from, 'day') : `${from} to ${to} days`;
}

interface Part {
  span: string;
  rating: Rating;
  from: number;
  to: number;
}

/** The best ratings first, so that the remembered part of a bar is one piece. */
function partsOf(gap: Gap): Part[] {
  let end = 0;
  return RATINGS.toReversed().map((rating) => {
    const from = end;
    end += gap.ratings[rating] / gap.reviews;
    return { span: spanOf(gap), rating, from, to: end };
  });
}

function bars(gaps: readonly Gap[], width: number) {
  const spans = gaps.map(spanOf);
  const { marginLeft, axis } = namesAxis(spans);
  const prediction = { y: spanOf, x: ({ expected }: Gap) => expected ?? 0, insetTop: -4, insetBottom: -4 };
  return {
    width,
    height: gaps.length * 30 + 36,
    marginLeft,
    marginRight: 44,
    marginTop: 4,
    marginBottom: 32,
    x: { domain: [0, 1] },
    y: { domain: spans, padding: 0.3 },
    marks: [
      axis,
      ...SHARES_X,
      barX(
        gaps.flatMap(partsOf).filter(({ from, to }) => to > from),
        { y: 'span', x1: 'from', x2: 'to', fill: ({ rating }: Part) => `var(--${rating})`, inset: 0.5 },
      ),
      tickX(gaps, { ...prediction, stroke: 'var(--ground)', strokeWidth: 6 }),
      tickX(gaps, { ...prediction, stroke: 'var(--ink)', strokeWidth: 2.5 }),
      text(gaps, {
        y: spanOf,
        x: 1,
        text: ({ reviews }: Gap) => `${reviews} ×`,
        dx: 8,
        textAnchor: 'start' as const,
        fill: 'var(--quiet)',
      }),
    ],
  };
}
