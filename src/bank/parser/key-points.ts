import { oneSpaced } from '../../text/clean.ts';
import { nearby, several, short, words } from '../../text/format.ts';
import type { Place } from '../diagnostic.ts';
import type { KeyPoint } from '../question.ts';
import type { Report } from '../reporter.ts';
import { within, withinLength } from './limits.ts';
import { type Item, itemLine, readItems, type Section } from './scan.ts';

/** The most that a person can judge well. */
export const MOST_POINTS = 9;
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

/** Reads the list of key points. `levels` are those of the bank; empty: any word is one. Reports malformed ones, and keeps what it can of them. */
export function readKeyPoints(
  section: Section | undefined,
  levels: readonly string[],
  report: Report,
): KeyPoint[] {
  const { items, stray } = keyPointItems(section);
  if (items.length > 0) reportLoose(stray, 'key point', report);
  const read = within(items, 'keyPoints', 'the question', ({ place }) => place, report);
  const names = new Set<string>();
  const points = read.map((item) => {
    const point = readKeyPoint(item, levels, report);
    const name = plainName(point.name);
    if (names.has(name)) {
      const message = `two key points are called "${short(point.name)}"`;
      report('B023', item.place, message, 'this is the second', 'give it another name');
    }
    names.add(name);
    return point;
  });
  return points;
}

/** Reports text beside the items of a list. */
export function reportLoose(stray: Place | null, item: string, report: Report): void {
  if (stray === null) return;
  report('B033', stray, `this text belongs to no ${item}`, 'a round never shows it', 'start it with `- `');
}

function readKeyPoint(item: Item, levels: readonly string[], report: Report): KeyPoint {
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
  return {
    name: name === '' ? firstWords(whole) : name,
    text: text === '' ? name || whole : text,
    ...readNested(item, name, levels, report),
  };
}

const LEVEL = /^Level:\s*/i;
const WHEN = /^When:\s*/i;
const COUNTS = /^Counts:\s*/i;
const NOT_ENOUGH = /^Not enough:\s*/i;
/** Matches nothing of the line itself. */
const WORDING = /^(?!(?:Level|When|Counts|Not enough):)/i;

interface NestedLine {
  place: Place;
  line: string;
}

/** Reads the list inside the key point `name`. */
function readNested(
  item: Item,
  name: string,
  levels: readonly string[],
  report: Report,
): Omit<KeyPoint, 'name' | 'text'> {
  const nested = item.nested
    .map((inner) => ({ place: inner.place, line: itemLine(inner) }))
    .filter(({ line }) => line !== '');
  const whose = `the key point "${short(name)}"`;
  const marked = (kind: 'wordings' | 'counts' | 'notEnough', mark: RegExp): string[] => {
    const own = nested.filter(({ line }) => mark.test(line));
    return within(own, kind, whose, ({ place }) => place, report).map(({ place, line }) =>
      withinLength(line.replace(mark, ''), place, report),
    );
  };
  const one = (mark: RegExp, label: 'Level' | 'When', words: readonly string[]): string | null => {
    const [given, second] = nested.filter(({ line }) => mark.test(line));
    if (second !== undefined) {
      const message = `${whose} has a second ${label.toLowerCase()}`;
      report('B033', second.place, message, 'only the first is used', 'keep the one that applies');
    }
    return given === undefined
      ? null
      : readWord({ ...given, line: given.line.replace(mark, '') }, label, words, report);
  };
  const level = one(LEVEL, 'Level', levels);
  return {
    ...(level === null ? {} : { level }),
    ...(one(WHEN, 'When', ['asked']) === null ? {} : { asked: true }),
    wordings: marked('wordings', WORDING),
    counts: marked('counts', COUNTS),
    notEnough: marked('notEnough', NOT_ENOUGH),
  };
}

/** The word after a label, one of `words`; any word if there are none. */
function readWord(
  { line: word, place }: NestedLine,
  label: 'Level' | 'When',
  words: readonly string[],
  report: Report,
): string | null {
  if (words.length === 0 ? word !== '' : words.includes(word)) return withinLength(word, place, report);
  const name = label.toLowerCase();
  const message = word === '' ? `a ${label} line is empty` : `unknown ${name} "${short(word)}"`;
  if (words.length === 0) {
    report('B012', place, message, `it names no ${name}`, `write a ${name}, or remove the line`);
    return null;
  }
  const near = nearby(word, words);
  const help = near === undefined ? 'write one of these, or remove the line' : `write \`${label}: ${near}\``;
  report('B012', place, message, `this bank allows ${several(words)}`, help);
  return null;
}

function firstWords(text: string): string {
  if (words(text) <= NAME_WORDS) return text;
  return text.split(' ').slice(0, NAME_WORDS).join(' ');
}
