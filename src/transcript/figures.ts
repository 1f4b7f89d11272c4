import { byLevel } from '../bank/question.ts';
import type { JudgeVerdict } from '../engine/event.ts';
import { cleanLine } from '../text/clean.ts';
import { grouped } from '../text/data.ts';
import { type ModelJudgement, modelName } from './by-model.ts';
import { MODEL_WORDS, type Reader, type Reading, lookedAt } from './point-view.ts';
import { type Decision, type TranscriptPoint, isJudged, proposalFor } from './points.ts';

/** How many of the key points of a level are covered. */
export interface LevelCoverage {
  level: string;
  covered: number;
  of: number;
}

/** The coverage of each level, the lowest first; empty if all points are of one level. */
export function coverageByLevel(
  points: readonly Pick<TranscriptPoint, 'level'>[],
  decisions: readonly Decision[],
): LevelCoverage[] {
  const decided = points.map(({ level }, place) => ({ level: level ?? '', decision: decisions[place] }));
  const levels = [...grouped(decided, ({ level }) => level)];
  if (levels.length < 2) return [];
  return levels
    .sort(([a], [b]) => byLevel(a, b))
    .map(([level, own]) => ({
      level,
      covered: own.filter(({ decision }) => decision === true).length,
      of: own.length,
    }));
}

/** `mid 2 of 3`, `senior 1 of 3`. */
export function levelFacts(levels: readonly LevelCoverage[]): string[] {
  return levels.map(({ level, covered, of: all }) => `${cleanLine(level)} ${covered} of ${all}`);
}

/** The figures on a question's points: a count, the levels, and facts of a sentence each. */
export interface Figures {
  summary: string;
  levels: readonly LevelCoverage[];
  facts: readonly string[];
}

/** What is known of the points besides their own views. A new figure on the verdict is one more fact here. */
function factsOn(
  points: readonly TranscriptPoint[],
  model: ModelJudgement | null | undefined,
  reader: Reader,
): string[] {
  return [modelTally(points), problemOf(model, points, reader)].filter((fact) => fact !== null);
}

/** While the candidate decides. The levels wait for the last decision: a count of covered points would be a grade. */
export function openFigures(
  points: readonly TranscriptPoint[],
  decisions: readonly Decision[],
  model: ModelJudgement | null,
): Figures {
  const levels = decisions.includes(null) ? [] : coverageByLevel(points, decisions);
  return { summary: standing(decisions), levels, facts: factsOn(points, model, 'you') };
}

/** Once it is over. */
export function figuresOn(
  points: readonly TranscriptPoint[],
  model: ModelJudgement | null | undefined,
  reading: Reading,
): Figures {
  const decisions = points.map(({ ticked }) => ticked);
  return {
    summary: pointsSummary(points, reading),
    levels: isJudged(points) ? coverageByLevel(points, decisions) : [],
    facts: factsOn(points, model, reading.reader),
  };
}

/** `7 of 9 covered, 1 undecided · 6 found in your answer, 2 ticked by you, 1 unticked by you`: the two sources apart. */
function pointsSummary(points: readonly TranscriptPoint[], reading: Reading): string {
  const count = (isCounted: (point: TranscriptPoint) => boolean): number => points.filter(isCounted).length;
  const { reader } = reading;
  const text = lookedAt(reading);
  const isLookedAt = points.some(({ verdict }) => verdict !== null);
  const found = count((point) => proposalFor(point) === true);
  if (!isJudged(points))
    return isLookedAt ? `not ticked, ${found} of ${points.length} found in ${text}` : 'not ticked';
  const of = coverage(points.map(({ ticked }) => ticked));
  if (!isLookedAt) return `${of}, ticked by ${reader}`;
  const decided = count((point) => proposalFor(point) !== true && point.ticked === true);
  const unticked = count((point) => proposalFor(point) === true && point.ticked === false);
  const sources = [
    `${found} found in ${text}`,
    ...(decided === 0 ? [] : [`${decided} ticked by ${reader}`]),
    ...(unticked === 0 ? [] : [`${unticked} unticked by ${reader}`]),
  ];
  return `${of} · ${sources.join(', ')}`;
}

/** `2 of 7 to decide · 4 ✓`. */
function standing(decisions: readonly Decision[]): string {
  const open = decisions.filter((decision) => decision === null).length;
  const ticked = decisions.filter((decision) => decision === true).length;
  if (open === 0) return coverage(decisions);
  return `${open} of ${decisions.length} to decide${ticked === 0 ? '' : ` · ${ticked} ✓`}`;
}

/** `5 of 7 covered, 1 undecided`. */
export function coverage(decisions: readonly Decision[]): string {
  const undecided = decisions.filter((decision) => decision === null).length;
  const covered = decisions.filter((decision) => decision === true).length;
  return `${covered} of ${decisions.length} covered${undecided === 0 ? '' : `, ${undecided} undecided`}`;
}

/** `qwen3:8b: 4 of 6 covered, 1 partly, 1 not sure`; null if no model judged any of the points. */
export function modelTally(points: readonly Pick<TranscriptPoint, 'model'>[]): string | null {
  const verdicts = points.flatMap(({ model }) => (model == null ? [] : [model]));
  const [first] = verdicts;
  if (first === undefined) return null;
  const count = (verdict: JudgeVerdict): number => verdicts.filter((each) => each.verdict === verdict).length;
  const others = (['partly', 'unsure'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `, ${count(verdict)} ${MODEL_WORDS[verdict]}`);
  return `${modelName(first.by)}: ${count('found')} of ${verdicts.length} ${MODEL_WORDS.found}${others.join('')}`;
}

/** `No verdicts from qwen3:8b`, and the reason in an export: the screen has said it. null if there was no problem. */
function problemOf(
  judgement: ModelJudgement | null | undefined,
  points: readonly Pick<TranscriptPoint, 'model'>[],
  reader: Reader,
): string | null {
  if (judgement?.problem == null) return null;
  const what = points.some(({ model }) => model != null) ? 'Not all verdicts' : 'No verdicts';
  const lead = `${what} from ${modelName(judgement.by)}`;
  return reader === 'you' ? lead : `${lead}: ${cleanLine(judgement.problem)}`;
}
