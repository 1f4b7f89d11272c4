import type { Event, Recorded } from './event.ts';

export type Judged = Extract<Event, { type: 'ticked' | 'rated' }>;

/** The judgment to undo, and the event that undoes it by restoring the previous value. */
export interface TakeBack {
  what: Judged;
  event: Judged;
}

/** The last change of a rating or of ticks that was not undone; null if there is none. Undoing again goes back further. */
export function lastTakeBack(events: readonly Recorded[]): TakeBack | null {
  /** The changes of each rating and of each question's ticks that were not undone. */
  const standing = new Map<string, Judged[]>();
  /** All of them, in order. */
  const all = new Set<Judged>();
  for (const event of events) {
    if (event.type !== 'ticked' && event.type !== 'rated') continue;
    if (event.type === 'ticked' && event.unfinished) continue;
    const alike = standing.get(keyOf(event)) ?? [];
    standing.set(keyOf(event), alike);
    if (event.takesBack) {
      const last = alike.pop();
      if (last !== undefined) all.delete(last);
    } else if (valueOf(event) !== valueOf(alike.at(-1))) {
      alike.push(event);
      all.add(event);
    }
  }
  const what = [...all].at(-1);
  if (what === undefined) return null;
  return { what, event: formerly(what, standing.get(keyOf(what))?.at(-2)) };
}

/** The same for two ratings, or two ticks, of a question. */
function keyOf({ type, q }: Judged): string {
  return `${type} ${q}`;
}

/** A text to compare by; "not judged yet" and "skipped" are equal. */
function valueOf(event: Judged | undefined): string {
  if (event?.type === 'rated') return JSON.stringify(event.rating);
  return JSON.stringify(event?.names ? [event.names, event.partly ?? [], event.undecided ?? []] : null);
}

/** The event that undoes `what`: the value of `former`, or none. */
function formerly({ type, q }: Judged, former: Judged | undefined): Judged {
  const none: Judged = type === 'rated' ? { type, q, rating: null } : { type, q, names: null };
  return { ...(former ?? none), takesBack: true };
}
