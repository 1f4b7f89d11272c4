import { byLevel } from '../bank/question.ts';
import type { SourceWord } from '../engine/labels.ts';
import { decidedIn, tallyOf, tallyText } from '../engine/tally.ts';
import { cleanLine } from '../text/clean.ts';
import { grouped } from '../text/data.ts';
import { type ModelJudgement, modelName } from './by-model.ts';
import { CONTESTED, type Reader, type Reading, lookedAt } from './point-view.ts';
import { type TranscriptPoint, isContested, saidOf } from './points.ts';

/** How many of the decided key points of a level are covered. */
export interface LevelCoverage {
  level: string;
  covered: number;
  of: number;
}

/** The coverage of each level where something was decided, the lowest first; empty if all points are of one level. */
export function coverageByLevel(
  points: readonly Pick<TranscriptPoint, 'level' | 'state' | 'whenPressed'>[],
): LevelCoverage[] {
  const levels = [...grouped(points, ({ level }) => level ?? '')];
  if (levels.length < 2) return [];
  return levels
    .sort(([a], [b]) => byLevel(a, b))
    .map(([level, own]) => {
      const tally = tallyOf(own);
      return { level, covered: tally.covered, of: decidedIn(tally) };
    })
    .filter(({ of }) => of > 0);
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

/** A new figure on the verdict and in every export is one more fact here. */
export function figuresOn(
  points: readonly TranscriptPoint[],
  model: ModelJudgement | null | undefined,
  reading: Reading,
): Figures {
  const found = points.filter((point) => saidOf(point) === 'found').length;
  const isLookedAt = points.some((point) => saidOf(point) !== null);
  return {
    summary: [
      tallyText(tallyOf(points)),
      // The screen shows it point by point.
      ...(isLookedAt && reading.reader !== 'you' ? [`${found} found in ${lookedAt(reading)}`] : []),
    ].join(' · '),
    levels: coverageByLevel(points),
    facts: [modelTally(points), problemOf(model, points, reading.reader)].filter((fact) => fact !== null),
  };
}

/** `qwen3:8b: 4 of 6 found, 1 partly, 1 not sure · ≠ 2 not as the matcher`; null if no model judged any of the points. */
export function modelTally(points: readonly Pick<TranscriptPoint, 'model' | 'verdict'>[]): string | null {
  const verdicts = points.flatMap(({ model }) => (model == null ? [] : [model]));
  const [first] = verdicts;
  if (first === undefined) return null;
  const count = (word: SourceWord): number => verdicts.filter(({ verdict }) => verdict === word).length;
  const others = (['partly', 'not sure'] as const)
    .filter((word) => count(word) > 0)
    .map((word) => `, ${count(word)} ${word}`);
  const contested = points.filter(isContested).length;
  const apart = contested === 0 ? '' : ` · ${CONTESTED} ${contested} where the matcher differs`;
  return `${modelName(first.by)}: ${count('found')} of ${verdicts.length} found${others.join('')}${apart}`;
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
