// How well the matcher agrees with people, by five folds over groups: nothing is fitted on what it is tested on.
import { recall, stemsOf } from '../src/bank/stems.ts';
import { nearestSentence } from '../src/feedback/matched-words.ts';
import type { PointMatch } from '../src/feedback/match.ts';
import { chanceOf, DOUBTED, type Model } from '../src/feedback/features.ts';
import { contextIn, tellingWordsIn } from '../src/feedback/telling-words.ts';
import { matchPoints, matchWords, readAnswer } from '../test/support/matcher.ts';
import { keyPoint } from '../test/support/question.ts';
import { bestLine, bootstrap, correlation, foldsOf, kappa, macroF1 } from './agreement.ts';
import { fitStatement } from './fit.ts';
import { type Judged, readJudged, readLines } from './judged.ts';
import { fitLogistic } from './logistic.ts';

type Measure = (truth: readonly boolean[], said: readonly boolean[]) => number;
/** The largest share of undecided rows. */
const UNDECIDED = 0.2;

/** Prints all tables, or that the data is missing. */
export function agreementWithPeople(): void {
  const rows = readJudged();
  if (rows === null) {
    console.log(
      'Skipped: agreement with people. HOTSEAT_FEEDBACK_DATA must name the folder of their judgments.\n',
    );
    return;
  }
  console.log('Agreement with people, five folds over groups [95% over groups]\n');
  keyPoints(rows);
  science(rows, 'beetle', 0.75);
  science(rows, 'sciEntsBank', 0.7);
  networks(rows);
  evidence();
  console.log('');
}

/** A row that was scored by a model that has not seen its group. */
interface Scored extends Judged {
  score: number;
  /** Yes by a threshold that was set on the other groups. */
  said: boolean;
  /** Yes by stem recall, with a threshold set in the same way. */
  stemSaid: boolean;
  isDecided: boolean;
  /** The model that has not seen its group. */
  model: Model;
}

function crossed(
  rows: readonly Judged[],
  measure: Measure,
  fit: (training: readonly Judged[]) => Model,
): Scored[] {
  const folds = foldsOf(rows.map(({ group }) => group));
  return [0, 1, 2, 3, 4].flatMap((fold) => {
    const training = rows.filter((_, index) => folds[index] !== fold);
    const model = fit(training);
    const scoreOf = (row: Judged): number => chanceOf(row.features, model) * (row.isDoubted ? DOUBTED : 1);
    const scores = training.map(scoreOf);
    const lineFor = (values: readonly number[]): number =>
      bestLine(values, (line) =>
        measure(
          training.map(({ isYes }) => isYes),
          values.map((value) => value >= line),
        ),
      );
    const line = lineFor(scores);
    const stemLine = lineFor(training.map(({ stemRecall }) => stemRecall));
    const far = scores.map((score) => Math.abs(logit(score) - logit(line))).sort((a, b) => a - b);
    const band = far[Math.floor(UNDECIDED * far.length)] ?? 0;
    return rows
      .filter((_, index) => folds[index] === fold)
      .map((row) => {
        const score = scoreOf(row);
        return {
          ...row,
          score,
          said: score >= line,
          stemSaid: row.stemRecall >= stemLine,
          isDecided: Math.abs(logit(score) - logit(line)) >= band,
          model,
        };
      });
  });
}

function keyPoints(rows: readonly Judged[]): void {
  const others = rows.filter(({ kind }) => kind !== 'key-points');
  const scored = crossed(
    rows.filter(({ kind }) => kind === 'key-points'),
    kappa,
    (training) => fitStatement([...training, ...others]),
  );
  compare('key points: kappa, all rows', scored, kappa, 0.65);
  whereDecided(scored);
  const asShipped = byOwnLines(scored);
  compare("  by the program's own thresholds, all rows", asShipped, kappa, 0.65);
  whereDecided(asShipped);
  whereFound(asShipped);
  const alone = byOwnLines(scored.map((row) => ({ ...row, siblings: [] })));
  compare('  the same, each statement without the others', alone, kappa, 0.62);
  whereDecided(alone);
  whereFound(alone);
}

/** How many of the found statements people grant. */
function whereFound(scored: readonly Scored[]): void {
  const found = scored.filter(({ said, isDecided }) => said && isDecided);
  const granted = found.filter(({ isYes }) => isYes).length;
  console.log(`  of ${found.length} found, people grant ${((100 * granted) / found.length).toFixed(1)}%`);
}

function whereDecided(scored: readonly Scored[]): void {
  const decided = scored.filter(({ isDecided }) => isDecided);
  const share = ((100 * decided.length) / scored.length).toFixed(0);
  compare(`  where the matcher decides, ${share}% of rows`, decided, kappa, 0.75);
}

/** What the program says about the rows, by the thresholds that ship. The weights are still those of their fold. */
function byOwnLines(scored: readonly Scored[]): Scored[] {
  const answers = new Map<string, ReadonlyMap<string, PointMatch>>();
  return scored.map((row) => {
    const alone = row.siblings.length === 0 ? row.reference : null;
    const key = JSON.stringify([row.group, row.answer, alone]);
    const matches = answers.get(key) ?? matchesIn(row);
    answers.set(key, matches);
    const match = matches.get(row.reference);
    if (match === undefined) throw new Error(`a statement of ${row.group} was not matched`);
    return { ...row, score: match.score, said: match.covered, isDecided: match.verdict !== 'unsure' };
  });
}

/** The results for all statements of a row's group, by their text. */
function matchesIn({ reference, siblings, answer, model }: Scored): ReadonlyMap<string, PointMatch> {
  const points = [reference, ...siblings].map((text) => keyPoint(text, text));
  const models = { statement: model, interview: model };
  const matched = matchPoints(points, answer, { question: '' }, models).points;
  return new Map(matched.map((match) => [match.name, match]));
}

function science(rows: readonly Judged[], kind: Judged['kind'], goal: number): void {
  const scored = crossed(
    rows.filter((row) => row.kind === kind),
    macroF1,
    (training) => fitLogistic(training.map(({ features, target }) => ({ features, target, weight: 1 }))),
  );
  compare(`science, ${kind}: macro-F1, refitted`, scored, macroF1, goal);
}

function networks(rows: readonly Judged[]): void {
  const others = rows.filter(({ kind }) => kind !== 'networks');
  const scored = crossed(
    rows.filter(({ kind }) => kind === 'networks'),
    kappa,
    (training) => fitStatement([...training, ...others]),
  );
  const groups = [...new Set(scored.map(({ group }) => group))];
  const perQuestion = (value: (row: Scored) => number): number[] =>
    groups.map((group) => {
      const own = scored.filter((row) => row.group === group);
      return correlation(
        own.map(({ target }) => target),
        own.map(value),
      );
    });
  const [ours, stems] = [perQuestion(({ score }) => score), perQuestion(({ stemRecall }) => stemRecall)];
  const mean = (values: readonly number[], indexes: readonly number[]): number =>
    indexes.reduce((sum, index) => sum + (values[index] ?? 0), 0) / indexes.length;
  print(
    'networks: mean r within a question',
    0.6,
    groups,
    (indexes) => mean(ours, indexes),
    (indexes) => mean(stems, indexes),
  );
}

function evidence(): void {
  const lines = readLines('evidence.jsonl')?.filter(({ gold }) => (gold as number[]).length > 0) ?? [];
  const hits = lines.map((row) => {
    const { reference, sentences, gold } = row as { reference: string; sentences: string[]; gold: number[] };
    const texts = sentences.map((sentence) => sentence.replace(/\s+/g, ' '));
    const answer = readAnswer(texts.join('\n'));
    const words = matchWords(tellingWordsIn(reference, contextIn('')), answer);
    const at = answer.sentences[nearestSentence(words, answer)]?.start ?? 0;
    return gold.includes(answer.text.slice(0, at).split('\n').length - 1);
  });
  const stems = lines.map((row) => {
    const { reference, sentences, gold } = row as { reference: string; sentences: string[]; gold: number[] };
    return gold.includes(bestByStems(reference, sentences));
  });
  const share = (all: readonly boolean[], indexes: readonly number[]): number =>
    indexes.filter((index) => all[index]).length / indexes.length;
  const groups = lines.map(({ group }) => String(group));
  print(
    'evidence: first sentence is right',
    0.9,
    groups,
    (indexes) => share(hits, indexes),
    (indexes) => share(stems, indexes),
  );
}

/** The first sentence with the most stems of a reference. */
function bestByStems(reference: string, sentences: readonly string[]): number {
  const shares = sentences.map((sentence) => recall(stemsOf(reference), stemsOf(sentence)));
  return shares.indexOf(Math.max(...shares));
}

function compare(label: string, scored: readonly Scored[], measure: Measure, goal: number): void {
  const of = (indexes: readonly number[], said: (row: Scored) => boolean): number => {
    const drawn = indexes.flatMap((index) => scored[index] ?? []);
    return measure(
      drawn.map(({ isYes }) => isYes),
      drawn.map(said),
    );
  };
  print(
    label,
    goal,
    scored.map(({ group }) => group),
    (indexes) => of(indexes, ({ said }) => said),
    (indexes) => of(indexes, ({ stemSaid }) => stemSaid),
  );
}

/** One line: the measure and its interval, stem recall, and the interval of the gain over it. */
function print(
  label: string,
  goal: number,
  groups: readonly string[],
  ours: (indexes: readonly number[]) => number,
  stems: (indexes: readonly number[]) => number,
): void {
  const all = [...groups.keys()];
  const value = ours(all);
  const own = bootstrap(groups, ours);
  const gain = bootstrap(groups, (indexes) => ours(indexes) - stems(indexes));
  console.log(
    `${label.padEnd(44)} ${value.toFixed(3)} [${own.low.toFixed(3)}, ${own.high.toFixed(3)}]  goal ${goal.toFixed(2)}` +
      `${value < goal ? ', missed' : ''}; stem recall ${stems(all).toFixed(3)}, gain [${gain.low.toFixed(3)}, ${gain.high.toFixed(3)}]`,
  );
}

function logit(chance: number): number {
  const inside = Math.min(Math.max(chance, 1e-6), 1 - 1e-6);
  return Math.log(inside / (1 - inside));
}
