import { byLevel } from '../bank/question.ts';
import { cleanLine } from '../text/clean.ts';
import { grouped } from '../text/data.ts';
import { type Decision, type TranscriptPoint, isJudged } from './points.ts';

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
export function levelFacts(levels: readonly LevelCoverage[], of = ' of '): string[] {
  return levels.map(({ level, covered, of: all }) => `${cleanLine(level)} ${covered}${of}${all}`);
}

/** `mid 2 of 3 · senior 1 of 3`; null if nothing was judged, or all points are of one level. */
export function levelSummary(points: readonly TranscriptPoint[]): string | null {
  if (!isJudged(points)) return null;
  const decisions = points.map(({ ticked }) => ticked);
  return levelFacts(coverageByLevel(points, decisions)).join(' · ') || null;
}

/** `(staff)`, to stand beside a point whose level is not its question's; null beside the others. */
export function levelAside(level: string | null, questions: string): string | null {
  return level === null || level === questions ? null : `(${cleanLine(level)})`;
}
