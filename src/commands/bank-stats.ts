import { KINDS } from '../bank/kinds.ts';
import type { ListedBank, ListedQuestion } from '../bank/listed.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import type { BankStatsOptions } from '../options/table.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { MARGIN } from '../renderer/blocks.ts';
import { tableRows } from '../renderer/markdown-table.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { grouped } from '../text/data.ts';
import { count } from '../text/format.ts';
import { apart, type Row, row } from '../text/rows.ts';
import { hang, wrap } from '../text/wrap.ts';

/** `hotseat bank stats [folder]`: counts questions by topic, kind, level and role. */
export async function bankStats(
  env: Env,
  folder: string | undefined,
  options: BankStatsOptions,
): Promise<ExitCode> {
  const folders = folder === undefined ? options.bank : [...options.bank, folder];
  const { banks, faults } = await listBanks(env, folders);
  reportUnloaded(env, faults, folders);
  const columns = env.stdout.isTTY ? sizeOf(env.stdout).columns : Number.POSITIVE_INFINITY;
  const rows = banks.flatMap((bank) => bankRows(bank, columns - MARGIN.length));
  env.stdout.write(createTheme(env, env.stdout).paintAll(rows));
  return EXIT.done;
}

/** Banks with more levels get no table of them. */
const MOST_LEVELS = 12;

function bankRows({ name, questions, vocabulary }: ListedBank, room: number): Row[] {
  const levels = wordsIn(
    vocabulary.levels,
    questions.map(({ level }) => level),
  );
  const roles = grouped(
    questions.flatMap((question) => question.roles),
    (role) => role,
  );
  const asked = wordsIn(vocabulary.roles, roles.keys()).map(
    (role) => `${cleanLine(role)}\u00a0${roles.get(role)?.length ?? 0}`,
  );
  const topics = wordsIn(
    vocabulary.topics,
    questions.map(({ topic }) => topic),
  );
  const parts = [
    [row(`${cleanLine(name)} · ${count(questions.length, 'question')}`, 'bold')],
    partRows(questions, topics, 'kind', KINDS, room),
    levels.length > MOST_LEVELS ? [] : partRows(questions, topics, 'level', levels, room),
    wrap(`roles: ${asked.join(' · ')}`, room).map((text) => row(text, 'dim')),
  ];
  return [...hang(apart(parts), MARGIN), []];
}

/** Topics down, the words of one key that are used across, totals at the end. */
function partRows(
  questions: readonly ListedQuestion[],
  topics: readonly string[],
  key: 'kind' | 'level',
  known: readonly string[],
  columns: number,
): Row[] {
  const words = known.filter((word) => questions.some((question) => question[key] === word));
  const byTopic = grouped(questions, ({ topic }) => topic);
  const line = (name: string, own: readonly ListedQuestion[]): Row[] => [
    row(cleanLine(name)),
    ...words.map((word) => row(numeral(own.filter((question) => question[key] === word).length))),
    row(String(own.length)),
  ];
  const table = [
    ['topic', ...words, 'all'].map((name) => row(cleanLine(name))),
    ...topics.map((topic) => line(topic, byTopic.get(topic) ?? [])),
    line('all', questions),
  ];
  const align = ['left' as const, ...[...words, 'all'].map(() => 'right' as const)];
  return tableRows(table, align, { columns, prose: columns });
}

/** The words of the bank's vocabulary, then any others by name. */
function wordsIn(vocabulary: readonly string[], used: Iterable<string>): string[] {
  return [...new Set([...vocabulary, ...[...used].sort()])];
}

/** Nothing for zero makes the other numbers stand out. */
function numeral(n: number): string {
  return n === 0 ? '' : String(n);
}
