import { overlap } from '../words.ts';

/** The most texts compared with one: words that many texts share do not tell them apart. */
const MOST_COMPARED = 500;

/** An earlier text, found by a rare word. */
interface Earlier {
  place: number;
  words: ReadonlySet<string>;
}

/**
 * For each text, given as its set of words, the index of the first earlier one that shares at least `share` of all
 * words in either; null if there is none. Compares only texts with a rare word in common: two that share so much
 * always have one, and comparing ten thousand with each other would take too long.
 */
export function twinsAmong(texts: readonly ReadonlySet<string>[], share: number): (number | null)[] {
  const rarest = rarestFirst(texts);
  const earlier = new Map<string, Earlier[]>();
  return texts.map((words, place) => {
    const telling = rarest(words).slice(0, words.size - leastShared(words, share) + 1);
    const twin = firstTwin(
      words,
      telling.map((word) => earlier.get(word) ?? []),
      share,
    );
    for (const word of telling) {
      const known = earlier.get(word);
      if (known === undefined) earlier.set(word, [{ place, words }]);
      else known.push({ place, words });
    }
    return twin;
  });
}

/** The fewest words that a text has in common with one that shares so much of it. */
function leastShared(words: ReadonlySet<string>, share: number): number {
  return Math.max(1, Math.ceil(share * words.size - 1e-9));
}

function firstTwin(words: ReadonlySet<string>, lists: readonly Earlier[][], share: number): number | null {
  const compared = new Set<number>();
  let first: number | null = null;
  for (const list of lists) {
    for (const { place, words: others } of list) {
      if ((first !== null && place >= first) || compared.size >= MOST_COMPARED) break;
      if (compared.has(place)) continue;
      compared.add(place);
      if (overlap(words, others) >= share) first = place;
    }
  }
  return first;
}

/** Sorts words by how few of the texts have them. */
function rarestFirst(texts: readonly ReadonlySet<string>[]): (words: ReadonlySet<string>) => string[] {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].sort(([, a], [, b]) => a - b);
  const ranks = new Map(ranked.map(([word], rank) => [word, rank]));
  return (words) => [...words].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}
