import type { ListedBank } from '../bank/listed.ts';
import { type Counts, type Matrix, matrixOf, type TopicCounts } from '../bank/matrix.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { tableRows } from '../renderer/markdown-table.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';
import { jsonText } from '../text/data.ts';
import { type Row, row, textOf } from '../text/rows.ts';
import { width, wrap } from '../text/wrap.ts';
import type { BankStatsOptions } from '../options/table.ts';

const MARGIN = '  ';

/** `hotseat bank stats [folder]`: counts questions by topic, kind, level and role. */
export async function bankStats(
  env: Env,
  folder: string | undefined,
  options: BankStatsOptions,
): Promise<ExitCode> {
  const folders = folder === undefined ? options.bank : [...options.bank, folder];
  const { banks, faults } = await listBanks(env, folders);
  reportUnloaded(env, faults, folders);
  if (options.json === true) {
    env.stdout.write(jsonText({ version: 1, banks: banks.map(jsonOf) }));
  } else {
    const columns = env.stdout.isTTY ? sizeOf(env.stdout).columns : Number.POSITIVE_INFINITY;
    const rows = banks.flatMap((bank) => bankRows(bank, columns));
    env.stdout.write(createTheme(env, env.stdout).paintAll(rows));
  }
  return EXIT.done;
}

/** Banks with more levels, or with a table wider than the screen, get a sentence per topic instead of columns. */
const MOST_LEVELS = 12;

function bankRows(bank: ListedBank, columns: number): Row[] {
  const matrix = matrixOf(bank);
  const title = row(`${MARGIN}${cleanLine(bank.name)} · ${count(bank.questions.length, 'question')}`, 'bold');
  const isLong = matrix.all.levels.size > MOST_LEVELS;
  const tables = isLong
    ? []
    : (['kinds', 'levels'] as const).flatMap((part) => [[], ...partRows(matrix, part)]);
  const fits = !isLong && tables.every((line) => width(textOf(line)) <= columns);
  const body = fits ? tables : matrix.topics.flatMap((counts) => topicRows(counts, columns));
  return [title, ...body, [], ...sentence('roles: ', [matrix.all.roles], columns), []];
}

/** Topics down, the values of one key across, totals at the end. */
function partRows({ topics, all }: Matrix, part: 'kinds' | 'levels'): Row[] {
  const words = [...all[part].keys()];
  const line = (name: string, counts: Counts, questions: number): Row[] =>
    [name, ...words.map((word) => numeral(counts.get(word) ?? 0)), numeral(questions)].map((text) =>
      row(text),
    );
  const table = [
    ['topic', ...words, 'all'].map((name) => row(cleanLine(name))),
    ...topics.map((counts) => line(cleanLine(counts.topic), counts[part], counts.questions)),
    line('all', all[part], all.questions),
  ];
  const align = ['left' as const, ...[...words, 'all'].map(() => 'right' as const)];
  const room = Number.POSITIVE_INFINITY;
  return tableRows(table, align, { columns: room, prose: room }).map((cells) => [
    { text: MARGIN, style: 'plain' },
    ...cells,
  ]);
}

function topicRows({ topic, questions, kinds, levels }: TopicCounts, columns: number): Row[] {
  return [[], row(`${MARGIN}${cleanLine(topic)} · ${questions}`), ...sentence('', [kinds, levels], columns)];
}

/** `concept 8 · design 2`, without zeros. */
function sentence(lead: string, counts: readonly Counts[], columns: number): Row[] {
  const parts = counts
    .flatMap((each) => [...each])
    .flatMap(([word, n]) => (n === 0 ? [] : [`${cleanLine(word)}\u00a0${n}`]));
  return wrap(lead + parts.join(' · '), columns - MARGIN.length).map((text) => row(MARGIN + text, 'dim'));
}

/** A dot for zero makes the other numbers stand out. */
function numeral(n: number): string {
  return n === 0 ? '·' : String(n);
}

function jsonOf(bank: ListedBank): object {
  const { topics, all } = matrixOf(bank);
  const plain = ({ questions, kinds, levels, roles }: Matrix['all']): object => ({
    questions,
    kinds: Object.fromEntries(kinds),
    levels: Object.fromEntries(levels),
    roles: Object.fromEntries(roles),
  });
  return {
    bank: bank.name,
    ...plain(all),
    topics: topics.map((counts) => ({ topic: counts.topic, ...plain(counts) })),
  };
}
