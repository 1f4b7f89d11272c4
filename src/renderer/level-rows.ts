import { type Row, row } from '../text/rows.ts';
import { width } from '../text/wrap.ts';
import { type LevelCoverage, levelFacts } from '../transcript/figures.ts';
import { factRows } from './blocks.ts';

/** The points of one question: `mid 2 of 3 · senior 1 of 3 · staff 0 of 1`. */
export function levelRows(levels: readonly LevelCoverage[], room: number): Row[] {
  return levels.length < 2 ? [] : factRows(fitting(levels, room), room, 'dim');
}

/** The points of many questions. */
export function totalLevelRows(levels: readonly LevelCoverage[], room: number): Row[] {
  if (levels.length < 2) return [];
  const whole = `${TOTAL} ${levelFacts(levels).join(' · ')}`;
  return width(whole) <= room ? [row(whole)] : [row(TOTAL), ...factRows(fitting(levels, room), room)];
}

const TOTAL = 'By level of the point:';

/** `mid 2/3` where `mid 2 of 3` would take the levels to a second row. */
function fitting(levels: readonly LevelCoverage[], room: number): string[] {
  const facts = levelFacts(levels);
  return width(facts.join(' · ')) <= room ? facts : levelFacts(levels, '/');
}
