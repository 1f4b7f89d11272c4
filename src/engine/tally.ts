import type { Event } from './event.ts';
import type { Ticks } from './session.ts';

/** What the candidate says of a key point. What they left is to decide, and never counts as not covered. */
export type Decision = 'covered' | 'partly' | 'not covered' | 'to decide';

/** How far the candidate is with a list of points. */
export interface Deciding {
  decisions: readonly Decision[];
  /** The places that the candidate has decided. */
  touched: readonly number[];
  active: number;
}

/** How the points of a question, or of many, were decided. */
export interface Tally {
  covered: number;
  /** Those of the covered that came only when a follow-up pressed on them. */
  whenPressed: number;
  partly: number;
  notCovered: number;
  toDecide: number;
}

/** What the candidate says of a point, by its name, and whether it came only when pressed. */
export function decisionIn(ticks: Ticks, name: string): { state: Decision; whenPressed: boolean } {
  const state = ticks.covered.includes(name)
    ? 'covered'
    : ticks.partly.includes(name)
      ? 'partly'
      : ticks.toDecide.includes(name)
        ? 'to decide'
        : 'not covered';
  return { state, whenPressed: state === 'covered' && ticks.whenPressed.includes(name) };
}

/** The event that records what the candidate says of a question's points; null: nothing. */
export function tickedEvent(q: number, ticks: Ticks | null): Extract<Event, { type: 'ticked' }> {
  if (ticks === null) return { type: 'ticked', q, names: null };
  const { covered: names, partly, toDecide: undecided, whenPressed, decided } = ticks;
  return { type: 'ticked', q, names, ...withoutEmpty({ partly, undecided, whenPressed, decided }) };
}

/** Without the lists that are empty. */
function withoutEmpty<K extends string>(
  lists: Readonly<Record<K, readonly string[]>>,
): Partial<Record<K, string[]>> {
  const entries = Object.entries<readonly string[]>(lists).filter(([, list]) => list.length > 0);
  return Object.fromEntries(entries) as Partial<Record<K, string[]>>;
}

/** A point that is not judged is to decide. */
export function tallyOf(points: readonly { state: Decision | null; whenPressed: boolean }[]): Tally {
  const count = (wanted: Decision): number =>
    points.filter(({ state }) => (state ?? 'to decide') === wanted).length;
  return {
    covered: count('covered'),
    whenPressed: points.filter(({ whenPressed }) => whenPressed).length,
    partly: count('partly'),
    notCovered: count('not covered'),
    toDecide: count('to decide'),
  };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally): number => tallies.reduce((all, tally) => all + tally[key], 0);
  return {
    covered: sum('covered'),
    whenPressed: sum('whenPressed'),
    partly: sum('partly'),
    notCovered: sum('notCovered'),
    toDecide: sum('toDecide'),
  };
}

/** Of how many points something was decided. */
export function decidedIn({ covered, partly, notCovered }: Tally): number {
  return covered + partly + notCovered;
}

/** The share covered, of the points decided; null if none was. */
export function shareOf(tally: Tally): number | null {
  const decided = decidedIn(tally);
  return decided === 0 ? null : tally.covered / decided;
}

/** `5 of 7 covered (1 when pressed), 1 partly, 1 to decide`; `7 to decide` where nothing was decided. */
export function tallyText(tally: Tally): string {
  const { covered, whenPressed, partly, toDecide } = tally;
  if (decidedIn(tally) === 0) return `${toDecide} to decide`;
  return [
    `${covered} of ${decidedIn(tally) + toDecide} covered${whenPressed === 0 ? '' : ` (${whenPressed} when pressed)`}`,
    ...(partly === 0 ? [] : [`${partly} partly`]),
    ...(toDecide === 0 ? [] : [`${toDecide} to decide`]),
  ].join(', ');
}
