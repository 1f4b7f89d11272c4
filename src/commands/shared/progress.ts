import { tellUnloaded } from '../../bank/loader/bank-folders.ts';
import { type Listing, loadListings } from '../../bank/loader/list-index.ts';
import { readSummaries } from '../../journal/session-index.ts';
import type { Env } from '../../platform/env.ts';
import type { StatsScope } from '../../progress/stats.ts';
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
): Promise<{ banks: readonly Listing[]; wanted: StatsScope }> {
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
 * The summaries of all sessions; damaged ones are reported on stderr. A UserError if a wanted topic is neither in the banks
 * nor in a session.
 */
export function readHistory(
  env: Env,
  banks: readonly Listing[],
  { topics }: Pick<StatsScope, 'topics'>,
): SessionSummary[] {
  const { summaries, damaged } = readSummaries(env);
  for (const one of damaged) tellDamage(env, one);
  // A topic that has left the bank is still one that was practised.
  const met = summaries.flatMap(({ answers }) => answers.map(({ question }) => question.topic));
  const practised = { vocabulary: { topics: met, roles: [], levels: [] }, questions: [] };
  requireKnown([...banks, practised], { role: [], topic: topics, kind: [], level: [] });
  return summaries;
}
