const DAY = 86_400_000;

/** The local day of a time in milliseconds since 1970, as `YYYY-MM-DD`. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Days from 1970-01-01 to a day `YYYY-MM-DD`. */
function numberOfDay(day: string): number {
  return Date.parse(day) / DAY;
}

/** The day, `YYYY-MM-DD`, this many days after 1970-01-01. */
function dayAt(number: number): string {
  return new Date(number * DAY).toISOString().split('T')[0] ?? '';
}

/** The day `days` after another; before it if negative. */
export function dayAfter(day: string, days: number): string {
  return dayAt(numberOfDay(day) + days);
}

/** Whether a text is an existing day, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(numberOfDay(text)) && dayAfter(text, 0) === text;
}

/** Days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return numberOfDay(to) - numberOfDay(from);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `24 Nov 2026` of a day `YYYY-MM-DD`. */
export function longDay(day: string): string {
  return `${Number(day.slice(-2))} ${monthName(day.slice(0, -3))}`;
}

/** `Nov 2026` of a month `YYYY-MM`. */
export function monthName(month: string): string {
  return `${MONTHS[Number(month.slice(-2)) - 1] ?? ''} ${month.slice(0, -3)}`;
}

/** `24 Nov 2026 to 26 Nov 2026`; one day alone. */
export function daySpan(from: string, to: string): string {
  return from === to ? longDay(to) : `${longDay(from)} to ${longDay(to)}`;
}

const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];

/** `Tue 24 Nov` of a day `YYYY-MM-DD`. */
export function weekday(day: string): string {
  const name = WEEKDAYS[((numberOfDay(day) % 7) + 7) % 7] ?? '';
  return `${name} ${longDay(day).replace(/ \S+$/, '')}`;
}

/** `today`, `yesterday`, `9 days ago`. */
export function ago(days: number): string {
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
