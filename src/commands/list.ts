import { type Filterable, filterQuestions } from '../bank/filter.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import type { ListedBank, ListedQuestion } from '../bank/listed.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { createTheme } from '../renderer/theme.ts';
import { jsonText } from '../text/json.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, row } from '../text/rows.ts';
import { pad, width, wrap } from '../text/wrap.ts';
import type { ListOptions } from './shared/study-plan.ts';
import { requireKnown } from './shared/named-question.ts';
import { say } from './shared/say.ts';

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
    options.search === undefined ? listBanks : (await import('../bank/loader/load-banks.ts')).loadBanks;
  const { banks, faults } = await whileWaiting(
    env,
    'Reading the bank',
    async () => await load(env, options.bank),
  );
  reportUnloaded(env, faults, options.bank);
  const filters = requireKnown(banks, options);
  const groups = banks
    .map((bank) => ({ bank, questions: filterQuestions<Filterable & Listed>(bank.questions, filters) }))
    .filter(({ questions }) => questions.length > 0);
  if (options.json === true) {
    const questions = groups.flatMap((group) => group.questions.map(listed));
    env.stdout.write(jsonText({ version: 1, questions }));
  } else if (groups.length === 0) {
    say(env, 'No questions match. `hotseat list` without filters shows all of them.');
  } else {
    env.stdout.write(createTheme(env, env.stdout).paintAll(tableOf(groups, roomOf(env))));
  }
  return EXIT.done;
}

/** What a list shows of a question. */
type Listed = Omit<ListedQuestion, 'followUps'>;

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
  bank: Pick<ListedBank, 'name'>;
  questions: readonly Listed[];
}

/** What the table shows of a question, by column. */
type Cells = readonly [
  number: string,
  title: string,
  topic: string,
  kind: string,
  level: string,
  min: string,
];

const HEADER: Cells = ['#', 'title', 'topic', 'kind', 'level', 'min'];
const RIGHT_ALIGNED = new Set([0, 5]);

function cellsOf({ number, title, topic, kind, level, minutes }: Listed): Cells {
  return [
    String(number),
    cleanLine(title),
    cleanLine(topic),
    cleanLine(kind),
    cleanLine(level),
    String(minutes),
  ];
}

/** One table per bank, with the bank's name above it if there are several. Yields row by row, as they are painted. */
function* tableOf(groups: readonly Group[], room: number): Generator<Row> {
  const tables = groups.map(({ bank, questions }) => ({ bank, lines: questions.map(cellsOf) }));
  const widths = widthsOf(tables.flatMap(({ lines }) => lines));
  const [numbers = 0, titles = 0] = widths;
  const taken = widths.reduce((sum, columns) => sum + columns + GAP.length, 0) - titles - GAP.length;
  const titleRoom = Math.min(titles, room - MARGIN.length - taken);
  const isStacked = titleRoom < Math.min(NARROWEST_TITLE, titles);
  const fitted = widths.with(1, titleRoom);
  if (!isStacked) yield row(lineOf(HEADER, fitted), 'dim');
  for (const { bank, lines } of tables) {
    if (groups.length > 1) {
      yield [];
      yield row(MARGIN + cleanLine(bank.name), 'accent');
    }
    for (const cells of lines) yield* isStacked ? stack(cells, numbers, room) : across(cells, fitted);
  }
}

/** The width of the widest cell of each column. */
function widthsOf(lines: readonly Cells[]): number[] {
  return HEADER.map((name, at) =>
    lines.reduce((most, cells) => Math.max(most, width(cells[at] ?? '')), width(name)),
  );
}

function lineOf(cells: Cells, widths: readonly number[]): string {
  const padded = cells.map((cell, at) => {
    const columns = (widths[at] ?? 0) + cell.length - width(cell);
    return RIGHT_ALIGNED.has(at) ? cell.padStart(columns) : cell.padEnd(columns);
  });
  return MARGIN + padded.join(GAP);
}

/** One question across the columns; a long title wraps. */
function across(cells: Cells, widths: readonly number[]): Row[] {
  const [numbers = 0, titles = 0] = widths;
  // Most titles fit, and wrapping ten thousand of them takes 50 ms.
  if (width(cells[1]) <= titles) return [row(lineOf(cells, widths))];
  const [number, title, ...others] = cells;
  const [first = '', ...more] = wrap(title, titles);
  const indent = MARGIN + pad('', numbers) + GAP;
  return [row(lineOf([number, first, ...others], widths)), ...more.map((part) => row(indent + part))];
}

/** One question where the screen is too narrow for columns. */
function stack([number, title, topic, kind, level, minutes]: Cells, numbers: number, room: number): Row[] {
  const start = MARGIN + number.padStart(numbers) + GAP;
  const indent = pad('', width(start));
  const titles = wrap(title, room - width(start)).map((part, index) =>
    row((index === 0 ? start : indent) + part),
  );
  const details = wrap([topic, kind, level, `${minutes}\u00a0min`].join(' · '), room - width(start));
  return [...titles, ...details.map((part) => row(indent + part, 'dim'))];
}
