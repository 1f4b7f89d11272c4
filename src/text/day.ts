const DAY = 86_400_000;

/** The local day of a time in milliseconds since 1970, as `YYYY-MM-DD`. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A day `YYYY-MM-DD` as a count of days since 1970. */
function numberOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

/** The day that many days after another; before it where `days` is negative. */
export function dayAfter(day: string, days: number): string {
  return new Date((numberOfDay(day) + days) * DAY).toISOString().split('T')[0] ?? day;
}

/** How many days `to` lies after `from`; negative where it lies before. */
export function daysBetween(from: string, to: string): number {
  return numberOfDay(to) - numberOfDay(from);
}

/** `today`, `yesterday`, `9 days ago`. */
export function ago(days: number): string {
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
