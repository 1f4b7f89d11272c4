// How well the matcher agrees with the judges of answers in our own field: see answers/README.md.
import { recall, stemsOf } from '../src/bank/stems.ts';
import type { Question } from '../src/bank/question.ts';
import { COVERED, type Verdict } from '../src/feedback/match.ts';
import type { Models } from '../src/feedback/features.ts';
import weights from '../src/feedback/weights.json' with { type: 'json' };
import { matchPoints } from '../test/support/matcher.ts';
import { bestLine, bootstrap, type Interval, kappa } from './agreement.ts';
import { type FieldAnswer, untaught } from './field.ts';
import { modelsWithout } from './fit.ts';

/** One point of one answer. */
interface Decision {
  /** The question, and the answer. */
  group: string;
  answer: string;
  quality: string;
  judges: readonly [boolean, boolean];
  /** The chance that it is covered: as the bank has the point, from its statement alone, and as the share of its stems. */
  taught: number;
  bare: number;
  stems: number;
  verdict: Verdict;
}

type Score = (decision: Decision) => number;

/** Prints how well the judges agree with each other, and the matcher with them, on both parts. */
export function ownField(answers: readonly FieldAnswer[], questions: readonly Question[]): void {
  const fitted = heldOut(answers, questions);
  const shipped = answers
    .filter(({ part }) => part === 'test')
    .flatMap((answer) => decisionsOn(answer, weights));
  const stemLine = bestLine(
    fitted.map(({ stems }) => stems),
    (line) =>
      kappa(
        fitted.map(({ judges }) => judges[0]),
        fitted.map(({ stems }) => stems >= line),
      ),
  );
  console.log('Our own field; writers and judges were models, not people. Kappa with the first judge\n');
  line('both parts: one judge with the other', [...fitted, ...shipped], ({ judges }) => judges[1]);
  console.log('');
  print('development, each question by weights that have not seen it', fitted, stemLine);
  print('test, with the weights as they ship', shipped, stemLine);
  print('both parts', [...fitted, ...shipped], stemLine);
}

/** The development part, each question judged by weights that were fitted on the other ones. */
function heldOut(answers: readonly FieldAnswer[], questions: readonly Question[]): Decision[] {
  const development = answers.filter(({ part }) => part === 'development');
  return [...new Set(development.map(({ question }) => question))].flatMap((held) => {
    const models = modelsWithout(new Set([held]), answers, questions);
    const own = development.filter(({ question }) => question === held);
    return own.flatMap((answer) => decisionsOn(answer, models));
  });
}

function decisionsOn({ question, quality, text, judged }: FieldAnswer, models: Models): Decision[] {
  const taught = matchPoints(question.keyPoints, text, question, models).points;
  const bare = matchPoints(question.keyPoints.map(untaught), text, question, models).points;
  const said = stemsOf(text);
  return question.keyPoints.flatMap((point, index) => {
    const judges = judged[point.name];
    if (judges === undefined) return [];
    return [
      {
        group: question.id,
        answer: text,
        quality,
        judges,
        taught: taught[index]?.score ?? 0,
        bare: bare[index]?.score ?? 0,
        stems: recall(stemsOf(point.text), said),
        verdict: taught[index]?.verdict ?? 'missing',
      },
    ];
  });
}

function print(label: string, decisions: readonly Decision[], stemLine: number): void {
  console.log(`${label}: ${decisions.length} decisions`);
  const first = ({ judges }: Decision): boolean => judges[0];
  const taught = ({ taught }: Decision): boolean => taught >= COVERED;
  const bare = ({ bare }: Decision): boolean => bare >= COVERED;
  const stems = ({ stems }: Decision): boolean => stems >= stemLine;
  const decided = decisions.filter(({ verdict }) => verdict !== 'unsure');
  const share = Math.round((100 * decided.length) / decisions.length);
  line('  one judge with the other', decisions, ({ judges }) => judges[1]);
  line('  the point as the bank has it', decisions, taught);
  line('  its statement and name alone', decisions, bare);
  line('  stem recall', decisions, stems);
  line(`  where it decides, ${share}%`, decided, taught);
  for (const [name, other] of [
    ['stem recall', stems],
    ['the statement alone', bare],
  ] as const) {
    const groups = decisions.map(({ group }) => group);
    const gain = bootstrap(
      groups,
      (rows) => agreement(rows, decisions, taught) - agreement(rows, decisions, other),
    );
    console.log(`  gain over ${name}: ${bracketed(gain)}`);
  }
  const found = decisions.filter(({ verdict }) => verdict === 'found');
  const groups = found.map(({ group }) => group);
  const interval = bootstrap(groups, (rows) => shareOf(drawnFrom(found, rows), first));
  console.log(
    `  of ${found.length} found points the judge grants ${(100 * shareOf(found, first)).toFixed(1)}% ${bracketed(interval)}`,
  );
  for (const verdict of ['unsure', 'missing'] as const) {
    const own = decisions.filter((decision) => decision.verdict === verdict);
    console.log(`  of ${own.length} ${verdict} points the judge grants ${percent(own, first)}%`);
  }
  const wrong = decided.filter((decision) => first(decision) !== (decision.verdict === 'found'));
  console.log(
    `  the judge disagrees with ${((100 * wrong.length) / decided.length).toFixed(1)}% of what it decides`,
  );
  for (const quality of ['strong', 'middling', 'weak']) {
    const own = decisions.filter((decision) => decision.quality === quality);
    console.log(
      `  ${quality} answers: the judge grants ${percent(own, first)}%, the matcher ${percent(own, taught)}%`,
    );
  }
  const order = (score: Score): string =>
    `${ranked(decisions, score, () => '')}, within one answer ${ranked(decisions, score, ({ answer }) => answer)}`;
  console.log(`  a granted point ranks above a refused one: ${order(({ taught }) => taught)}`);
  console.log(`  by stem recall: ${order(({ stems }) => stems)}\n`);
}

function percent(decisions: readonly Decision[], yes: (decision: Decision) => boolean): string {
  return (100 * shareOf(decisions, yes)).toFixed(0);
}

function shareOf(decisions: readonly Decision[], yes: (decision: Decision) => boolean): number {
  return decisions.filter(yes).length / decisions.length;
}

function ranked(
  decisions: readonly Decision[],
  score: Score,
  kindOf: (decision: Decision) => string,
): string {
  const groups = decisions.map(({ group }) => group);
  const interval = bootstrap(groups, (rows) => ranking(drawnFrom(decisions, rows), score, kindOf));
  return `${ranking(decisions, score, kindOf).toFixed(3)} ${bracketed(interval)}`;
}

function drawnFrom(decisions: readonly Decision[], rows: readonly number[]): Decision[] {
  return rows.flatMap((row) => decisions[row] ?? []);
}

function bracketed({ low, high }: Interval): string {
  return `[${low.toFixed(3)}, ${high.toFixed(3)}]`;
}

/** How often a granted point has the higher score than a refused one of the same kind: the area under the curve. */
function ranking(
  decisions: readonly Decision[],
  score: Score,
  kindOf: (decision: Decision) => string,
): number {
  let above = 0;
  let pairs = 0;
  const refused = decisions.filter(({ judges }) => !judges[0]);
  for (const granted of decisions.filter(({ judges }) => judges[0])) {
    for (const other of refused.filter((one) => kindOf(one) === kindOf(granted))) {
      const [a, b] = [score(granted), score(other)];
      above += a > b ? 1 : a === b ? 0.5 : 0;
      pairs++;
    }
  }
  return above / pairs;
}

function agreement(
  rows: readonly number[],
  decisions: readonly Decision[],
  ours: (decision: Decision) => boolean,
): number {
  const drawn = drawnFrom(decisions, rows);
  return kappa(
    drawn.map(({ judges }) => judges[0]),
    drawn.map(ours),
  );
}

function line(label: string, decisions: readonly Decision[], ours: (decision: Decision) => boolean): void {
  const groups = decisions.map(({ group }) => group);
  const value = agreement([...decisions.keys()], decisions, ours);
  const interval = bootstrap(groups, (rows) => agreement(rows, decisions, ours));
  console.log(`${label.padEnd(37)} ${value.toFixed(3)} ${bracketed(interval)}`);
}
