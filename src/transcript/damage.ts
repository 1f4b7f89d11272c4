import { cleanLine } from '../text/clean.ts';

/** A part of a session's files that could not be read. */
export interface TranscriptDamage {
  /** In the session's folder; null for the folder itself. */
  file: string | null;
  /** From 1; null for the file as a whole. */
  line: number | null;
  problem: string;
  /** How many parts this stands for; absent: one. */
  parts?: number;
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
  const others = partsOf(damage.slice(MOST));
  const named = damage.slice(0, MOST).map(placeOfDamage).join('; ');
  const places = others > 0 ? `${named}; and ${inWords(others, 'other place')}` : named;
  return `Part of this session could not be read: ${places}. An answer may be missing here.`;
}

export function partsOf(damage: readonly TranscriptDamage[]): number {
  return damage.reduce((sum, { parts = 1 }) => sum + parts, 0);
}

/** `1 part`, `12,345 parts`. */
export function inWords(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${n === 1 ? noun : `${noun}s`}`;
}
