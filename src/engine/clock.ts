import type { Ms } from './event.ts';

/** How often a running session checks its clock. */
export const TICK: Ms = 1000;
/** A check later than the tick by this much means the process was not running: no time is added. */
const LATE: Ms = 3000;

/** A session's active clock: its reading, and the machine's monotonic clock at the last check. */
export interface ActiveClock {
  at: Ms;
  seen: Ms;
}

/** The clock at a later check. A sleeping laptop, a suspended process or a clock that jumps back adds nothing. */
export function advance(clock: ActiveClock, steady: Ms): ActiveClock {
  const gap = steady - clock.seen;
  const ran = gap > 0 && gap <= TICK + LATE ? gap : 0;
  return { at: clock.at + ran, seen: steady };
}

/** `+01:00` from the minutes of `Date.getTimezoneOffset`, which have the opposite sign. */
export function zoneOf(offsetMinutes: number): string {
  const sign = offsetMinutes > 0 ? '-' : '+';
  const minutes = Math.abs(offsetMinutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** ISO 8601 with the offset of that time: `2026-11-24T18:30:00.000+01:00`. */
export function isoOf(stamp: { wall: number; zone: string }): string {
  return new Date(stamp.wall + offsetOf(stamp.zone)).toISOString().replace('Z', stamp.zone);
}

/** The local day, `YYYY-MM-DD`, by the offset of that time. */
export function localDay(stamp: { wall: number; zone: string }): string {
  return isoOf(stamp).split('T')[0] ?? '';
}

function offsetOf(zone: string): Ms {
  const match = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}
