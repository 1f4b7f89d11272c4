import type { ListedBank } from '../bank/listed.ts';
import { type Counts, type Matrix, matrixOf } from '../bank/matrix.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { tableRows } from '../renderer/markdown-table.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';
import { jsonText } from '../text/data.ts';
import { type Row, row } from '../text/rows.ts';
import { hang, wrap } from '../text/wrap.ts';
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

/** Banks with more levels get no table of them. */
const MOST_LEVELS = 12;

function bankRows(bank: ListedBank, columns: number): Row[] {
  const matrix = matrixOf(bank);
  const { levels, roles } = matrix.all;
  const room = columns - MARGIN.length;
  const asked = [...roles].map(([word, n]) => `${cleanLine(word)}\u00a0${n}`);
  return hang(
    [
      row(`${cleanLine(bank.name)} · ${count(bank.questions.length, 'question')}`, 'bold'),
      [],
      ...partRows(matrix, 'kinds', room),
      ...(levels.size > MOST_LEVELS ? [] : [[], ...partRows(matrix, 'levels', room)]),
      [],
      ...wrap(`roles: ${asked.join(' · ')}`, room).map((text) => row(text, 'dim')),
      [],
    ],
    MARGIN,
  );
}

/** Topics down, the values of one key across, totals at the end. */
function partRows({ topics, all }: Matrix, part: 'kinds' | 'levels', columns: number): Row[] {
  const words = [...all[part].keys()];
  const line = (name: string, counts: Counts, questions: number): Row[] => [
    row(name),
    ...words.map((word) => row(numeral(counts.get(word) ?? 0))),
    row(String(questions)),
  ];
  const table = [
    ['topic', ...words, 'all'].map((name) => row(cleanLine(name))),
    ...topics.map((counts) => line(cleanLine(counts.topic), counts[part], counts.questions)),
    line('all', all[part], all.questions),
  ];
  const align = ['left' as const, ...[...words, 'all'].map(() => 'right' as const)];
  return tableRows(table, align, { columns, prose: columns });
}

/** Nothing for zero makes the other numbers stand out. */
function numeral(n: number): string {
  return n === 0 ? '' : String(n);
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
