import { count } from '../../text/format.ts';
import type { Where } from '../diagnostic.ts';
import type { Report } from '../reporter.ts';

/**
 * The most that a question may have of each kind. Far more than a person can answer or judge, and few enough that reading,
 * checking and matching a question stays quick.
 */
export const LIMITS = {
  facts: { most: 12, one: 'fact' },
  words: { most: 30, one: 'other word' },
  keyPoints: { most: 30, one: 'key point' },
  wordings: { most: 20, one: 'other wording' },
  counts: { most: 20, one: 'Counts line' },
  notEnough: { most: 20, one: 'Not enough line' },
  mistakes: { most: 30, one: 'common mistake' },
  followUps: { most: 30, one: 'follow-up' },
  concepts: { most: 10, one: 'concept' },
  opens: { most: 20, one: 'opened case' },
  references: { most: 50, one: 'reference' },
  roles: { most: 50, one: 'role' },
  allow: { most: 50, one: 'allowed warning' },
} as const;

/** The longest key point, wording, example or mistake, in characters. */
export const LONGEST_ITEM = 2000;

/** The first items of a list, as many as there may be. Reports it if there are more; `whose` is `the question` or the like. */
export function within<Item>(
  items: readonly Item[],
  kind: keyof typeof LIMITS,
  whose: string,
  whereOf: (first: Item) => Where,
  report: Report,
): readonly Item[] {
  const { most, one } = LIMITS[kind];
  const first = items[most];
  if (first === undefined) return items;
  const message = `${whose} has ${count(items.length, one)}`;
  report(
    'B024',
    whereOf(first),
    message,
    `${most} is the most`,
    'cut the others, or make two questions of it',
  );
  return items.slice(0, most);
}

/** A text that is not too long. Reports one that is. */
export function withinLength(text: string, where: Where, report: Report): string {
  if (text.length <= LONGEST_ITEM) return text;
  const message = `this item has ${text.length.toLocaleString('en')} characters`;
  const label = `${LONGEST_ITEM.toLocaleString('en')} is the most`;
  report('B024', where, message, label, 'say it in one sentence');
  return text.slice(0, LONGEST_ITEM);
}
