import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
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

/**
 * All session summaries, and what the options ask of them. Reports what did not load, and damaged sessions, on stderr. Throws a
 * UserError for a topic that is neither in the banks nor in the history, and for a day to come.
 */
export async function readProgress(
  env: Env,
  { bank, topic, since }: ProgressOptions,
): Promise<{ summaries: SessionSummary[]; wanted: StatsScope }> {
  const { banks, faults } = await listBanks(env, bank);
  reportUnloaded(env, faults, bank);
  const today = dayOf(env.now());
  if (since !== undefined && since > today) {
    throw new UserError(`${since} is in the future; today is ${longDay(today)}.`, {
      help: '--since takes the first day to include.',
    });
  }
  const { summaries, damaged } = await whileWaiting(env, 'Reading the sessions', () =>
    inSteps(summarySteps(env)),
  );
  reportDamaged(env, damaged);
  // A topic that was removed from the bank is still in the history.
  const answered = summaries.flatMap(({ answers }) => answers.map(({ question }) => question.topic));
  const practiced = { vocabulary: { topics: answered, roles: [], levels: [] }, questions: [] };
  const known = requireKnown([...banks, practiced], { role: [], topic, kind: [], level: [] });
  const questions = banks.flatMap((each) => each.questions);
  return { summaries, wanted: { today, since: since ?? null, topics: [...new Set(known.topic)], questions } };
}

/** All session summaries, for what is worked out from them. Says on stderr which sessions do not count. */
export function readCounted(env: Env): SessionSummary[] {
  const { summaries, damaged } = readSummaries(env);
  reportUncounted(env, damaged);
  return summaries;
}
