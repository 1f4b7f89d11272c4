import { BEHAVIORAL } from '../bank/kinds.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import { listBanks } from '../bank/loader/list-index.ts';
import type { StoriesOptions } from '../options/table.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode } from '../platform/errors.ts';
import { storiesIn } from '../progress/stories.ts';
import { competencyOf } from '../progress/summary.ts';
import { storiesRows } from '../renderer/stories.ts';
import { createTheme } from '../renderer/theme.ts';
import { readCounted } from '../store/summaries.ts';
import { show } from '../terminal/say.ts';
import { jsonText } from '../text/data.ts';

/** `hotseat stories`: the stories told so far, by what was asked for. */
export async function stories(env: Env, { bank, json }: StoriesOptions): Promise<ExitCode> {
  const { banks, faults } = await listBanks(env, bank);
  reportUnloaded(env, faults, bank);
  const told = storiesIn(readCounted(env));
  const covered = new Set(told.flatMap(({ askedFor }) => askedFor.map(({ competency }) => competency)));
  const asked = banks.flatMap(({ questions }) => questions.filter(({ kind }) => kind === BEHAVIORAL));
  const missing = [...new Set(asked.map(competencyOf))].filter((competency) => !covered.has(competency));
  if (json === true) env.stdout.write(jsonText({ version: 1, stories: told, missing }));
  else
    await show(
      env,
      createTheme(env, env.stdout).paintAll(storiesRows(told, missing, sizeOf(env.stdout).columns)),
    );
  return EXIT.done;
}
