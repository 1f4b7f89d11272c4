import { loadBanks } from '../bank/loader/load-banks.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import type { Verdict } from '../engine/event.ts';
import { agreementOf, compare, JUDGES, recommend } from '../model/check/agreement.ts';
import { checkEndpoint } from '../model/check/endpoint.ts';
import { measure, type Measured } from '../model/check/measure.ts';
import { type Pair, pairsFrom, pointsOf } from '../model/check/pairs.ts';
import type { ModelClient } from '../model/client.ts';
import { hostOf } from '../model/endpoint.ts';
import { ModelError } from '../model/problem.ts';
import { JUDGE_VERSION } from '../model/prompts/judge.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { inSteps } from '../platform/steps.ts';
import { createTheme } from '../renderer/theme.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { cleanLine } from '../text/clean.ts';
import { jsonText } from '../text/data.ts';
import { checkRows, type Checked } from './model-check-rows.ts';
import { keepCheck, type LastCheck } from '../model/last-check.ts';
import { namedModel, openModel, type NamedModel } from './shared/named-model.ts';
import { say, show } from '../terminal/say.ts';
import type { ModelCheckOptions } from '../options/table.ts';

const USUAL_PAIRS = 60;
const USUAL_SEED = 1;
/** The longest that the calls about one pair may take, in milliseconds. The first one may load the model. */
const LONGEST = 120_000;

/** `hotseat model check`: tries the model, and measures it on what the bank says of answers, beside the matcher. */
export async function modelCheck(env: Env, options: ModelCheckOptions): Promise<ExitCode> {
  const model = namedModel(env);
  const { seed = USUAL_SEED } = options;
  const pairs = await drawPairs(env, options.all === true ? null : (options.pairs ?? USUAL_PAIRS), seed);
  const client = await openModel(env, model, 'bank');
  say(
    env,
    `This sends texts of the banks, your own included, to ${cleanLine(model.name)} at ${model.url}. It sends none of your answers.`,
  );
  const limit = (): AbortSignal => AbortSignal.timeout(LONGEST);
  const endpoint = await whileWaiting(env, `Trying ${cleanLine(model.name)} …`, () =>
    orUserError(() => checkEndpoint(client, limit)),
  );
  const { outcomes, ended } = await measureShown(env, client, pairs, limit);
  const [one, two, matcher] = JUDGES.map((judge) => agreementOf(outcomes, judge));
  if (one === undefined || two === undefined || matcher === undefined)
    throw new Error('there are three judges');
  const checked: Checked = {
    model,
    endpoint,
    seed,
    drawn: pairs.length,
    reached: outcomes.length,
    ended: ended?.message ?? null,
    judges: { 'one-point': one, 'two-orders': two, matcher },
    comparisons: {
      'one-point': compare(outcomes, 'one-point', 'matcher'),
      'two-orders': compare(outcomes, 'two-orders', 'matcher'),
    },
    recommended: recommend(outcomes),
    config: env.paths.config,
  };
  const hasResult = checked.recommended !== null && ended === null;
  // Part of a check does not replace one that was complete.
  if (hasResult) keepCheck(env, toKeep(env, model, checked));
  if (options.json === true) env.stdout.write(jsonText(asData(checked)));
  else await show(env, createTheme(env, env.stdout).paintAll(checkRows(checked, sizeOf(env.stdout).columns)));
  return hasResult ? EXIT.done : EXIT.failed;
}

async function drawPairs(env: Env, wanted: number | null, seed: number): Promise<Pair[]> {
  const { banks, faults } = await whileWaiting(env, 'Reading the bank', () => loadBanks(env, []));
  reportUnloaded(env, faults, []);
  const pairs = pairsFrom(
    banks.flatMap(({ questions }) => questions),
    wanted,
    seed,
  );
  if (pairs.length > 0) return pairs;
  throw new UserError('the banks have no key point to check with.', { exitCode: EXIT.failed });
}

/** A problem of the model as the error of the command. */
async function orUserError<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new UserError(error.message, { exitCode: EXIT.failed, cause: error });
  }
}

/** Measures with a bar on standard error. Ctrl+C ends the process, as it does any program's. */
async function measureShown(
  env: Env,
  client: ModelClient,
  pairs: readonly Pair[],
  limit: () => AbortSignal,
): Promise<Measured> {
  const { matchPoints } = await import('../feedback/match.ts');
  const match = async (pair: Pair): Promise<Verdict> => {
    const { points } = await inSteps(matchPoints(pointsOf(pair), pair.answer, pair.question));
    return points[pair.point]?.verdict ?? 'missing';
  };
  const began = env.monotonic();
  const { columns } = sizeOf(env.stderr);
  const line = (done: number): string => progressLine(done, pairs.length, env.monotonic() - began, columns);
  return whileWaiting(env, line(0), (tell) =>
    measure(client, pairs, { match, clock: env.monotonic, limit, onPair: (done) => tell(line(done)) }),
  );
}

/** Columns of the bar. */
const BAR = { wide: 24, narrow: 8 };
const ROOM_FOR_BAR = 60;

/** `[######------------------] 15 of 60 pairs, 2 min left`. */
export function progressLine(done: number, of: number, elapsedMs: number, columns: number): string {
  const bar = columns < ROOM_FOR_BAR ? BAR.narrow : BAR.wide;
  const full = Math.floor((done / of) * bar);
  const left = done === 0 ? '' : `, ${timeLeft((elapsedMs / done) * (of - done))} left`;
  return `[${'#'.repeat(full)}${'-'.repeat(bar - full)}] ${done} of ${of} pairs${left}`;
}

function timeLeft(ms: number): string {
  const s = Math.ceil(ms / 1000);
  return s < 90 ? `${s} s` : `${Math.round(s / 60)} min`;
}

function toKeep(
  env: Env,
  { url, name }: NamedModel,
  { seed, reached, judges, comparisons }: Checked,
): LastCheck {
  const figures = (['one-point', 'two-orders'] as const).flatMap((calls) => {
    const comparison = comparisons[calls];
    if (comparison === null) return [];
    const { agreed, judged, unsure, falselyCovered, notCovered } = judges[calls];
    const { result, onlyThis, onlyThat } = comparison;
    return [
      [calls, { agreed, judged, unsure, falselyCovered, notCovered, result, onlyThis, onlyThat }] as const,
    ];
  });
  const { agreed, judged } = judges.matcher;
  return {
    host: hostOf(url),
    name,
    prompt: JUDGE_VERSION,
    at: env.now(),
    seed,
    pairs: reached,
    matcher: { agreed, judged },
    calls: Object.fromEntries(figures),
  };
}

function asData({
  model,
  endpoint,
  seed,
  drawn,
  reached,
  ended,
  judges,
  comparisons,
  recommended,
}: Checked): object {
  const { isListed, forms } = endpoint;
  return {
    version: 1,
    model: { name: model.name, url: model.url, calls: model.calls, prompt: JUDGE_VERSION },
    endpoint: { isListed, forms },
    seed,
    pairs: { drawn, reached },
    ended,
    judges: JUDGES.map((judge) => ({
      ...judges[judge],
      comparison: judge === 'matcher' ? null : comparisons[judge],
    })),
    recommended: recommended === null ? null : { ...recommended, isSet: recommended.calls === model.calls },
  };
}
