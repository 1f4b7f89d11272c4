import type { KeyPoint } from '../bank/question.ts';
import { type Entry, isDenied, wordsOf } from './lexicon.ts';

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
  /** It can show that the point is covered: only this point has it, the question has not, and it is rare enough and no number or percent sign. */
  own: boolean;
  /** The key point denies it. */
  denied: boolean;
}

/** What surrounds a key point. */
export interface Context {
  /** How many of the other points have a stem. */
  elsewhere: (stem: string) => number;
  /** The stems of the question. */
  asked: ReadonlySet<string>;
}

/** How much of its weight a word keeps if the question has it: repeating it takes no knowledge. */
const ASKED = 0.5;
/** The weight of a word that stands in any text, such as "first" or "high". */
const COMMON = Math.log(500);

/** The context of each of a question's points. Yields after each. */
export function* contextsOf(texts: readonly string[], question: string): Generator<undefined, Context[]> {
  const everywhere = new Map<string, number>();
  const stems: ReadonlySet<string>[] = [];
  for (const text of texts) {
    const own = new Set(wordsOf(text).stems);
    for (const stem of own) everywhere.set(stem, (everywhere.get(stem) ?? 0) + 1);
    stems.push(own);
    yield;
  }
  const asked = new Set(wordsOf(question).stems);
  return stems.map((own) => ({
    elsewhere: (stem) => (everywhere.get(stem) ?? 0) - (own.has(stem) ? 1 : 0),
    asked,
  }));
}

/** The context of a statement that has no other points around it. */
export function contextIn(question: string): Context {
  return { elsewhere: () => 0, asked: new Set(wordsOf(question).stems) };
}

/** The telling words of a text, each once. */
export function tellingWordsIn(text: string, { elsewhere, asked }: Context): TellingWord[] {
  const words = wordsOf(text);
  const seen = new Set<string>();
  return words.entries.flatMap((entry, at) => {
    if (entry.weight === 0 || seen.has(entry.stem)) return [];
    seen.add(entry.stem);
    const others = elsewhere(entry.stem);
    const isAsked = asked.has(entry.stem);
    return {
      entry,
      written: words.text.slice(words.tokens[at]?.start, words.tokens[at]?.end),
      weight: (entry.weight / Math.sqrt(1 + others)) * (isAsked ? ASKED : 1),
      place: at / words.tokens.length,
      unique: others === 0,
      own: others === 0 && !isAsked && isTelling(entry),
      denied: isDenied(words, at),
    };
  });
}

function isTelling({ value, word, weight }: Entry): boolean {
  return value === null && word !== 'percent' && weight >= COMMON;
}

/**
 * The telling words of a point's name, other wordings and examples, each once, that neither the statement nor any other point
 * has. The name only labels the point, so its words show nothing. Yields after each wording.
 */
export function* otherWordsIn(
  { name, wordings, counts }: KeyPoint,
  statement: readonly TellingWord[],
  context: Context,
): Generator<undefined, TellingWord[]> {
  const known = new Set(statement.map(({ entry }) => entry.stem));
  const others: TellingWord[] = [];
  for (const wording of [name, ...wordings, ...counts]) {
    for (const word of tellingWordsIn(wording, context)) {
      if (!word.unique || known.has(word.entry.stem)) continue;
      known.add(word.entry.stem);
      others.push({ ...word, own: word.own && wording !== name });
    }
    yield;
  }
  return others;
}
