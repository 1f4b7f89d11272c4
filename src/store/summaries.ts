import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import type { ListedBank } from '../bank/listed.ts';
import { readSummaries, summarySteps } from './session-index.ts';
import type { Env } from '../platform/env.ts';
import type { StatsScope } from '../progress/stats.ts';
import type { SessionSummary } from '../progress/summary.ts';
import { inSteps } from '../platform/steps.ts';
import { UserError } from '../platform/errors.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { dayOf, longDay } from '../text/day.ts';
import { reportDamaged, reportUncounted } from './damage.ts';
import { requireKnown } from './named-question.ts';

/** Which part of the history to show. */
export interface ProgressOptions {
  bank: readonly string[];
  topic: readonly string[];
  since?: string;
}

/** Printed if there are no sessions. */
export const NONE_YET = 'No sessions yet. `hotseat practice` starts the first one.';

/** Resolves the options against the current banks. Reports on stderr what did not load. */
export async function readWanted(
  env: Env,
  { bank, topic, since }: ProgressOptions,
): Promise<{ banks: readonly ListedBank[]; wanted: StatsScope }> {
  const { banks, faults } = await listBanks(env, bank);
  reportUnloaded(env, faults, bank);
  const today = dayOf(env.now());
  if (since !== undefined && since > today) {
    throw new UserError(`${since} is in the future; today is ${longDay(today)}.`, {
      help: '--since takes the first day to include.',
    });
  }
  const questions = banks.flatMap((each) => each.questions);
  return { banks, wanted: { today, since: since ?? null, topics: topic, questions } };
}

/**
 * All session summaries, and what is wanted of them with its topics as they are spelled. Damaged sessions are reported on stderr. Throws a UserError for a topic that is neither in the
 * banks nor in the history.
 */
export async function readHistory(
  env: Env,
  banks: readonly ListedBank[],
  wanted: StatsScope,
): Promise<{ summaries: SessionSummary[]; wanted: StatsScope }> {
  const { summaries, damaged } = await whileWaiting(env, 'Reading the sessions', () =>
    inSteps(summarySteps(env)),
  );
  reportDamaged(env, damaged);
  // A topic that was removed from the bank is still in the history.
  const answered = summaries.flatMap(({ answers }) => answers.map(({ question }) => question.topic));
  const practiced = { vocabulary: { topics: answered, roles: [], levels: [] }, questions: [] };
  const filter = { role: [], topic: wanted.topics, kind: [], level: [] };
  const { topic } = requireKnown([...banks, practiced], filter);
  return { summaries, wanted: { ...wanted, topics: [...new Set(topic)] } };
}

/** All session summaries, for what is worked out from them. Says on stderr which sessions do not count. */
export function readCounted(env: Env): SessionSummary[] {
  const { summaries, damaged } = readSummaries(env);
  reportUncounted(env, damaged);
  return summaries;
}
