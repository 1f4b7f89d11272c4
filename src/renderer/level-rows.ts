import type { Row } from '../text/rows.ts';
import { type LevelCoverage, levelFacts } from '../transcript/figures.ts';
import { factRows } from './blocks.ts';

/** The points of one question: `mid 2 of 3 · senior 1 of 3 · staff 0 of 1`. */
export function levelRows(levels: readonly LevelCoverage[], room: number): Row[] {
  return levels.length < 2 ? [] : factRows(levelFacts(levels), room, 'dim');
}

/** The points of many questions. */
export function totalLevelRows(levels: readonly LevelCoverage[], room: number): Row[] {
  return levels.length < 2 ? [] : factRows(['By level of the point', ...levelFacts(levels)], room);
}
