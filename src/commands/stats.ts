import { noticeOf } from '../disk/banks.ts';
import { loadListings } from '../disk/listings.ts';
import { readSummaries } from '../disk/summaries.ts';
import { type Env, sizeOf } from '../env.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { statsOf } from '../progress/stats.ts';
import { statsRows } from '../terminal/stats.ts';
import { createTheme } from '../terminal/theme.ts';
import { dayOf } from '../text/day.ts';
import { jsonText } from '../text/json.ts';
import { tellDamage } from './damage.ts';
import { requireKnown } from './question.ts';
import { show } from './show.ts';

export interface StatsOptions {
  bank: readonly string[];
  topic: readonly string[];
  since?: string;
  json?: boolean;
}

/** `hotseat stats`: what all sessions come to. */
export async function stats(env: Env, options: StatsOptions): Promise<ExitCode> {
  const { banks, diagnostics } = await loadListings(env, options.bank);
  const notice = noticeOf(diagnostics, options.bank);
  if (notice !== null) env.stderr.write(`${notice}\n`);
  const { summaries, damaged } = readSummaries(env);
  for (const one of damaged) tellDamage(env, one);
  const questions = banks.flatMap((bank) => bank.questions);
  // A topic that has left the bank is still one that was practised.
  const topics = summaries.flatMap(({ answers }) => answers.map(({ question }) => question.topic));
  const met = { vocabulary: { topics, roles: [], levels: [] }, questions: [] };
  requireKnown([...banks, met], { role: [], topic: options.topic, kind: [], level: [] });
  const result = statsOf(summaries, {
    today: dayOf(env.now()),
    since: options.since ?? null,
    topics: options.topic,
    questions,
  });
  if (options.json === true) env.stdout.write(jsonText({ version: 1, ...result }));
  else if (summaries.length === 0)
    env.stderr.write('There are no sessions yet. `hotseat practice` starts the first one.\n');
  else await show(env, createTheme(env, env.stdout).paintAll(statsRows(result, sizeOf(env.stdout).columns)));
  return EXIT.done;
}
