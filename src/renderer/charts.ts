import { shadeOf } from '../progress/calendar.ts';
import { dayAfter, daysBetween, MONTHS } from '../text/day.ts';
import { type Row, row } from '../text/rows.ts';

/** Charts as text. Each reads without color, and every row is as wide as asked. */

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A share from 0 to 1 as a bar, padded to `columns`; `mark` draws a line at another share. */
export function bar(share: number, columns: number, mark: number | null = null): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * columns * 8);
  const full = '█'.repeat(Math.floor(eighths / 8));
  const drawn = (full + (EIGHTHS[eighths % 8] ?? '')).padEnd(columns);
  if (mark === null) return drawn;
  const at = Math.min(columns - 1, Math.round(mark * columns));
  return `${drawn.slice(0, at)}│${drawn.slice(at + 1)}`;
}

const LEVELS = '▁▂▃▄▅▆▇█';

/** Shares from 0 to 1 as a sparkline; a dot for null. */
export function sparkline(shares: readonly (number | null)[]): string {
  return shares.map((share) => (share === null ? '·' : (LEVELS[Math.round(share * 7)] ?? '█'))).join('');
}

const SHADES = ['·', '░', '▒', '▓', '█'];
const WEEKDAYS = ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'];

/** The legend of the heat map. */
export const SHADES_SAY = '· none  ░ 1  ▒ 2  ▓ 3 or 4  █ 5 or more';

const MARGIN = 4;

/** Days as columns of weeks, from a Monday to a last day, below month names; in several bands if one is too wide. */
export function heatMap(
  times: ReadonlyMap<string, number>,
  from: string,
  to: string,
  columns: number,
): Row[] {
  const weeks = Math.floor(daysBetween(from, to) / 7) + 1;
  const bands = Math.ceil(weeks / Math.max(1, columns - MARGIN));
  const room = Math.ceil(weeks / bands);
  return Array.from({ length: bands }, (_, band) => band * room).flatMap((first) => {
    const own = Array.from({ length: Math.min(room, weeks - first) }, (_, week) =>
      dayAfter(from, (first + week) * 7),
    );
    const days = WEEKDAYS.map((name, weekday) => {
      const cells = own.map((monday) => {
        const day = dayAfter(monday, weekday);
        return daysBetween(day, to) < 0 ? ' ' : SHADES[shadeOf(times.get(day) ?? 0)];
      });
      return row(`${name.padEnd(MARGIN)}${cells.join('').trimEnd()}`);
    });
    return [...(first === 0 ? [] : [[]]), row(monthsAbove(own), 'dim'), ...days];
  });
}

/** The name of each month above the first week that begins in it, if it fits. */
function monthsAbove(mondays: readonly string[]): string {
  const monthOf = (week: number): string => mondays[week]?.slice(-5, -3) ?? '';
  let line = ' '.repeat(MARGIN);
  for (const week of mondays.keys()) {
    const isFirst = week === 0 || monthOf(week) !== monthOf(week - 1);
    // A name takes three columns and a gap, too much for a partial month at the edge.
    if (!isFirst || monthOf(week + 2) !== monthOf(week)) continue;
    line = `${line.padEnd(MARGIN + week)}${MONTHS[Number(monthOf(week)) - 1] ?? ''}`;
  }
  return line.trimEnd();
}
