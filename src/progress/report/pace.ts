import type { Element } from 'hast';
import { TIME_SHARES, type TimeStats } from '../stats.ts';
import { count, hours, percent } from '../../text/format.ts';
import { section, table } from './figure.ts';

/** How much of their time answers took. */
export function showPace({ answers, usedMs, budgetMs, shares }: TimeStats): Element {
  if (answers === 0) return section('time', 'Time used', ['No timed answers yet.'], []);
  const says = `${count(answers, 'answer')} used ${hours(usedMs)} of ${hours(budgetMs)}.`;
  const rows = TIME_SHARES.map((name, place) => {
    const own = shares[place] ?? 0;
    return [name, String(own), percent(own / answers)];
  });
  const caption = 'Answers by the share of their time they took';
  return section('time', 'Time used', [says], [table(caption, ['Time used', 'Answers', 'Share'], rows)]);
}
