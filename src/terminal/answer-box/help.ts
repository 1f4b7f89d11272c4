import { type Row, row, span } from '../../text/rows.ts';
import { hang, pad, width, wrapSpans } from '../../text/wrap.ts';

/** Keys with what they do. */
export type KeyTable = readonly (readonly [keys: string, does: string])[];

const ASK = ['Ctrl+O', 'ask a question (F2 too)'] as const;

const KEYS: KeyTable = [
  ['Enter', 'new line'],
  ['Ctrl+D', 'submit (Alt+Enter too)'],
  ['Ctrl+C', 'pause the clock'],
  ['Ctrl+G', 'show the full question'],
  ASK,
  ['Ctrl+X Ctrl+E', 'open your editor'],
  ['Ctrl+_', 'undo'],
  ['Ctrl+R', 'redo'],
  ['Ctrl+W', 'delete previous word'],
  ['Alt+D', 'delete next word'],
  ['Ctrl+U Ctrl+K', 'delete to start, end'],
  ['Ctrl+Y', 'insert deleted text'],
  ['Alt+Y', 'insert an earlier one'],
  ['Alt+B Alt+F', 'previous, next word'],
  ['Home End', 'start, end of row'],
  ['Ctrl+A Ctrl+E', 'start, end of line'],
  ['PgUp PgDn', 'page up, page down'],
  ['Ctrl+Home/End', 'start, end of answer'],
  ['Tab', 'four spaces'],
  ['Ctrl+S', 'check that it is saved'],
  ['Ctrl+L', 'redraw the screen'],
  ['Ctrl+Z', 'suspend (fg resumes)'],
];

/** A spoken answer has nothing to edit. */
const SPOKEN_KEYS: KeyTable = [
  ['Enter', 'done'],
  ['Ctrl+C', 'pause the clock'],
  ['Ctrl+G', 'show the full question'],
  ASK,
  ['Ctrl+L', 'redraw the screen'],
  ['Ctrl+Z', 'suspend (fg resumes)'],
];

/** One that is recorded. */
const RECORDED_KEYS: KeyTable = [['Space', 'pause the recording'], ...SPOKEN_KEYS];

const KEY_COLUMN = 15;

/** The keys of the box. */
export function helpRows(
  columns: number,
  { spoken, recorded, canAsk }: { spoken: boolean; recorded: boolean; canAsk: boolean },
): Row[] {
  const keys = recorded ? RECORDED_KEYS : spoken ? SPOKEN_KEYS : KEYS;
  return keyTable(canAsk ? keys : keys.filter((key) => key !== ASK), columns);
}

/** A list of keys, `columns` wide, in two columns if they fit. */
export function keyTable(keys: KeyTable, columns: number): Row[] {
  const half = Math.max(...keys.map(([, does]) => KEY_COLUMN + width(does)));
  const entry = (name: string, does: string): Row => [span(pad(name, KEY_COLUMN), 'bold'), ...row(does)];
  if (columns < 2 * half + 2)
    return keys.flatMap(([name, does]) =>
      KEY_COLUMN + width(does) <= columns
        ? [entry(name, does)]
        : [row(name, 'bold'), ...hang(wrapSpans(row(does), columns - 2), '  ')],
    );
  const height = Math.ceil(keys.length / 2);
  return keys.slice(0, height).map(([name, does], index) => {
    const [right] = keys.slice(index + height);
    return [...entry(name, pad(does, half + 2 - KEY_COLUMN)), ...(right ? entry(...right) : [])];
  });
}
