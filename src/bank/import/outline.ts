import type { Heading } from './markdown.ts';

/** Looks up headings by line and by level, without scanning all of them for each question. */
export interface Outline {
  /** In order. */
  headings: readonly Heading[];
  /** The last one above a line. */
  above: (index: number) => Heading | null;
  /** The first one below a line. */
  below: (index: number) => Heading | null;
  /** The last one above a heading that is of a higher level. */
  parent: (heading: Heading) => Heading | null;
  /** The first one below a heading that is of its level or of a higher one. */
  next: (heading: Heading) => Heading | null;
}

export function outlineOf(headings: readonly Heading[]): Outline {
  const parents = new Map<Heading, Heading>();
  const nexts = new Map<Heading, Heading>();
  const open: Heading[] = [];
  for (const heading of headings) {
    for (let last = open.at(-1); last !== undefined && last.level >= heading.level; last = open.at(-1)) {
      nexts.set(last, heading);
      open.pop();
    }
    const parent = open.at(-1);
    if (parent !== undefined) parents.set(heading, parent);
    open.push(heading);
  }
  return {
    headings,
    above: (index) => headings[placeOf(headings, index) - 1] ?? null,
    below: (index) => headings[placeOf(headings, index + 1)] ?? null,
    parent: (heading) => parents.get(heading) ?? null,
    next: (heading) => nexts.get(heading) ?? null,
  };
}

/** How many headings are above a line. */
function placeOf(headings: readonly Heading[], index: number): number {
  let [from, to] = [0, headings.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((headings[middle]?.index ?? Infinity) < index) from = middle + 1;
    else to = middle;
  }
  return from;
}
