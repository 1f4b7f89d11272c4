import type { Event, Recorded } from './event.ts';

type Judged = Extract<Event, { type: 'ticked' | 'rated' }>;

/** The judgment to undo, and the event that undoes it by restoring the previous value. */
export interface TakeBack {
  what: Judged;
  event: Judged;
}

/** The last change of a rating or of ticks that was not undone; null if there is none. Undoing again goes back further. */
export function lastTakeBack(events: readonly Recorded[]): TakeBack | null {
  const standing: Judged[] = [];
  for (const event of events) {
    if (event.type !== 'ticked' && event.type !== 'rated') continue;
    if (event.type === 'ticked' && event.unfinished) continue;
    const before = standing.findLastIndex((other) => isAlike(other, event));
    if (event.takesBack) {
      if (before >= 0) standing.splice(before, 1);
    } else if (valueOf(event) !== valueOf(standing[before])) standing.push(event);
  }
  const what = standing.pop();
  if (what === undefined) return null;
  const former = standing.findLast((other) => isAlike(other, what));
  return { what, event: formerly(what, former) };
}

/** Whether both are ticks, or both ratings, of the same question. */
function isAlike(a: Judged, b: Judged): boolean {
  return a.type === b.type && a.q === b.q;
}

/** A text to compare by; "not judged yet" and "skipped" are equal. */
function valueOf(event: Judged | undefined): string {
  return JSON.stringify((event?.type === 'rated' ? event.rating : event?.names) ?? null);
}

/** The event that undoes `what`: the value of `former`, or none. */
function formerly({ type, q }: Judged, former: Judged | undefined): Judged {
  return type === 'rated'
    ? { type, q, rating: former?.type === type ? former.rating : null, takesBack: true }
    : { type, q, names: former?.type === type ? former.names : null, takesBack: true };
}
