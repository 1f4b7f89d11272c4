import type { StoredDraft } from '../engine/drafts.ts';
import type { Recorded } from '../engine/event.ts';
import { count } from '../text/format.ts';
import type { Damage } from './damage.ts';
import { SEGMENT_SUFFIX } from './segment.ts';

/** What one process wrote, as far as it can be read. */
export interface Segment {
  name: string;
  events: readonly Recorded[];
  damage: readonly Damage[];
  /** The number of lines. */
  lines: number;
}

/** A segment, its place by name, and how many of those that come before it are still to be placed. */
interface Waiting {
  segment: Segment;
  place: number;
  awaits: number;
}

/**
 * Puts each segment after those that its writer had read. Segments that do not know each other come from two machines
 * and are sorted by name, which starts with the time. The order of the files does not matter.
 */
export function inOrder(segments: readonly Segment[]): Segment[] {
  const { all, followers } = waitingFor(segments);
  const ready = all.filter(({ awaits }) => awaits === 0);
  const placed = new Set<Waiting>();
  const place = (next: Waiting): void => {
    placed.add(next);
    for (const follower of followers.get(next.segment.name) ?? []) {
      follower.awaits -= 1;
      if (follower.awaits > 0 || placed.has(follower)) continue;
      const later = ready.findIndex((other) => other.place > follower.place);
      ready.splice(later < 0 ? ready.length : later, 0, follower);
    }
  };
  const placeReady = (): void => {
    for (let next = ready.shift(); next !== undefined; next = ready.shift()) place(next);
  };
  placeReady();
  // The segments left wait for each other in a circle, which no writer makes: the first by name comes first.
  for (const first of all) {
    if (placed.has(first)) continue;
    place(first);
    placeReady();
  }
  return [...placed].map(({ segment }) => segment);
}

/** Each segment, in order of names, and those that wait for one by its name. */
function waitingFor(segments: readonly Segment[]): { all: Waiting[]; followers: Map<string, Waiting[]> } {
  const followers = new Map<string, Waiting[]>(segments.map(({ name }) => [name, []]));
  const all = segments.map((segment, place) => {
    const waiting = { segment, place, awaits: 0 };
    for (const name of namesRead(segment)) {
      const others = name === segment.name ? undefined : followers.get(name);
      if (others === undefined) continue;
      others.push(waiting);
      waiting.awaits += 1;
    }
    return waiting;
  });
  return { all, followers };
}

/** The names of the segments that the writer of this one had read. */
function namesRead({ events: [first] }: Segment): readonly string[] {
  return first?.type === 'continued' ? first.after : [];
}

/** As many missing files are named. */
const MOST_NAMED = 100;

/**
 * Reports what the writers of later segments had read and is now missing, and the segments of those that left a draft:
 * they wrote a line before it.
 */
export function missingFrom(segments: readonly Segment[], drafts: readonly StoredDraft[]): Damage[] {
  const had = new Map(segments.map(({ name }) => [name, 0]));
  const lost = new Set<string>();
  const expectLines = (name: string, lines: number): void => {
    const before = had.get(name);
    if (before !== undefined) had.set(name, Math.max(before, lines));
    else if (lines > 0) lost.add(name);
  };
  for (const { segment } of drafts) expectLines(segment, 1);
  for (const segment of segments) {
    const [first] = segment.events;
    const lines = first?.type === 'continued' ? first.lines : undefined;
    for (const [place, name] of namesRead(segment).entries()) expectLines(name, lines?.[place] ?? 1);
  }
  const named = [...lost].slice(0, MOST_NAMED);
  const others = lost.size - named.length;
  const problem = `${others.toLocaleString('en')} more ${others === 1 ? 'file is' : 'files are'} missing`;
  return [
    ...named.map((name) => ({ file: name + SEGMENT_SUFFIX, line: null, problem: 'the file is missing' })),
    ...(others === 0 ? [] : [{ file: null, line: null, problem, parts: others }]),
    ...segments.flatMap((segment) => endMissing(segment, had.get(segment.name) ?? 0)),
  ];
}

function endMissing({ name, lines, damage }: Segment, had: number): Damage[] {
  const isUnread = lines === 0 ? damage.length > 0 : damage.some((one) => one.isUnread);
  if (isUnread || lines >= had) return [];
  const problem = `${count(had - lines, 'line')} missing at its end`;
  return [{ file: name + SEGMENT_SUFFIX, line: null, problem }];
}
