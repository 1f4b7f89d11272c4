import { oneSpaced } from '../../text/clean.ts';
import { short } from '../../text/format.ts';
import type { Fact } from '../question.ts';
import type { Report } from '../reporter.ts';
import { reportLoose } from './key-points.ts';
import { within, withinLength } from './limits.ts';
import { type Item, itemLine, itemText, readItems, type Section } from './scan.ts';

const WORTH = /^Worth asking:\s*/i;

/** Reads the list of what the interviewer tells when asked. Reports malformed facts, and leaves them out. */
export function readFacts(section: Section | undefined, report: Report): Fact[] {
  const { items, stray } = readItems(section?.lines ?? []);
  if (items.length > 0) reportLoose(stray, 'fact', report);
  const read = within(items, 'facts', 'the question', ({ place }) => place, report);
  return read.flatMap((item) => readFact(item, report) ?? []);
}

function readFact(item: Item, report: Report): Fact | null {
  const whole = withinLength(itemText(item), item.place, report);
  const [, bold = '', text = ''] = /^\*\*(.+?)\*\*\s*([^]*)$/.exec(whole) ?? [];
  const name = oneSpaced(bold).replace(/[.:!]$/, '');
  if (name === '' || text === '') {
    report(
      'B052',
      item.place,
      `a fact has no ${name === '' ? 'name' : 'text'}`,
      name === '' ? 'it does not start with bold text' : 'only its name is here',
      'write `- **Traffic.** What the interviewer says about it.`',
    );
    return null;
  }
  const whose = `the fact "${short(name)}"`;
  const nested = item.nested.map((inner) => ({ place: inner.place, line: itemLine(inner) }));
  const words = nested
    .filter(({ line }) => !WORTH.test(line))
    .flatMap(({ line, place }) => line.split(',').map((word) => ({ word: oneSpaced(word), place })))
    .filter(({ word }) => word !== '');
  const worth = nested.find(({ line }) => WORTH.test(line));
  return {
    name,
    text,
    words: within(words, 'words', whose, ({ place }) => place, report).map(({ word }) => word),
    ...(worth === undefined
      ? {}
      : { worth: withinLength(worth.line.replace(WORTH, ''), worth.place, report) }),
  };
}
