import { tellUnloaded } from '../../bank/loader/bank-folders.ts';
import { type Listing, loadListings } from '../../bank/loader/list-index.ts';
import type { Env } from '../../platform/env.ts';
import type { StatsOptions as Wanted } from '../../progress/stats.ts';
import type { SessionSummary } from '../../progress/summary.ts';
import { UserError } from '../../platform/errors.ts';
import { dayOf, longDay } from '../../text/day.ts';
import { tellDamage } from './damage.ts';
import { requireKnown } from './named-question.ts';

/** What of the history is wanted. */
export interface ProgressOptions {
  bank: readonly string[];
  topic: readonly string[];
  since?: string;
}

/** Said where there is no session. */
export const NONE_YET = 'There are no sessions yet. `hotseat practice` starts the first one.\n';

/** What of the history is wanted, in the view of the banks of now; on stderr, what of these did not load. */
export async function readWanted(
  env: Env,
  { bank, topic, since }: ProgressOptions,
): Promise<{ banks: readonly Listing[]; wanted: Wanted }> {
  const { banks, diagnostics } = await loadListings(env, bank);
  tellUnloaded(env, diagnostics, bank);
  const today = dayOf(env.now());
  if (since !== undefined && since > today) {
    throw new UserError(`${since} is yet to come: today is ${longDay(today)}.`, {
      help: '--since names the first day that counts.',
    });
  }
  const questions = banks.flatMap((each) => each.questions);
  return { banks, wanted: { today, since: since ?? null, topics: [...new Set(topic)], questions } };
}

/**
 * All sessions in brief, and whether nothing of them is damaged, which is told on stderr. A UserError where a wanted topic is
 * neither in the banks nor was practised. What reads sessions is imported here: what is remembered of them needs it not.
 */
export async function readHistory(
  env: Env,
  banks: readonly Listing[],
  { topics }: Pick<Wanted, 'topics'>,
): Promise<{ summaries: SessionSummary[]; isSure: boolean }> {
  const { readSummaries } = await import('../../journal/session-index.ts');
  const { summaries, damaged } = readSummaries(env);
  for (const one of damaged) tellDamage(env, one);
  // A topic that has left the bank is still one that was practised.
  const met = summaries.flatMap(({ answers }) => answers.map(({ question }) => question.topic));
  const practised = { vocabulary: { topics: met, roles: [], levels: [] }, questions: [] };
  requireKnown([...banks, practised], { role: [], topic: topics, kind: [], level: [] });
  return { summaries, isSure: damaged.length === 0 };
}
