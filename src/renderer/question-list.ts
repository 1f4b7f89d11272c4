import type { ListedQuestion } from '../bank/listed.ts';
import { cleanLine } from '../text/clean.ts';
import { list } from '../text/format.ts';
import { type Row, row } from '../text/rows.ts';
import { pad, truncate, width, wrap } from '../text/wrap.ts';

/** Below this width titles are hard to read, so the columns stack. */
const NARROWEST_TITLE = 24;
/** What concepts leave to the titles, and what they need. */
const TITLE_BESIDE_CONCEPTS = 34;
const NARROWEST_CONCEPTS = 18;
const MARGIN = '  ';
const GAP = '  ';
/** A search names no more sections than these. */
const MOST_SECTIONS = 3;

/** A question of a list, and the sections in which a search found it. */
export interface Entry {
  question: Pick<ListedQuestion, 'number' | 'title' | 'concepts' | 'topic' | 'kind' | 'level' | 'minutes'>;
  foundIn?: readonly string[];
  /** It has only some of what was searched for. */
  isNear?: boolean;
}

/** The questions of one bank. */
export interface EntryGroup {
  bank: { name: string };
  entries: readonly Entry[];
}

/** What the table shows of a question, by column. */
interface Cells {
  number: string;
  title: string;
  concepts: string;
  topic: string;
  kind: string;
  level: string;
  min: string;
  found: string;
}
type Column = keyof Cells;

const HEADER: Cells = {
  number: '#',
  title: 'title',
  concepts: 'concepts',
  topic: 'topic',
  kind: 'kind',
  level: 'level',
  min: 'min',
  found: 'found in',
};
const ALWAYS: readonly Column[] = ['number', 'title', 'topic', 'kind', 'level', 'min'];
const RIGHT_ALIGNED = new Set<Column>(['number', 'min']);

/** Columns in their order, each with its width. */
type Layout = readonly (readonly [column: Column, columns: number])[];

/** One table per bank, with the bank's name above it if there are several. Yields row by row, as they are painted. */
export function* questionRows(
  groups: readonly EntryGroup[],
  room: number,
  label = HEADER.found,
): Generator<Row> {
  const tables = groups.map(({ bank, entries }) => ({ bank, lines: entries.map(cellsOf) }));
  const widths = widthsOf(tables.flatMap(({ lines }) => lines));
  const layout = layoutIn(room, widths);
  if (layout !== null) yield row(lineOf({ ...HEADER, found: label }, layout), 'dim');
  for (const { bank, lines } of tables) {
    if (groups.length > 1) {
      yield [];
      yield row(MARGIN + cleanLine(bank.name), 'accent');
    }
    for (const cells of lines) {
      yield* layout === null ? stack(cells, widths.number, room) : across(cells, layout);
      if (room < Number.POSITIVE_INFINITY && cells.found !== '')
        yield* below(cells, pad('', widths.number), room, label);
    }
  }
}

function cellsOf({ question, foundIn = [], isNear = false }: Entry): Cells {
  const { number, title, concepts = [], topic, kind, level, minutes } = question;
  return {
    number: String(number),
    title: cleanLine(title),
    concepts: cleanLine(concepts.join(', ')),
    topic: cleanLine(topic),
    kind: cleanLine(kind),
    level: cleanLine(level),
    min: String(minutes),
    found: list(foundIn.slice(0, MOST_SECTIONS)) + (isNear ? ', near' : ''),
  };
}

/** The width of the widest cell of each column, 0 if all of them are empty. */
function widthsOf(lines: readonly Cells[]): Record<Column, number> {
  const widest = (column: Column): number =>
    lines.reduce((most, cells) => Math.max(most, width(cells[column])), 0);
  const columns = Object.keys(HEADER) as Column[];
  const widths = columns.map((column) => {
    const most = widest(column);
    return [column, most === 0 ? 0 : Math.max(most, width(HEADER[column]))] as const;
  });
  return Object.fromEntries(widths) as Record<Column, number>;
}

/** The columns of a table; null if titles would be too narrow beside the others. A pipe has room for everything. */
function layoutIn(room: number, widths: Record<Column, number>): Layout | null {
  const others = ALWAYS.filter((column) => column !== 'title');
  const taken = others.reduce((sum, column) => sum + widths[column] + GAP.length, MARGIN.length);
  const free = room - taken;
  const concepts = conceptsIn(free, widths);
  const title = Math.min(widths.title, free - (concepts === 0 ? 0 : concepts + GAP.length));
  if (title < Math.min(NARROWEST_TITLE, widths.title)) return null;
  const found = room === Number.POSITIVE_INFINITY ? widths.found : 0;
  const fitted = { ...widths, title, concepts, found };
  return (Object.keys(HEADER) as Column[])
    .filter((column) => ALWAYS.includes(column) || fitted[column] > 0)
    .map((column) => [column, fitted[column]] as const);
}

/** The width for concepts beside titles that share `free` columns. What a search found has them below its title. */
function conceptsIn(free: number, { title, concepts, found }: Record<Column, number>): number {
  if (free === Number.POSITIVE_INFINITY) return concepts;
  const beside = free - GAP.length;
  const narrowest = Math.min(concepts, NARROWEST_CONCEPTS);
  if (found > 0 || concepts === 0 || beside - narrowest < Math.min(title, TITLE_BESIDE_CONCEPTS)) return 0;
  return Math.min(concepts, Math.max(narrowest, beside - title));
}

function lineOf(cells: Cells, layout: Layout): string {
  const padded = layout.map(([column, columns]) => {
    const cell = column === 'concepts' ? fitting(cells.concepts, columns) : cells[column];
    const units = columns + cell.length - width(cell);
    return RIGHT_ALIGNED.has(column) ? cell.padStart(units) : cell.padEnd(units);
  });
  return MARGIN + padded.join(GAP);
}

/** As many concepts as fit, the first in any case. */
function fitting(concepts: string, columns: number): string {
  if (width(concepts) <= columns) return concepts;
  const last = concepts.lastIndexOf(', ');
  return last === -1 ? truncate(concepts, columns) : fitting(concepts.slice(0, last), columns);
}

/** One question across the columns; a long title wraps. */
function across(cells: Cells, layout: Layout): Row[] {
  const columnsOf = (wanted: Column): number => layout.find(([column]) => column === wanted)?.[1] ?? 0;
  // Most titles fit, and wrapping ten thousand of them takes 50 ms.
  if (width(cells.title) <= columnsOf('title')) return [row(lineOf(cells, layout))];
  const [first = '', ...more] = wrap(cells.title, columnsOf('title'));
  const indent = MARGIN + pad('', columnsOf('number')) + GAP;
  return [row(lineOf({ ...cells, title: first }, layout)), ...more.map((part) => row(indent + part))];
}

/** One question where the screen is too narrow for columns. */
function stack({ number, title, topic, kind, level, min }: Cells, numbers: number, room: number): Row[] {
  const start = MARGIN + number.padStart(numbers) + GAP;
  const indent = pad('', width(start));
  const titles = wrap(title, room - width(start)).map((part, index) =>
    row((index === 0 ? start : indent) + part),
  );
  const details = wrap([topic, kind, level, `${min}\u00a0min`].join(' · '), room - width(start));
  return [...titles, ...details.map((part) => row(indent + part, 'dim'))];
}

/** What a question that was found is about, and where it says what was searched for. */
function below({ concepts, found }: Cells, number: string, room: number, label: string): Row[] {
  const indent = MARGIN + number + GAP;
  const said = [concepts, `${label} ${found}`].filter((part) => part !== '').join(' · ');
  return wrap(said, room - width(indent)).map((part) => row(indent + part, 'dim'));
}
