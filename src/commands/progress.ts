import { noticeOf } from '../disk/banks.ts';
import { loadListings } from '../disk/listings.ts';
import { readSummaries } from '../disk/summaries.ts';
import type { Env } from '../env.ts';
import type { StatsOptions as Wanted } from '../progress/stats.ts';
import type { SessionSummary } from '../progress/summary.ts';
import { dayOf } from '../text/day.ts';
import { tellDamage } from './damage.ts';
import { requireKnown } from './question.ts';

/** What of the history is wanted. */
export interface ProgressOptions {
  bank: readonly string[];
  topic: readonly string[];
  since?: string;
}

/** Said where there is no session. */
export const NONE_YET = 'There are no sessions yet. `hotseat practice` starts the first one.\n';

/** All sessions in brief, and what of them counts; on stderr, what cannot be read. */
export async function readProgress(
  env: Env,
  { bank, topic, since }: ProgressOptions,
): Promise<{ summaries: SessionSummary[]; wanted: Wanted }> {
  const { banks, diagnostics } = await loadListings(env, bank);
  const notice = noticeOf(diagnostics, bank);
  if (notice !== null) env.stderr.write(`${notice}\n`);
  const { summaries, damaged } = readSummaries(env);
  for (const one of damaged) tellDamage(env, one);
  const questions = banks.flatMap((each) => each.questions);
  // A topic that has left the bank is still one that was practised.
  const topics = summaries.flatMap(({ answers }) => answers.map(({ question }) => question.topic));
  const met = { vocabulary: { topics, roles: [], levels: [] }, questions: [] };
  requireKnown([...banks, met], { role: [], topic, kind: [], level: [] });
  const wanted = { today: dayOf(env.now()), since: since ?? null, topics: topic, questions };
  return { summaries, wanted };
}
