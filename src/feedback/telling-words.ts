import type { Entry } from './lexicon.ts';
import { isDenied, wordsOf } from './words.ts';

/** A telling word of a key point. */
export interface TellingWord {
  entry: Entry;
  /** As the key point spells it. */
  written: string;
  /** Less if other points or the question have the word too. */
  weight: number;
  /** Where in the point it is, from 0 to 1. */
  place: number;
  /** No other point of the question has it. */
  unique: boolean;
  /** The key point denies it. */
  denied: boolean;
}

/** What surrounds a key point. */
export interface Context {
  /** How many of the other points have a stem. */
  elsewhere: ReadonlyMap<string, number>;
  /** The stems of the question. */
  asked: ReadonlySet<string>;
}

/** How much of its weight a word keeps if the question has it: repeating it takes no knowledge. */
const ASKED = 0.5;

export function contextOf(others: readonly string[], question: string): Context {
  const elsewhere = new Map<string, number>();
  for (const other of others) {
    for (const stem of new Set(wordsOf(other).stems)) elsewhere.set(stem, (elsewhere.get(stem) ?? 0) + 1);
  }
  return { elsewhere, asked: new Set(wordsOf(question).stems) };
}

/** The telling words of a text, each once. */
export function tellingWordsIn(text: string, { elsewhere, asked }: Context): TellingWord[] {
  const words = wordsOf(text);
  const seen = new Set<string>();
  return words.entries.flatMap((entry, at) => {
    if (entry.weight === 0 || seen.has(entry.stem)) return [];
    seen.add(entry.stem);
    const others = elsewhere.get(entry.stem) ?? 0;
    return {
      entry,
      written: text.slice(words.tokens[at]?.start, words.tokens[at]?.end),
      weight: (entry.weight / Math.sqrt(1 + others)) * (asked.has(entry.stem) ? ASKED : 1),
      place: at / words.tokens.length,
      unique: others === 0,
      denied: isDenied(words, at),
    };
  });
}

/** The telling words of other wordings that neither the statement nor any other point has. */
export function otherWordsIn(
  texts: readonly string[],
  statement: readonly TellingWord[],
  context: Context,
): TellingWord[] {
  const own = new Set(statement.map(({ entry }) => entry.stem));
  return tellingWordsIn(texts.join('\n'), context).filter(
    ({ entry, unique }) => unique && !own.has(entry.stem),
  );
}
