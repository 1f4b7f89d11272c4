import { walk } from '../../text/graphemes.ts';

/** One line of an answer, up to its newline. A changed line is a new object, so its layout can be cached. */
export interface Line {
  readonly text: string;
}

interface Broken {
  readonly columns: number;
  readonly starts: readonly number[];
}

const known = new WeakMap<Line, Broken>();

/** The offset where each row of the line starts at this width; the first is 0. Cached per line. */
export function rowStarts(line: Line, columns: number): readonly number[] {
  const kept = known.get(line);
  if (kept?.columns === columns) return kept.starts;
  const starts = broken(line.text, columns, [0], null);
  known.set(line, { columns, starts });
  return starts;
}

/** A line cut in two at an offset. */
interface Cut {
  readonly line: Line;
  readonly at: number;
}

/** Joins `head` up to its cut, `text`, and `tail` from its cut. Keeps their cached rows, so an edit lays out only a few. */
export function lineOf(head: Cut | null, text: string, tail: Cut | null): Line {
  const [before, after] = [head?.line.text.slice(0, head.at) ?? '', tail?.line.text.slice(tail.at) ?? ''];
  const line = { text: before + text + after };
  const [above, below] = [head && known.get(head.line), tail && known.get(tail.line)];
  const columns = above?.columns ?? below?.columns;
  if (columns === undefined) return line;
  // The first word of a row depends on the row before, so both are laid out again.
  const kept = above && head ? above.starts.slice(0, Math.max(1, rowAt(above.starts, head.at) - 1)) : [0];
  const from = before.length + text.length;
  const rest = below && tail && below.columns === columns ? { ...below, from, by: from - tail.at } : null;
  known.set(line, { columns, starts: broken(line.text, columns, kept, rest) });
  return line;
}

/** The rows of an earlier line whose text is unchanged from offset `from` on, shifted by `by`. */
interface Rest extends Broken {
  readonly from: number;
  readonly by: number;
}

/**
 * Breaks at spaces and around wide characters; cuts a word longer than a row. A row holds `columns` columns and one more
 * for the space that ends it, so every space is on some row and the cursor can be before it.
 * Settled rows are kept. Since a row depends on nothing before it, layout stops at the first row that starts where one of
 * `rest` did, and takes the remaining rows from there.
 */
function broken(text: string, columns: number, settled: readonly number[], rest: Rest | null): number[] {
  const starts = [...settled];
  let rowStart = starts.at(-1) ?? 0;
  let used = 0;
  let wordStart = rowStart;
  let usedBeforeWord = 0;
  let same = null as readonly number[] | null;

  const breakAt = (at: number, left: number): void => {
    if (same) return;
    starts.push(at);
    rowStart = at;
    wordStart = at;
    usedBeforeWord = 0;
    used = left;
    same = rest && rowsAfter(rest, at);
  };
  walk(text, rowStart, text.length, (start, end, w) => {
    const space = text.charCodeAt(start) === 0x20 || text.charCodeAt(start) === 0x09;
    if (space) {
      used += w;
      if (used > columns) breakAt(end, 0);
    } else {
      if (w > 1) {
        wordStart = start;
        usedBeforeWord = used;
      }
      if (used + w > columns && wordStart > rowStart) breakAt(wordStart, used - usedBeforeWord);
      if (used + w > columns && start > rowStart) breakAt(start, 0);
      used += w;
    }
    if (space || w > 1) {
      wordStart = end;
      usedBeforeWord = used;
    }
    return same === null;
  });
  return same ? starts.concat(same) : starts;
}

/** The starts of the rows in `rest` after the row that starts at `at`; null if no row starts there. */
function rowsAfter({ starts, from, by }: Rest, at: number): number[] | null {
  if (at < from) return null;
  const row = rowAt(starts, at - by);
  return starts[row] === at - by ? starts.slice(row + 1).map((start) => start + by) : null;
}

/** The row that shows an offset. A row's start belongs to that row, not to the end of the one before. */
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

/** The last offset in row `index` at or before `column`. */
export function offsetAt(line: Line, starts: readonly number[], index: number, column: number): number {
  const start = starts[index] ?? 0;
  const next = starts[index + 1];
  let at = start;
  let used = 0;
  walk(line.text, start, next ?? line.text.length, (_start, end, w) => {
    // The end of a wrapped row is shown as the start of the next, so it is not in this one.
    if (used + w > column || end === next) return false;
    used += w;
    at = end;
    return true;
  });
  return at;
}
