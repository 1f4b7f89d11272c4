import { type Env, sizeOf, startedAs } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { statsOf } from '../progress/stats.ts';
import { statsRows } from '../renderer/stats.ts';
import { createTheme } from '../renderer/theme.ts';
import { jsonText } from '../text/data.ts';
import { NONE_YET, readProgress } from '../store/summaries.ts';
import { show, say } from '../terminal/say.ts';
import type { StatsOptions } from '../options/table.ts';

/** `hotseat stats`: progress across all sessions. */
export async function stats(env: Env, options: StatsOptions): Promise<ExitCode> {
  const { summaries, wanted } = await readProgress(env, options);
  const result = statsOf(summaries, wanted);
  if (options.json === true) env.stdout.write(jsonText({ version: 1, ...result }));
  else if (summaries.length === 0) say(env, NONE_YET);
  else
    await show(
      env,
      createTheme(env, env.stdout).paintAll(statsRows(result, sizeOf(env.stdout).columns, startedAs(env))),
    );
  return EXIT.done;
}
