// How far the matcher is right on answers that it was not fitted on: `npm run bench -- blind`. See blind/README.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '../src/feedback/match.ts';
import type { Span } from '../src/feedback/text.ts';
import { matchPoints } from '../test/support/matcher.ts';
import { bootstrap, kappa } from './agreement.ts';
import { judgedQuestions } from './shipped-questions.ts';

const FOLDER = join(import.meta.dirname, 'blind');
const JUDGED = ['covered', 'partly', 'absent'] as const;
const FOUND: readonly Verdict[] = ['found', 'unsure', 'missing'];
const KINDS = ['strong', 'partial', 'short', 'dictated'] as const;

interface File {
  id: string;
  kind: (typeof KINDS)[number];
  text: string;
  judged: Readonly<Record<string, { verdict: (typeof JUDGED)[number]; quotes: readonly string[] }>>;
}

/** One key point of one answer. */
interface Row {
  question: string;
  kind: File['kind'];
  judge: (typeof JUDGED)[number];
  matcher: Verdict;
  /** The matcher's yes or no, if it has to say one. */
  isCovered: boolean;
  /** The share of the quote shown that is in the places the judge named; null if no quote is shown. */
  named: number | null;
}

const questions = await judgedQuestions();
const rows = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .flatMap((name) => rowsOf(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as File));

console.log(`${rows.length} points, written and judged by models. Never fit on them.\n`);
console.log(`${'judge \\ matcher'.padEnd(16)}${FOUND.map((verdict) => verdict.padStart(9)).join('')}`);
for (const judge of JUDGED) {
  const own = rows.filter((row) => row.judge === judge);
  const counts = FOUND.map((verdict) => own.filter(({ matcher }) => matcher === verdict).length);
  console.log(`${judge.padEnd(16)}${counts.map((count) => String(count).padStart(9)).join('')}`);
}
console.log('');
print('found: covered or partly', found, ({ judge }) => judge !== 'absent', 'goal 95%');
print('found: covered', found, ({ judge }) => judge === 'covered');
print('undecided', () => true, isUnsure, 'goal at most 50%');
print('quotes that show the point', isQuoted, showsPoint, 'goal 75%');
print('  of points covered or partly', (row) => isQuoted(row) && row.judge !== 'absent', showsPoint);
// Of speech without punctuation the quote may be the complete answer, which has the place in any case.
print('  at least half of the quote does', isQuoted, ({ named }) => (named ?? 0) >= 0.5);
printKappa('kappa on all, covered or not', rows);
printKappa(
  'kappa where it decides',
  rows.filter((row) => !isUnsure(row)),
);
console.log('');
for (const kind of KINDS) {
  const own = rows.filter((row) => row.kind === kind);
  const quoted = own.filter(isQuoted);
  const undecided = `${own.filter(isUnsure).length} of ${own.length} undecided`;
  line(kind, `${undecided}, ${quoted.filter(showsPoint).length} of ${quoted.length} quotes show the point`);
}

function rowsOf({ id, kind, text, judged }: File): Row[] {
  const question = questions.find((one) => one.id === id);
  if (question === undefined) throw new Error(`There is no question ${id}.`);
  const { points } = matchPoints(question.keyPoints, text, question);
  return points.map(({ name, verdict, covered, evidence }) => {
    const judgment = judged[name];
    if (judgment === undefined) throw new Error(`Point "${name}" of ${id} was not judged.`);
    const named =
      verdict === 'missing' || evidence === null ? null : namedOf(evidence, judgment.quotes, text);
    return { question: id, kind, judge: judgment.verdict, matcher: verdict, isCovered: covered, named };
  });
}

function namedOf({ start, end }: Span, quotes: readonly string[], text: string): number {
  const overlaps = quotes.map((quote) => {
    const from = text.indexOf(quote);
    return Math.max(0, Math.min(end, from + quote.length) - Math.max(start, from));
  });
  return overlaps.reduce((sum, overlap) => sum + overlap, 0) / (end - start);
}

function found({ matcher }: Row): boolean {
  return matcher === 'found';
}

function isUnsure({ matcher }: Row): boolean {
  return matcher === 'unsure';
}

function isQuoted({ named }: Row): boolean {
  return named !== null;
}

function showsPoint({ named }: Row): boolean {
  return (named ?? 0) > 0;
}

/** Prints the share of the rows of one sort for which something holds, with its interval over the questions. */
function print(label: string, isOwn: (row: Row) => boolean, holds: (row: Row) => boolean, goal = ''): void {
  const own = rows.filter(isOwn);
  const share = (some: readonly Row[]): number => some.filter(holds).length / some.length;
  const counts = `${own.filter(holds).length} of ${own.length}`;
  line(label, `${counts.padStart(9)}  ${percent(share(own))} ${bracketed(own, share, percent)}  ${goal}`);
}

function printKappa(label: string, own: readonly Row[]): void {
  const agreement = (some: readonly Row[]): number =>
    kappa(
      some.map(({ judge }) => judge === 'covered'),
      some.map(({ isCovered }) => isCovered),
    );
  const digits = (value: number): string => value.toFixed(2);
  line(label, `${digits(agreement(own)).padStart(9)}  ${bracketed(own, agreement, digits)}`);
}

function line(label: string, figures: string): void {
  console.log(`${label.padEnd(34)}${figures.trimEnd()}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)}%`;
}

function bracketed(
  own: readonly Row[],
  measure: (some: readonly Row[]) => number,
  shown: (value: number) => string,
): string {
  const groups = own.map(({ question }) => question);
  const { low, high } = bootstrap(groups, (drawn) => measure(drawn.flatMap((row) => own[row] ?? [])));
  return `[${shown(low)}, ${shown(high)}]`;
}
