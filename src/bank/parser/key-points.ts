import { oneSpaced } from '../../text/clean.ts';
import { count, words } from '../../text/format.ts';
import type { KeyPoint } from '../question.ts';
import { type Report, short } from '../reporter.ts';
import { SCREEN } from './fields.ts';
import { within, withinLength } from './limits.ts';
import { type Item, itemLine, readItems, type Section } from './scan.ts';

/** The most that a person can judge well. */
export const MOST_POINTS = 9;
const USUAL_POINTS = { fewest: 4, most: MOST_POINTS };
/** A minute holds no more. */
const SCREEN_POINTS = { fewest: 2, most: 4 };
/** Words of the statement that replace a missing short name. */
const NAME_WORDS = 6;

/** The form in which names are compared: case, spacing and a final mark do not count. */
export function plainName(name: string): string {
  return oneSpaced(name)
    .replace(/[.:!]$/, '')
    .toLowerCase();
}

/** The list items that are a question's key points, in the same order. */
export function keyPointItems(section: Section | undefined): ReturnType<typeof readItems> {
  const { items, stray } = readItems(section?.lines ?? []);
  return { items: items.filter((item) => itemLine(item) !== ''), stray };
}

/** Reads the list of key points. Reports malformed ones, and keeps what it can of them. */
export function readKeyPoints(
  section: Section | undefined,
  kind: string | undefined,
  report: Report,
): KeyPoint[] {
  const { items, stray } = keyPointItems(section);
  if (stray !== null && items.length > 0) {
    report(
      'B033',
      stray,
      'this text belongs to no key point',
      'a round never shows it',
      'start it with `- `',
    );
  }
  const read = within(items, 'keyPoints', 'the question', ({ place }) => place, report);
  const names = new Set<string>();
  const points = read.map((item) => {
    const point = readKeyPoint(item, report);
    const name = plainName(point.name);
    if (names.has(name)) {
      const message = `two key points are called "${short(point.name)}"`;
      report('B023', item.place, message, 'this is the second', 'give it another name');
    }
    names.add(name);
    return point;
  });
  const { fewest, most } = kind === SCREEN ? SCREEN_POINTS : USUAL_POINTS;
  const isOdd = points.length < fewest || points.length > most;
  if (section !== undefined && points.length > 0 && isOdd && read.length === items.length) {
    const message = `the question has ${count(points.length, 'key point')}`;
    report(
      'B035',
      section.place,
      message,
      kind === SCREEN ? `${fewest} to ${most} fit a minute` : `${fewest} to ${most} can be judged well`,
      'add, merge or cut some',
    );
  }
  return points;
}

function readKeyPoint(item: Item, report: Report): KeyPoint {
  const whole = withinLength(itemLine(item), item.place, report);
  const [, bold = '', rest = ''] = /^\*\*(.+?)\*\*\s*(.*)$/.exec(whole) ?? [];
  const name = bold.trim().replace(/[.:!]$/, '');
  const text = rest.replace(/^[:.–—-]\s+/, '');
  if (name === '' || text === '') {
    report(
      'B034',
      item.place,
      `a key point has no ${name === '' ? 'short name' : 'statement'}`,
      name === '' ? 'it does not start with bold text' : 'only its name is here',
      'write `- **Short name.** One statement that can be checked.`',
    );
  }
  if (name.includes(':')) {
    const message = `the short name "${short(name)}" contains a colon`;
    const help = 'shorten the name, and move the rest into the statement';
    report('B037', item.place, message, 'in lists of points a name ends at a colon', help);
  }
  const nested = item.nested
    .map((inner) => ({ place: inner.place, line: itemLine(inner) }))
    .filter(({ line }) => line !== '');
  const marked = (kind: 'wordings' | 'counts' | 'notEnough', mark: RegExp): string[] => {
    const own = nested.filter(({ line }) => mark.test(line));
    return within(own, kind, `the key point "${short(name)}"`, ({ place }) => place, report).map(
      ({ place, line }) => withinLength(line.replace(mark, ''), place, report),
    );
  };
  return {
    name: name === '' ? firstWords(whole) : name,
    text: text === '' ? name || whole : text,
    wordings: marked('wordings', WORDING),
    counts: marked('counts', COUNTS),
    notEnough: marked('notEnough', NOT_ENOUGH),
  };
}

const COUNTS = /^Counts:\s*/i;
const NOT_ENOUGH = /^Not enough:\s*/i;
/** Matches nothing of the line itself. */
const WORDING = /^(?!Counts:|Not enough:)/i;

function firstWords(text: string): string {
  if (words(text) <= NAME_WORDS) return text;
  return text.split(' ').slice(0, NAME_WORDS).join(' ');
}
