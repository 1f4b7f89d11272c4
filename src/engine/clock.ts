import type { Ms } from './event.ts';

/** How often a running session looks at its clock. */
export const TICK: Ms = 1000;
/** A look that comes this much later than the tick means that the process did not run: nothing is added. */
const LATE: Ms = 3000;

/** A session's active clock: how far it is, and the machine's steady clock when it was looked at last. */
export interface ActiveClock {
  at: Ms;
  seen: Ms;
}

/** The clock at a later look. A suspended laptop, a stopped process and a clock that jumps back add nothing. */
export function advance(clock: ActiveClock, steady: Ms): ActiveClock {
  const gap = steady - clock.seen;
  const ran = gap > 0 && gap <= TICK + LATE ? gap : 0;
  return { at: clock.at + ran, seen: steady };
}

/** `+01:00` for the minutes that `Date.getTimezoneOffset` gives, which counts the other way round. */
export function zoneOf(offsetMinutes: number): string {
  const sign = offsetMinutes > 0 ? '-' : '+';
  const minutes = Math.abs(offsetMinutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** ISO 8601 with the offset that was in force: `2026-11-24T18:30:00.000+01:00`. */
export function isoOf(stamp: { wall: number; zone: string }): string {
  return new Date(stamp.wall + offsetOf(stamp.zone)).toISOString().replace('Z', stamp.zone);
}

/** The local day, `YYYY-MM-DD`, by the offset that was in force. */
export function localDay(stamp: { wall: number; zone: string }): string {
  return isoOf(stamp).split('T')[0] ?? '';
}

function offsetOf(zone: string): Ms {
  const match = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}
