import type { Story } from '../progress/stories.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';
import { type Row, row } from '../text/rows.ts';
import { heading, hintRows, paragraph, roomIn, screenOf } from './blocks.ts';
import { columnRows } from './columns.ts';

/** From here on, one panel may hear a story twice. */
const OFTEN = 4;

/** The stories told so far, and what has none. */
export function storiesRows(stories: readonly Story[], missing: readonly string[], columns: number): Row[] {
  const room = roomIn(columns);
  const table = stories.map(({ name, times, askedFor, last }) => [
    row(cleanLine(name), 'bold'),
    row(count(times, 'time'), times >= OFTEN ? 'warn' : 'plain'),
    row(
      askedFor
        .map((each) => cleanLine(each.competency) + (each.times > 1 ? ` ${each.times}×` : ''))
        .join(', '),
    ),
    row(last, 'dim'),
  ]);
  const often = stories.filter(({ times }) => times >= OFTEN).map(({ name }) => cleanLine(name));
  return screenOf(
    heading('Stories', stories.length === 0 ? 'none named yet' : 'and what was asked for', room),
    columnRows(table, room),
    often.length === 0
      ? []
      : paragraph(`Told often: ${often.join(', ')}. One panel may hear it twice.`, room),
    missing.length === 0 ? [] : paragraph(`No story yet for: ${missing.map(cleanLine).join(', ')}.`, room),
    hintRows('`hotseat practice --kind behavioral` asks for one.', room),
  );
}
