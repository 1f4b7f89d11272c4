import { rememberedOfSessions } from '../journal/remembered.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { statsRows } from '../renderer/stats.ts';
import { createTheme } from '../renderer/theme.ts';
import { jsonText } from '../text/json.ts';
import { NONE_YET, type ProgressOptions, readHistory, readWanted } from './shared/progress.ts';
import { show } from './shared/show.ts';

export interface StatsOptions extends ProgressOptions {
  json?: boolean;
}

/** `hotseat stats`: what all sessions come to. */
export async function stats(env: Env, options: StatsOptions): Promise<ExitCode> {
  const { banks, wanted } = await readWanted(env, options);
  const { questions, ...asked } = wanted;
  const about = JSON.stringify([
    asked,
    banks.map(({ vocabulary }) => vocabulary.topics),
    questions.map(({ bank, id, topic }) => [bank, id, topic]),
  ]);
  const { result, isEmpty } = await rememberedOfSessions(env, 'stats', about, async () => {
    const { statsOf } = await import('../progress/stats.ts');
    const { summaries, isSure } = await readHistory(env, banks, wanted);
    return { value: { result: statsOf(summaries, wanted), isEmpty: summaries.length === 0 }, isSure };
  });
  if (options.json === true) env.stdout.write(jsonText({ version: 1, ...result }));
  else if (isEmpty) env.stderr.write(NONE_YET);
  else await show(env, createTheme(env, env.stdout).paintAll(statsRows(result, sizeOf(env.stdout).columns)));
  return EXIT.done;
}
