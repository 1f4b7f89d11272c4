import { type Filter, filterQuestions } from '../bank/filter.ts';
import { loadBanks, noticeOf } from '../disk/banks.ts';
import { type Listed, type Listing, loadListings } from '../disk/listings.ts';
import { type Env, sizeOf } from '../env.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { createTheme } from '../terminal/theme.ts';
import { jsonText } from '../text/json.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, row } from '../text/rows.ts';
import { pad, width, wrap } from '../text/wrap.ts';
import type { PlanRequest } from './interview-plan.ts';
import { requireKnown } from './question.ts';

export interface ListOptions extends Filter, PlanRequest {
  bank: readonly string[];
  json?: boolean;
}

/** A title in a narrower cell than this is hard to read: the columns then stack. */
const NARROWEST_TITLE = 24;
const MARGIN = '  ';
const GAP = '  ';

/** `hotseat list`: the questions of the banks by number, and nothing of their answers. */
export async function list(env: Env, options: ListOptions): Promise<ExitCode> {
  // A search looks into the questions' texts, which no index holds.
  const { banks, diagnostics } = await (options.search === undefined ? loadListings : loadBanks)(
    env,
    options.bank,
  );
  const notice = noticeOf(diagnostics, options.bank);
  if (notice !== null) env.stderr.write(`${notice}\n`);
  requireKnown(banks, options);
  const groups = banks
    .map((bank) => ({ bank, questions: filterQuestions(bank.questions, options) }))
    .filter(({ questions }) => questions.length > 0);
  if (options.json === true) {
    const questions = groups.flatMap((group) => group.questions.map(listed));
    env.stdout.write(jsonText({ version: 1, questions }));
  } else if (groups.length === 0) {
    env.stderr.write('No question fits. `hotseat list` without filters shows them all.\n');
  } else {
    env.stdout.write(createTheme(env, env.stdout).paintAll(tableOf(groups, roomOf(env))));
  }
  return EXIT.done;
}

/** What JSON says of a question in a list; `review` adds to it. */
export function listed(question: Listed): object {
  const { bank, number, id, title, topic, kind, level, roles, minutes, file } = question;
  return { bank, number, id, title, topic, kind, level, roles, minutes, file };
}

/** A pipe has all the room it needs, so that each question is one line. */
function roomOf(env: Env): number {
  return env.stdout.isTTY ? sizeOf(env.stdout).columns : Number.POSITIVE_INFINITY;
}

interface Group {
  bank: Pick<Listing, 'name'>;
  questions: readonly Listed[];
}

const HEADER = ['#', 'title', 'topic', 'kind', 'level', 'min'];

/** One bank below the other; their names stand above them where there are several. */
function tableOf(groups: readonly Group[], room: number): Row[] {
  const cells = groups.map(({ questions }) => questions.map(cellsOf));
  const widths = HEADER.map((name, column) =>
    Math.max(width(name), ...cells.flat().map((texts) => width(texts[column] ?? ''))),
  );
  const others = widths.reduce(
    (sum, columns, column) => (column === 1 ? sum : sum + columns + GAP.length),
    0,
  );
  const titleRoom = Math.min(widths[1] ?? 0, room - MARGIN.length - others);
  const stacked = titleRoom < Math.min(NARROWEST_TITLE, widths[1] ?? 0);
  widths[1] = titleRoom;
  const head = stacked ? [] : [row(lineOf(HEADER, widths), 'dim')];
  const body = groups.flatMap(({ bank }, index): Row[] => {
    const rows = (cells[index] ?? []).flatMap((texts) =>
      stacked ? stack(texts, widths[0] ?? 0, room) : line(texts, widths),
    );
    return groups.length === 1 ? rows : [[], row(MARGIN + cleanLine(bank.name), 'accent'), ...rows];
  });
  return [...head, ...body];
}

function cellsOf({ number, title, topic, kind, level, minutes }: Listed): string[] {
  return [String(number), title, topic, kind, level, String(minutes)].map(cleanLine);
}

/** One question across the columns; a long title goes on below itself. */
function line(texts: readonly string[], widths: readonly number[]): Row[] {
  const title = texts[1] ?? '';
  const room = widths[1] ?? 0;
  // Most fit, and breaking ten thousand titles takes its time.
  const [first = '', ...more] = width(title) <= room ? [title] : wrap(title, room);
  const indent = MARGIN + pad('', widths[0] ?? 0) + GAP;
  return [row(lineOf(texts.with(1, first), widths)), ...more.map((part) => row(indent + part))];
}

/** Numbers to the right, words to the left. */
function lineOf(texts: readonly string[], widths: readonly number[]): string {
  const cells = texts.map((text, column) => {
    const columns = widths[column] ?? 0;
    const isNumber = column === 0 || column === texts.length - 1;
    return isNumber ? pad('', columns - width(text)) + text : pad(text, columns);
  });
  return MARGIN + cells.join(GAP);
}

function stack(texts: readonly string[], numberWidth: number, room: number): Row[] {
  const [number = '', title = '', topic = '', kind = '', level = '', minutes = ''] = texts;
  const start = MARGIN + pad('', numberWidth - width(number)) + number + GAP;
  const indent = pad('', width(start));
  const titles = wrap(title, room - width(start)).map((part, index) =>
    row((index === 0 ? start : indent) + part),
  );
  const details = wrap([topic, kind, level, `${minutes}\u00a0min`].join(' · '), room - width(start));
  return [...titles, ...details.map((part) => row(indent + part, 'dim'))];
}
