import { newestSummaries, readSummaries } from '../journal/session-index.ts';
import type { Env } from '../platform/env.ts';
import { sizeOf } from '../platform/env.ts';
import type { ExitCode } from '../platform/errors.ts';
import { EXIT } from '../platform/errors.ts';
import { isAnswered, type SessionSummary, titlesOf } from '../progress/summary.ts';
import { createTheme } from '../renderer/theme.ts';
import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';
import { jsonText } from '../text/json.ts';
import type { Row } from '../text/rows.ts';
import { row } from '../text/rows.ts';
import { truncate, wrap } from '../text/wrap.ts';
import { reportDamage } from './shared/damage.ts';
import { NONE_YET } from './shared/progress.ts';

export interface SessionsOptions {
  json?: boolean;
  all?: boolean;
}

/** One session as data; see docs/data.md. */
function listed(summary: SessionSummary) {
  const { id, name, tags, startedAt, endedAt, state, answers } = summary;
  const counts = { planned: answers.length, answered: answers.filter(isAnswered).length };
  return { id, name, tags, startedAt, endedAt, state, ...counts, titles: titlesOf(summary) };
}

/** Rows on a terminal without --all: the first of thousands would scroll out of sight. */
const MOST = 20;

/** `hotseat sessions`: past sessions, newest first. */
export function sessions(env: Env, options: SessionsOptions): ExitCode {
  const isWhole = options.json === true || options.all === true || !env.stdout.isTTY;
  const { summaries, damaged, others } = isWhole
    ? { ...readSummaries(env), others: 0 }
    : newestSummaries(env.paths, MOST);
  for (const one of damaged) reportDamage(env, one);
  const newestFirst = summaries.toSorted((a, b) => b.started - a.started);
  if (options.json) {
    env.stdout.write(jsonText({ version: 1, sessions: newestFirst.map(listed) }));
    return EXIT.done;
  }
  if (newestFirst.length === 0) {
    if (damaged.length === 0) env.stderr.write(NONE_YET);
    return EXIT.done;
  }
  const theme = createTheme(env, env.stdout);
  const { columns } = sizeOf(env.stdout);
  const room = env.stdout.isTTY ? columns : Infinity;
  const rows = newestFirst.flatMap((summary) => rowsOf(summary, room));
  const more = others === 0 ? [] : wrap(`and ${count(others, 'older one')}: hotseat sessions --all`, columns);
  env.stdout.write(theme.paintAll([...rows, ...more.map((line) => row(line, 'dim'))]));
  return EXIT.done;
}

/** One row, or three if the screen is too narrow for the titles. */
function rowsOf(summary: SessionSummary, columns: number): Row[] {
  const { id, name, tags, state, answers } = summary;
  const facts = `${state.padEnd(8)}  ${answers.filter(isAnswered).length} of ${answers.length} answered`;
  const room = columns - id.length - facts.length - 6;
  const called = [name, ...Object.values(tags)].filter((word) => word !== null);
  const topic = cleanLine([...called, titlesOf(summary).join(', ')].join(' · '));
  if (room < 20) return [row(id, 'bold'), row(`  ${facts}`), row(`  ${truncate(topic, columns - 3)}`, 'dim')];
  return [[...row(`${id}  ${facts}  `), ...row(room === Infinity ? topic : truncate(topic, room), 'dim')]];
}
