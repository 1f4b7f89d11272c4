import { cleanLine } from '../text/clean.ts';
import { count } from '../text/format.ts';

/** A part of a session's files that could not be read. */
export interface TranscriptDamage {
  /** In the session's folder; null for the folder itself. */
  file: string | null;
  /** From 1; null for the file as a whole. */
  line: number | null;
  problem: string;
}

/** Places named in a transcript; the rest are counted. */
const MOST = 3;

/** `20261124….jsonl, line 3`. */
export function placeOfDamage({ file, line }: TranscriptDamage): string {
  const where = file === null ? 'its folder' : cleanLine(file);
  return line === null ? where : `${where}, line ${line}`;
}

/** The warning at the top of a transcript; null if all of it was read. */
export function damageNote(damage: readonly TranscriptDamage[]): string | null {
  if (damage.length === 0) return null;
  const others = damage.length - MOST;
  const named = damage.slice(0, MOST).map(placeOfDamage);
  const places = others > 0 ? `${named.join('; ')}; and ${count(others, 'other place')}` : named.join('; ');
  return `Part of this session could not be read: ${places}. An answer may be missing here.`;
}
