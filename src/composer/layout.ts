import { words } from '../text/format.ts';
import { walk } from './text.ts';

/** One line of an answer, up to its newline. A changed line is a new object, so what is known of a line may be kept. */
export interface Line {
  readonly text: string;
}

interface Known {
  columns: number;
  starts: readonly number[];
  words: number;
}

const known = new WeakMap<Line, Known>();

function knownOf(line: Line): Known {
  let entry = known.get(line);
  if (!entry) known.set(line, (entry = { columns: -1, starts: [], words: -1 }));
  return entry;
}

/** Where each row of the line starts when it is broken at `columns`; the first is 0. Kept per line. */
export function rowStarts(line: Line, columns: number): readonly number[] {
  const entry = knownOf(line);
  if (entry.columns !== columns) {
    entry.columns = columns;
    entry.starts = wrapped(line.text, columns);
  }
  return entry.starts;
}

/** Words in the line, as `words` counts them. Kept per line. */
export function wordsIn(line: Line): number {
  const entry = knownOf(line);
  if (entry.words < 0) entry.words = words(line.text);
  return entry.words;
}

/**
 * Breaks at spaces and around wide characters; a word longer than a row is cut. A row holds `columns` columns and
 * one more for the space that ends it, so every space is somewhere and the cursor can stand before it.
 */
function wrapped(text: string, columns: number): number[] {
  const starts = [0];
  let rowStart = 0;
  let used = 0;
  let wordStart = 0;
  let usedBeforeWord = 0;

  const breakAt = (at: number, left: number): void => {
    starts.push(at);
    rowStart = at;
    wordStart = at;
    usedBeforeWord = 0;
    used = left;
  };
  walk(text, 0, text.length, (start, end, w) => {
    const space = text.charCodeAt(start) === 0x20 || text.charCodeAt(start) === 0x09;
    if (space) {
      used += w;
      if (used > columns) breakAt(end, 0);
    } else {
      if (w === 2) {
        wordStart = start;
        usedBeforeWord = used;
      }
      if (used + w > columns && wordStart > rowStart) breakAt(wordStart, used - usedBeforeWord);
      if (used + w > columns && start > rowStart) breakAt(start, 0);
      used += w;
    }
    if (space || w === 2) {
      wordStart = end;
      usedBeforeWord = used;
    }
    return true;
  });
  return starts;
}

/** The row that an offset shows on: a row's start belongs to it, not to the end of the row before. */
export function rowAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The offset in row `index` that is nearest to `column` from the left. */
export function offsetAt(line: Line, starts: readonly number[], index: number, column: number): number {
  const start = starts[index] ?? 0;
  const next = starts[index + 1];
  let at = start;
  let used = 0;
  walk(line.text, start, next ?? line.text.length, (_start, end, w) => {
    // The end of a row that goes on below is shown as the start of the next, so it is not in this one.
    if (used + w > column || end === next) return false;
    used += w;
    at = end;
    return true;
  });
  return at;
}
