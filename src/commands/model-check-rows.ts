import type { Calls } from '../model/calls.ts';
import {
  type Agreement,
  type Comparison,
  JUDGES,
  type Judge,
  type Recommendation,
} from '../model/check/agreement.ts';
import type { EndpointFindings, FormFinding } from '../model/check/endpoint.ts';
import type { PairKind } from '../model/check/pairs.ts';
import type { Kind } from '../model/problem.ts';
import { paragraph, roomIn, screenOf } from '../renderer/blocks.ts';
import { inColumns } from '../renderer/columns.ts';
import { cleanLine } from '../text/clean.ts';
import { count, percent } from '../text/format.ts';
import { type Row, row, span } from '../text/rows.ts';
import { pad, sentenceRows, widest, wrapSpans } from '../text/wrap.ts';

/** Everything that a check found out. */
export interface Checked {
  model: { name: string; url: string; calls: Calls };
  endpoint: EndpointFindings;
  seed: number;
  /** Pairs that were drawn, and those that were reached. */
  drawn: number;
  reached: number;
  /** Why it ended early. */
  ended: string | null;
  judges: Record<Judge, Agreement>;
  /** The model, called in each way, beside the matcher; null if it judged nothing. */
  comparisons: Record<Calls, Comparison | null>;
  recommended: Recommendation | null;
  /** The path of config.yaml. */
  config: string;
}

const TITLES: Readonly<Record<Judge, string>> = {
  'one-point': 'One point at a time',
  'two-orders': 'Two orders',
  matcher: 'The matcher',
};

const FORMS: Readonly<Record<FormFinding, string>> = {
  honored: 'works',
  ignored: 'accepted and ignored',
  refused: 'refused',
  failed: 'no usable reply',
};

export function checkRows(checked: Checked, columns: number): Row[] {
  const room = roomIn(columns);
  return screenOf(
    headRows(checked, room),
    agreementRows(checked, room),
    paragraph(CAVEAT, room, 'dim'),
    problemRows(checked, room),
    ...(['one-point', 'two-orders'] as const).map((calls) => comparisonRows(calls, checked, room)),
    recommendedRows(checked, room),
  );
}

function headRows({ model, endpoint, seed, drawn }: Checked, room: number): Row[] {
  const { isListed, forms } = endpoint;
  const facts: [string, string][] = [
    ['listed', isListed === null ? 'the server has no list' : isListed ? 'yes' : 'no, but it answers'],
    ['JSON schema', FORMS[forms.json_schema]],
    ['JSON object', FORMS[forms.json_object]],
    ['plain text', FORMS[forms.text]],
    ['pairs', `${drawn.toLocaleString('en')} from the bank, seed ${seed}`],
  ];
  const names = widest(facts.map(([name]) => name)) + 2;
  return [
    ...paragraph(model.name, room, 'bold'),
    ...paragraph(model.url, room, 'dim'),
    ...facts.flatMap(([name, value]) =>
      wrapSpans([span(pad(name, names), 'dim'), span(cleanLine(value))], room, { indent: ' '.repeat(names) }),
    ),
  ];
}

/** A line of the table: what it is, and its value for a judge. */
const LINES: readonly (readonly [string, (agreement: Agreement) => string])[] = [
  ['agrees', ({ agreed, judged }) => shareOf(agreed, judged)],
  ['95% interval', ({ interval }) => (interval === null ? '–' : rangeOf(interval.low, interval.high))],
  ['not sure', ({ unsure }) => String(unsure)],
  ['false “covered”', ({ falselyCovered, notCovered }) => `${falselyCovered} of ${notCovered}`],
  ['Counts', kindOf('counts')],
  ['Not enough', kindOf('notEnough')],
  ['Expected answer', kindOf('expected')],
  ['Another question', kindOf('other')],
  ['median time', ({ ms }) => (ms === null ? '–' : seconds(ms.median))],
  ['slowest', ({ ms }) => (ms === null ? '–' : seconds(ms.slowest))],
  ['tokens in', ({ tokens }) => tokens?.prompt.toLocaleString('en') ?? '–'],
  ['tokens out', ({ tokens }) => tokens?.completion.toLocaleString('en') ?? '–'],
];

function kindOf(kind: PairKind): (agreement: Agreement) => string {
  return ({ kinds }) => `${kinds[kind].agreed} of ${kinds[kind].of}`;
}

/** What the two judges know of the bank beforehand. */
const CAVEAT =
  'These pairs are not a neutral test for the matcher. Examples that count are in other words on purpose, so it misses them once they are held out. Its weights were fitted on expected answers of this bank.';

function agreementRows({ judges }: Checked, room: number): Row[] {
  const all = JUDGES.map((judge) => judges[judge]);
  const table = [
    [[], ...all.map(({ judge }) => row(judge, 'accent'))],
    ...LINES.map(([name, valueOf]) => [row(name, 'dim'), ...all.map((each) => row(valueOf(each)))]),
  ];
  // The first line sets the widths, so no column is missing from it.
  const wide = inColumns(table, room);
  if (wide !== null) return wide;
  const names = widest(LINES.map(([name]) => name)) + 2;
  return all.flatMap((agreement, place) => [
    ...(place === 0 ? [] : [[]]),
    row(TITLES[agreement.judge], 'accent'),
    ...LINES.map(([name, valueOf]): Row => [span(pad(name, names), 'dim'), span(valueOf(agreement))]),
  ]);
}

const PROBLEMS: Readonly<Record<Kind, string>> = {
  unreachable: 'not reachable',
  key: 'key refused',
  'no model': 'no such model',
  busy: 'busy',
  server: 'server error',
  slow: 'too slow',
  'cut off': 'cut off',
  'too long': 'too long',
  redirect: 'redirected',
  nonsense: 'nonsense',
  empty: 'empty',
  stopped: 'stopped',
};

/** `nonsense 3, too slow 1`. */
function problemsOf({ problems }: Agreement): string {
  const known = Object.entries(problems) as [Kind, number][];
  return known.map(([kind, times]) => `${PROBLEMS[kind]} ${times}`).join(', ');
}

function problemRows({ judges, reached, drawn, ended }: Checked, room: number): Row[] {
  const open = JUDGES.map((judge) => judges[judge]).filter(({ notJudged }) => notJudged > 0);
  return [
    ...open.flatMap((agreement) =>
      paragraph(
        `${TITLES[agreement.judge]}: ${count(agreement.notJudged, 'pair')} not judged (${problemsOf(agreement)}).`,
        room,
        'warn',
      ),
    ),
    ...(ended === null
      ? []
      : paragraph(`The check ended at pair ${reached} of ${drawn}. ${ended}`, room, 'warn')),
  ];
}

const RESULTS: Readonly<Record<Comparison['result'], string>> = {
  better: 'better than the matcher',
  'no better': 'no better than the matcher on these pairs',
  worse: 'worse than the matcher',
};

function comparisonRows(calls: Calls, { comparisons }: Checked, room: number): Row[] {
  const comparison = comparisons[calls];
  if (comparison === null) return paragraph(`${TITLES[calls]}: no pair was judged.`, room, 'warn');
  const { result, onlyThis, onlyThat, p } = comparison;
  const isOpen = result === 'no better' && onlyThis > onlyThat;
  return [
    ...paragraph(`${TITLES[calls]}: ${RESULTS[result]}.`, room, result === 'better' ? 'bold' : 'warn'),
    ...paragraph(
      `Only the model agrees on ${count(onlyThis, 'pair')}, only the matcher on ${onlyThat} (p ${chance(p)}).${isOpen ? ` ${OPEN}` : ''}`,
      room,
      'dim',
    ),
  ];
}

/** A model that agrees more often, on too few pairs to show it. */
const OPEN = 'That may be chance. More pairs (-n) would tell.';

function recommendedRows({ recommended, model, config }: Checked, room: number): Row[] {
  if (recommended === null) return [];
  const { calls, why, msPerQuestion } = recommended;
  const times = Object.entries(msPerQuestion).flatMap(([each, ms]) =>
    ms === null ? [] : [`${each} ${seconds(ms)}`],
  );
  const reasons = {
    agreement: 'It agrees more often.',
    time: 'The two agree about as often, and it takes less time.',
    only: 'The other one judged nothing.',
  };
  return [
    ...paragraph(`Recommended: calls: ${calls}`, room, 'bold'),
    ...paragraph(`${reasons[why]} A question takes about: ${times.join(', ')}.`, room),
    ...(calls === model.calls
      ? paragraph('You have it already.', room)
      : // Between words only, so that the path can be copied.
        sentenceRows(`Write \`calls: ${calls}\` below \`model:\` in ${cleanLine(config)}`, room, '').map(
          (line) => row(line),
        )),
  ];
}

function shareOf(n: number, of: number): string {
  return of === 0 ? 'none judged' : `${n} of ${of} (${percent(n / of)})`;
}

function rangeOf(low: number, high: number): string {
  return `${percent(low).slice(0, -1)}–${percent(high)}`;
}

/** `= 0.013`. */
function chance(p: number): string {
  return p < 0.001 ? '< 0.001' : `= ${Number(p.toPrecision(2))}`;
}

/** `412 ms`, `3.1 s`. */
function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
