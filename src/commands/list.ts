import { filterQuestions } from '../bank/filter.ts';
import { tellUnloaded } from '../bank/loader/bank-folders.ts';
import { type Listed, type Listing, loadListings } from '../bank/loader/list-index.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { createTheme } from '../renderer/theme.ts';
import { jsonText } from '../text/json.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, row } from '../text/rows.ts';
import { pad, width, wrap } from '../text/wrap.ts';
import type { ListOptions } from './shared/study-plan.ts';
import { requireKnown } from './shared/named-question.ts';

/** Below this width titles are hard to read, so the columns stack. */
const NARROWEST_TITLE = 24;
const MARGIN = '  ';
const GAP = '  ';

/** `hotseat list`: the questions by number without their answers, or the study plan until an interview. */
export async function list(env: Env, options: ListOptions): Promise<ExitCode> {
  if (options.interviewOn !== undefined || options.dailyMinutes !== undefined)
    return (await import('./shared/study-plan.ts')).listPlan(env, options);
  // A search needs the questions' texts, which the index does not hold.
  const load =
    options.search === undefined ? loadListings : (await import('../bank/loader/load-banks.ts')).loadBanks;
  const { banks, diagnostics } = await load(env, options.bank);
  tellUnloaded(env, diagnostics, options.bank);
  requireKnown(banks, options);
  const groups = banks
    .map((bank) => ({ bank, questions: filterQuestions(bank.questions, options) }))
    .filter(({ questions }) => questions.length > 0);
  if (options.json === true) {
    const questions = groups.flatMap((group) => group.questions.map(listed));
    env.stdout.write(jsonText({ version: 1, questions }));
  } else if (groups.length === 0) {
    env.stderr.write('No questions match. `hotseat list` without filters shows all of them.\n');
  } else {
    env.stdout.write(createTheme(env, env.stdout).paintAll(tableOf(groups, roomOf(env))));
  }
  return EXIT.done;
}

/** A listed question as JSON; `review` adds to it. */
export function listed(question: Listed): object {
  const { bank, number, id, title, topic, kind, level, roles, minutes, file } = question;
  return { bank, number, id, title, topic, kind, level, roles, minutes, file };
}

/** A pipe has no width limit: each question is one line. */
function roomOf(env: Env): number {
  return env.stdout.isTTY ? sizeOf(env.stdout).columns : Number.POSITIVE_INFINITY;
}

interface Group {
  bank: Pick<Listing, 'name'>;
  questions: readonly Listed[];
}

/** A column of the table. */
interface Column {
  name: string;
  /** The cell of a question, without padding. */
  cellOf: (question: Listed) => string;
  /** The width of the widest cell. */
  columns: number;
  /** Numbers align right, words left. */
  isNumber: boolean;
}

function columnsOf(questions: readonly Listed[]): Column[] {
  const column = (name: string, value: (question: Listed) => string | number, isNumber = false): Column => {
    const cellOf = (question: Listed): string => cleanLine(String(value(question)));
    const columns = questions.reduce(
      (most, question) => Math.max(most, width(cellOf(question))),
      width(name),
    );
    return { name, cellOf, columns, isNumber };
  };
  return [
    column('#', ({ number }) => number, true),
    column('title', ({ title }) => title),
    column('topic', ({ topic }) => topic),
    column('kind', ({ kind }) => kind),
    column('level', ({ level }) => level),
    column('min', ({ minutes }) => minutes, true),
  ];
}

/** One table per bank, with the bank's name above it if there are several. Yields row by row, as they are painted. */
function* tableOf(groups: readonly Group[], room: number): Generator<Row> {
  const columns = columnsOf(groups.flatMap(({ questions }) => questions));
  const [first, titles, ...others] = columns;
  if (first === undefined || titles === undefined) return;
  const taken = others.reduce((sum, column) => sum + GAP.length + column.columns, first.columns + GAP.length);
  const titleRoom = Math.min(titles.columns, room - MARGIN.length - taken);
  const isStacked = titleRoom < Math.min(NARROWEST_TITLE, titles.columns);
  const table = columns.with(1, { ...titles, columns: titleRoom });
  if (!isStacked) yield row(MARGIN + table.map((column) => filled(column, column.name)).join(GAP), 'dim');
  for (const { bank, questions } of groups) {
    if (groups.length > 1) {
      yield [];
      yield row(MARGIN + cleanLine(bank.name), 'accent');
    }
    for (const question of questions) {
      const cells = columns.map(({ cellOf }) => cellOf(question));
      yield* isStacked ? stack(cells, first, room) : across(cells, table);
    }
  }
}

function filled({ columns, isNumber }: Column, text: string): string {
  const room = columns + text.length - width(text);
  return isNumber ? text.padStart(room) : text.padEnd(room);
}

/** One question across the columns; a long title wraps. */
function across(cells: readonly string[], table: readonly Column[]): Row[] {
  const [, titles] = table;
  const whole = cells[1] ?? '';
  // Most titles fit, and wrapping ten thousand of them takes 50 ms.
  const fits = titles === undefined || width(whole) <= titles.columns;
  const [title = '', ...more] = fits ? [whole] : wrap(whole, titles.columns);
  const line = table.map((column, at) => filled(column, at === 1 ? title : (cells[at] ?? '')));
  const indent = MARGIN + pad('', table[0]?.columns ?? 0) + GAP;
  return [row(MARGIN + line.join(GAP)), ...more.map((part) => row(indent + part))];
}

/** One question where the screen is too narrow for columns. */
function stack(cells: readonly string[], numbers: Column, room: number): Row[] {
  const [number = '', title = '', topic = '', kind = '', level = '', minutes = ''] = cells;
  const start = MARGIN + filled(numbers, number) + GAP;
  const indent = pad('', width(start));
  const titles = wrap(title, room - width(start)).map((part, index) =>
    row((index === 0 ? start : indent) + part),
  );
  const details = wrap([topic, kind, level, `${minutes}\u00a0min`].join(' · '), room - width(start));
  return [...titles, ...details.map((part) => row(indent + part, 'dim'))];
}
