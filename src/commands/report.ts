import type { Env } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { reportOf } from '../progress/report/data.ts';
import { reportPage } from '../progress/report/page.ts';
import { nextTurn } from '../platform/steps.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { cleanLine } from '../text/clean.ts';
import { writeOutput } from '../platform/output-file.ts';
import { NONE_YET, readProgress } from '../store/summaries.ts';
import { say } from '../terminal/say.ts';
import type { ReportOptions } from '../options/table.ts';

/** `hotseat report`: progress as a page, to standard output or a file. */
export async function report(
  env: Env,
  { output, force = false, ...options }: ReportOptions,
): Promise<ExitCode> {
  const { summaries, wanted } = await readProgress(env, options);
  const text = await whileWaiting(env, 'Drawing the report', async () => {
    await nextTurn();
    return reportPage(reportOf(summaries, wanted), env.version);
  });
  if (output === undefined) env.stdout.write(text);
  else writeOutput(env, output, text, force);
  if (summaries.length === 0) say(env, NONE_YET);
  if (output !== undefined) say(env, `Written to ${cleanLine(output)}.`);
  return EXIT.done;
}
