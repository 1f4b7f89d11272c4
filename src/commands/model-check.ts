import { loadBanks } from '../bank/loader/load-banks.ts';
import { reportUnloaded } from '../bank/loader/bank-folders.ts';
import type { Verdict } from '../engine/event.ts';
import { type Agreement, isBetter, measure, type Measured } from '../model/check/measure.ts';
import { type Pair, pairsFrom, pointsOf } from '../model/check/pairs.ts';
import type { ModelClient } from '../model/client.ts';
import { JUDGE_VERSION } from '../model/prompts/judge.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { inSteps } from '../platform/steps.ts';
import { paragraph, roomIn, screenOf } from '../renderer/blocks.ts';
import { createTheme } from '../renderer/theme.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { jsonText } from '../text/data.ts';
import { count, percent } from '../text/format.ts';
import { type Row, span } from '../text/rows.ts';
import { wrapSpans } from '../text/wrap.ts';
import { BANK, destinationOf, namedModel, openModel, type NamedModel } from './shared/named-model.ts';
import { say, show } from '../terminal/say.ts';
import type { ModelCheckOptions } from '../options/table.ts';

const USUAL_PAIRS = 60;
/** The longest that the calls about one pair may take, in milliseconds. The first one may load the model. */
const LONGEST = 120_000;

/** `hotseat model check`: measures the model on what the bank says of answers, beside the matcher. */
export async function modelCheck(env: Env, options: ModelCheckOptions): Promise<ExitCode> {
  const model = namedModel(env);
  const pairs = await drawPairs(env, options.pairs ?? USUAL_PAIRS);
  const client = await openModel(env, model, BANK);
  say(
    env,
    `This sends texts of the banks, your own included, to ${destinationOf(env, model).text}. It sends none of your answers.`,
  );
  const measured = await measureShown(env, client, pairs);
  const { judges, judged, isEnded } = measured;
  if (judges === null)
    throw new UserError(measured.problem?.message ?? 'no pair was judged.', { exitCode: EXIT.failed });
  const agreed = { model: judges.model.agreed, matcher: judges.matcher.agreed };
  const checked: Checked = {
    ...measured,
    model,
    drawn: pairs.length,
    judges,
    isBetter: isBetter(agreed, judged),
  };
  if (options.json === true) env.stdout.write(jsonText(asData(checked)));
  else await show(env, createTheme(env, env.stdout).paintAll(rowsOf(checked, sizeOf(env.stdout).columns)));
  return isEnded ? EXIT.failed : EXIT.done;
}

async function drawPairs(env: Env, wanted: number): Promise<Pair[]> {
  const { banks, faults } = await whileWaiting(env, 'Reading the bank', () => loadBanks(env, []));
  reportUnloaded(env, faults, []);
  const pairs = pairsFrom(
    banks.flatMap(({ questions }) => questions),
    wanted,
  );
  if (pairs.length > 0) return pairs;
  throw new UserError('the banks have no key point to check with.', { exitCode: EXIT.failed });
}

/** Measures with the progress on standard error. Ctrl+C ends the process, as it does any program's. */
async function measureShown(env: Env, client: ModelClient, pairs: readonly Pair[]): Promise<Measured> {
  const { matchPoints } = await import('../feedback/match.ts');
  const match = async (pair: Pair): Promise<Verdict> => {
    const { points } = await inSteps(matchPoints(pointsOf(pair), pair.answer, pair.question));
    return points[pair.point]?.verdict ?? 'missing';
  };
  const line = (done: number): string => `${done} of ${pairs.length} pairs`;
  return whileWaiting(env, line(0), (tell) =>
    measure(client, pairs, {
      match,
      clock: env.monotonic,
      limit: () => AbortSignal.timeout(LONGEST),
      onPair: (done) => tell(line(done)),
    }),
  );
}

/** A check in which the model judged a pair. */
interface Checked extends Measured {
  model: NamedModel;
  /** How many pairs were drawn. */
  drawn: number;
  judges: { model: Agreement; matcher: Agreement };
  isBetter: boolean;
}

function rowsOf({ model, drawn, judged, judges, isBetter, ...rest }: Checked, columns: number): Row[] {
  const room = roomIn(columns);
  const both = (valueOf: (agreement: Agreement) => string): string =>
    `the model ${valueOf(judges.model)}, the matcher ${valueOf(judges.matcher)}`;
  const facts = [
    ['pairs', `${drawn.toLocaleString('en')} from the bank`],
    ['agrees', both(({ agreed }) => `${agreed} of ${judged} (${percent(agreed / judged)})`)],
    ['95% interval', both(({ interval: { low, high } }) => `${percent(low).slice(0, -1)}–${percent(high)}`)],
    ['median time', both(({ ms }) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`))],
  ] as const;
  return screenOf(
    [...paragraph(model.name, room, 'bold'), ...paragraph(model.url ?? model.host, room, 'dim')],
    facts.flatMap(([name, value]) =>
      wrapSpans([span(name.padEnd(14), 'dim'), span(value)], room, { indent: ' '.repeat(14) }),
    ),
    problemRows({ drawn, judged, ...rest }, room),
    isBetter
      ? paragraph('It judges better than the matcher.', room, 'bold')
      : paragraph('This does not show that it judges better than the matcher.', room, 'warn'),
  );
}

function problemRows(
  { drawn, judged, problem, reached, isEnded }: Omit<Checked, 'model' | 'judges' | 'isBetter'>,
  room: number,
): Row[] {
  if (problem === null) return [];
  const what = isEnded
    ? `The check ended at pair ${reached} of ${drawn}.`
    : `${count(drawn - judged, 'pair')} not judged.`;
  return paragraph(`${what} ${problem.message}`, room, 'warn');
}

function asData({ model, drawn, judged, problem, isEnded, judges, isBetter }: Checked): object {
  return {
    version: 2,
    model: {
      name: model.name,
      url: model.url ?? null,
      command: model.program?.words ?? null,
      prompt: JUDGE_VERSION,
    },
    pairs: { drawn, judged },
    ended: isEnded ? problem?.message : null,
    judges,
    isBetter,
  };
}
