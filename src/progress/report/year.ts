import { axisY, cell, text } from '@observablehq/plot';
import type { Element } from 'hast';
import { h } from 'hastscript';
import { shadeOf, yearBefore } from '../calendar.ts';
import type { Stats } from '../stats.ts';
import { dayAfter, daysBetween, longDay, MONTHS } from '../../text/day.ts';
import { count } from '../../text/format.ts';
import { figure, section, table } from './figure.ts';

interface Cell {
  day: string;
  week: number;
  weekday: number;
  answers: number;
  /** Which of the bands, from top to bottom. */
  band: number;
}

/** The answers on each day of the last year. */
export function year({ days, today, streak, since }: Stats): Element {
  const from = yearBefore(today);
  const begin = since !== null && since > from ? since : from;
  const times = new Map(days.map(({ day, answers }) => [day, answers]));
  const cells = Array.from({ length: daysBetween(from, today) + 1 }, (_, place) => {
    const day = dayAfter(from, place);
    return { day, week: Math.floor(place / 7), weekday: place % 7, answers: times.get(day) ?? 0, band: 0 };
  });
  const busy = cells.filter(({ answers }) => answers > 0);
  if (busy.length === 0)
    return section('year', HEADING, [`No answers from ${longDay(begin)} to ${longDay(today)}.`], []);
  const all = busy.reduce((sum, { answers }) => sum + answers, 0);
  const now = streak.current === 0 ? '' : `Current streak: ${count(streak.current, 'day')}. `;
  const says = `${count(all, 'answer')} on ${count(busy.length, 'day')} since ${longDay(begin)}. ${now}Best streak: ${count(streak.longest, 'day')}.`;
  const plot = figure({
    id: 'year-plot',
    title: 'Answers per day over the past year',
    description: `One square per day, one column per week; darker squares have more answers. ${says}`,
    legend: SHADES.map((shade, place) => [shade, SAYS[place] ?? '']),
    draw: (width) => heatMap(cells, width),
  });
  return section('year', HEADING, [says], [plot, monthsTable(cells), everyDay(cells)]);
}

const HEADING = 'Past year';
const SHADES = ['shade-0', 'shade-1', 'shade-2', 'shade-3', 'shade-4'] as const;
const SAYS = ['none', '1', '2', '3 or 4', '5 or more answers'];
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const WEEKS = 53;

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
      axisY([0, 2, 4, 6], {
        tickSize: 0,
        label: null,
        fill: 'var(--quiet)',
        tickFormat: (n: number) => WEEKDAYS[n] ?? '',
      }),
      cell(placed, {
        x: 'week',
        y: 'weekday',
        fy: 'band',
        fill: ({ answers }: Cell) => `var(--shade-${shadeOf(answers)})`,
        // Shown on hover, which phones do not have.
        ...(bands === 1 ? { title: saying } : {}),
        rx: 1.5,
      }),
      text(beginnings(placed), {
        x: 'week',
        fy: 'band',
        frameAnchor: 'top',
        dy: -14,
        dx: -side / 2,
        textAnchor: 'start',
        text: ({ day }: Cell) => MONTHS[Number(day.slice(5, 7)) - 1] ?? '',
        fill: 'var(--quiet)',
      }),
    ],
  };
}

function saying({ day, answers }: Cell): string {
  return `${longDay(day)}: ${answers === 0 ? 'none' : count(answers, 'answer')}`;
}

/** The first Monday of each month with at least three weeks in the band. */
function beginnings(cells: readonly Cell[]): Cell[] {
  const mondays = cells.filter(({ weekday }) => weekday === 0);
  const isSame = (a: Cell | undefined, b: Cell): boolean =>
    a?.band === b.band && a.day.slice(0, 7) === b.day.slice(0, 7);
  return mondays.filter(
    (monday, place) => !isSame(mondays[place - 1], monday) && isSame(mondays[place + 2], monday),
  );
}

function monthsTable(cells: readonly Cell[]): Element {
  const months = [...new Set(cells.map(({ day }) => day.slice(0, 7)))];
  const rows = months.map((month) => {
    const own = cells.filter(({ day }) => day.startsWith(month));
    const busy = own.filter(({ answers }) => answers > 0);
    const name = `${MONTHS[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;
    const all = own.reduce((sum, { answers }) => sum + answers, 0);
    const most = Math.max(...own.map(({ answers }) => answers));
    return [name, `${busy.length} of ${own.length}`, String(all), String(most)];
  });
  return table('Days and answers per month', ['Month', 'Days', 'Answers', 'Most in a day'], rows);
}

/** All squares as numbers. They fill a printed page, so they print only if open. */
function everyDay(cells: readonly Cell[]): Element {
  const weeks = Array.from({ length: WEEKS }, (_, week) => cells.filter((one) => one.week === week));
  const rows = weeks.flatMap((own) => {
    const [monday] = own;
    if (monday === undefined) return [];
    return [[longDay(monday.day), ...WEEKDAYS.map((_, weekday) => String(own[weekday]?.answers ?? ''))]];
  });
  return h('details', [
    h('summary', 'Every day in numbers'),
    table('Answers per day', ['Week of', ...WEEKDAYS], rows),
  ]);
}
