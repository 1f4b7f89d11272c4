import { noticeOf } from '../disk/bank-folders.ts';
import { loadListings } from '../disk/listings.ts';
import { rememberedOfSessions } from '../disk/remembered.ts';
import { type Env, sizeOf } from '../env.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { statsRows } from '../terminal/stats.ts';
import { createTheme } from '../terminal/theme.ts';
import { dayOf } from '../text/day.ts';
import { jsonText } from '../text/json.ts';
import { tellDamage } from './damage.ts';
import { requireKnown } from './question.ts';

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
  const questions = banks.flatMap((bank) => bank.questions);
  const { topic: topics, since = null } = options;
  const asked = { today: dayOf(env.now()), since, topics };
  const about = JSON.stringify([asked, questions.map(({ bank, id, topic }) => [bank, id, topic])]);
  const { result, isEmpty } = await rememberedOfSessions(env, 'stats', about, async () => {
    const { statsOf } = await import('../progress/stats.ts');
    const { readSummaries } = await import('../disk/summaries.ts');
    const { summaries, damaged } = readSummaries(env);
    for (const one of damaged) tellDamage(env, one);
    // A topic that has left the bank is still one that was practised.
    const met = summaries.flatMap(({ answers }) => answers.map(({ question }) => question.topic));
    const practised = { vocabulary: { topics: met, roles: [], levels: [] }, questions: [] };
    requireKnown([...banks, practised], { role: [], topic: topics, kind: [], level: [] });
    const value = { result: statsOf(summaries, { ...asked, questions }), isEmpty: summaries.length === 0 };
    return { value, isSure: damaged.length === 0 };
  });
  if (options.json === true) env.stdout.write(jsonText({ version: 1, ...result }));
  else if (isEmpty) env.stderr.write('There are no sessions yet. `hotseat practice` starts the first one.\n');
  else await show(env, createTheme(env, env.stdout).paintAll(statsRows(result, sizeOf(env.stdout).columns)));
  return EXIT.done;
}

/** Through the pager where it is long. A pipe needs none, and does without what starting one takes. */
async function show(env: Env, text: string): Promise<void> {
  if (!env.stdout.isTTY) env.stdout.write(text);
  else await (await import('../terminal/pager.ts')).page(env, text);
}
