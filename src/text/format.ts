import { cleanLine } from './clean.ts';

/** `m:ss` of milliseconds; hours are shown as minutes. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `m:ss` left on a clock: a second that has begun counts in full. */
export function clockLeft(ms: number): string {
  return clock(Math.ceil(ms / 1000) * 1000);
}

/** `3:12 of 5:00`; `3:12` without a budget. */
export function clockOf(used: number, budget: number | null): string {
  return budget === null ? clock(used) : `${clock(used)} of ${clock(budget)}`;
}

/** `about 30 minutes`, `about 1 minute`; above 90 minutes `about 2.5 hours`. */
export function aboutTime(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  return `about ${minutes > 90 ? `${Math.round(minutes / 30) / 2} hours` : count(minutes, 'minute')}`;
}

/** `52 min`, `94 h 20 min`. */
export function hours(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `62%` of a share from 0 to 1. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** `1 question`, `3 questions`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}

/**
 * `not covered 2 of 3 times`, `not covered` if there was one time. It does not say "missed": a candidate who accepts
 * that a point was not found may still have said it.
 */
export function notCoveredTimes(missed: number, of: number): string {
  return of === 1 ? 'not covered' : `not covered ${missed} of ${of} times`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[], word = 'and'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
}

/** Compares texts by code units: the same order in every locale. */
export function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** From the first letter or digit of a run to its end. */
const WORD = /[\p{L}\p{N}]\S*/gu;

/** Words as a person counts them: runs with a letter or a digit. An answer of megabytes is not taken apart for that. */
export function words(text: string): number {
  let found = 0;
  WORD.lastIndex = 0;
  while (WORD.test(text)) found += 1;
  return found;
}

/** A title as a file name or an id: `Recall fell overnight!` is `recall-fell-overnight`. */
export function slug(title: string): string {
  return cleanLine(title)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** The entry of `known` that `word` is probably a typo of, if any is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= limit ? best.candidate : undefined;
}

/** Damerau-Levenshtein distance (optimal string alignment): swapping neighbors costs one. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Text quoted in a message is cut at this length. */
const LONGEST = 60;

/** Text from a file, shortened for a message. */
export function short(text: string): string {
  return text.length <= LONGEST ? cleanLine(text) : `${cleanLine(text.slice(0, LONGEST - 1))}…`;
}

/** Names listed in a message, and names compared with a misspelled word, at most. */
export const MOST_NAMED = 12;
const MOST_COMPARED = 100;

/** Names from a file, listed for a message. */
export function several(names: readonly string[], separator = ', '): string {
  const listed = names.slice(0, MOST_NAMED).map(short).join(separator);
  return names.length <= MOST_NAMED ? listed : `${listed}${separator}and ${names.length - MOST_NAMED} more`;
}

/** `nearest` among names of about the same length: it is slow, and a typo hardly changes the length. */
export function nearby(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const slip = Math.max(1, word.length / 3);
  const alike = known.filter((name) => Math.abs(name.length - word.length) <= slip);
  return nearest(word, alike.slice(0, MOST_COMPARED));
}
