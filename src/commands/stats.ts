import { type Env, sizeOf } from '../env.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { statsOf } from '../progress/stats.ts';
import { statsRows } from '../terminal/stats.ts';
import { createTheme } from '../terminal/theme.ts';
import { jsonText } from '../text/json.ts';
import { NONE_YET, type ProgressOptions, readProgress } from './progress.ts';

export interface StatsOptions extends ProgressOptions {
  json?: boolean;
}

/** `hotseat stats`: what all sessions come to. */
export async function stats(env: Env, options: StatsOptions): Promise<ExitCode> {
  const { summaries, wanted } = await readProgress(env, options);
  const result = statsOf(summaries, wanted);
  if (options.json === true) env.stdout.write(jsonText({ version: 1, ...result }));
  else if (summaries.length === 0) env.stderr.write(NONE_YET);
  else await show(env, createTheme(env, env.stdout).paintAll(statsRows(result, sizeOf(env.stdout).columns)));
  return EXIT.done;
}

/** Through the pager where it is long. A pipe needs none, and does without what starting one takes. */
async function show(env: Env, text: string): Promise<void> {
  if (!env.stdout.isTTY) env.stdout.write(text);
  else await (await import('../terminal/pager.ts')).page(env, text);
}
