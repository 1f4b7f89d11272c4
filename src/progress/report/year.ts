import { axisY, cell, text } from '@observablehq/plot';
import type { Element } from 'hast';
import { shadeOf, yearBefore } from '../calendar.ts';
import type { Stats } from '../stats.ts';
import { dayAfter, daysBetween, longDay, monthName } from '../../text/day.ts';
import { count } from '../../text/format.ts';
import { grouped } from '../../text/data.ts';
import { AXIS, figure, section, table } from './figure.ts';

interface Cell {
  day: string;
  week: number;
  weekday: number;
  answers: number;
}

/** The answers on each day of the last year. */
export function showYear({ days, today, streak, since }: Stats): Element {
  const from = yearBefore(today);
  const begin = since !== null && since > from ? since : from;
  const times = new Map(days.map(({ day, answers }) => [day, answers]));
  const cells = Array.from({ length: daysBetween(from, today) + 1 }, (_, place) => {
    const day = dayAfter(from, place);
    return { day, week: Math.floor(place / 7), weekday: place % 7, answers: times.get(day) ?? 0 };
  });
  const { all, busy } = totalOf(cells);
  const inSection = (says: string, shows: readonly Element[]): Element =>
    section('year', 'Past year', [says], shows);
  if (busy === 0) return inSection(`No answers from ${longDay(begin)} to ${longDay(today)}.`, []);
  const now = streak.current === 0 ? '' : `Current streak: ${count(streak.current, 'day')}. `;
  const says = `${count(all, 'answer')} on ${count(busy, 'day')} since ${longDay(begin)}. ${now}Best streak: ${count(streak.longest, 'day')}.`;
  const plot = figure({
    id: 'year-plot',
    title: 'Answers per day over the past year',
    description: `One square per day, one column per week; darker squares have more answers. ${says}`,
    legend: SHADES.map((shade, place) => [`shade-${place}`, shade]),
    draw: (width) => heatMap(cells, width),
  });
  return inSection(says, [plot, monthsTable(cells)]);
}

const SHADES = ['none', '1', '2', '3 or 4', '5 or more answers'];
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const WEEKS = 53;

function totalOf(cells: readonly Cell[]): { all: number; busy: number } {
  const all = cells.reduce((sum, { answers }) => sum + answers, 0);
  return { all, busy: cells.filter(({ answers }) => answers > 0).length };
}

/** A cell by its week within one of the bands that the year is cut into, from top to bottom. */
interface PlacedCell extends Cell {
  band: number;
}

function heatMap(cells: readonly Cell[], width: number) {
  const bands = width < 400 ? 2 : 1;
  const weeks = Math.ceil(WEEKS / bands);
  const placed = cells.map((one) => ({ ...one, band: Math.floor(one.week / weeks), week: one.week % weeks }));
  const marginLeft = 34;
  const side = (width - marginLeft) / weeks;
  const height = bands * (side * 7 + 20) + (bands - 1) * 24;
  return {
    width,
    height,
    marginLeft,
    marginRight: 0,
    marginTop: 20,
    marginBottom: 0,
    x: { domain: Array.from({ length: weeks }, (_, week) => week), axis: null, padding: 0.14 },
    y: { domain: [0, 1, 2, 3, 4, 5, 6], padding: 0.14 },
    fy: { axis: null, padding: bands === 1 ? 0 : 0.2 },
    marks: [
      axisY([0, 2, 4, 6], { ...AXIS, tickFormat: (n: number) => WEEKDAYS[n] ?? '' }),
      cell(placed, {
        x: 'week',
        y: 'weekday',
        fy: 'band',
        fill: ({ answers }: Cell) => `var(--shade-${shadeOf(answers)})`,
        // Shown on hover, which phones do not have.
        ...(bands === 1 ? { title: describe } : {}),
        rx: 1.5,
      }),
      text(firstMondays(placed), {
        x: 'week',
        fy: 'band',
        frameAnchor: 'top' as const,
        dy: -14,
        dx: -side / 2,
        textAnchor: 'start' as const,
        text: ({ day }: Cell) => monthName(monthOf(day)).slice(0, 3),
        fill: 'var(--quiet)',
      }),
    ],
  };
}

function describe({ day, answers }: Cell): string {
  return `${longDay(day)}: ${answers === 0 ? 'none' : count(answers, 'answer')}`;
}

function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The first Monday of each month with at least three weeks in the band. */
function firstMondays(cells: readonly PlacedCell[]): PlacedCell[] {
  const mondays = cells.filter(({ weekday }) => weekday === 0);
  const months = grouped(mondays, ({ band, day }) => `${band} ${monthOf(day)}`);
  return [...months.values()].flatMap((own) => (own.length < 3 ? [] : own.slice(0, 1)));
}

function monthsTable(cells: readonly Cell[]): Element {
  const rows = [...grouped(cells, ({ day }) => monthOf(day))].map(([month, own]) => {
    const { all, busy } = totalOf(own);
    const most = Math.max(...own.map(({ answers }) => answers));
    return [monthName(month), `${busy} of ${own.length}`, String(all), String(most)];
  });
  return table('Days and answers per month', ['Month', 'Days', 'Answers', 'Most in a day'], rows);
}
