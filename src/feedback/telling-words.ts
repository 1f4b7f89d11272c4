import { type Entry, entryOf } from './lexicon.ts';
import { type Token, tokensOf } from './text.ts';

/** A telling word of a key point. */
export interface Wanted {
  entry: Entry;
  /** As it stands in the key point. */
  written: string;
  /** What it weighs, less where it tells this point from the others badly. */
  weight: number;
  /** Of the words of the point, from 0 to 1. */
  place: number;
  /** No other point of the question has it. */
  unique: boolean;
  /** The key point denies it. */
  denied: boolean;
}

/** What stands around a key point: how many of the other points have a stem, and what the question said already. */
export interface Setting {
  elsewhere: ReadonlyMap<string, number>;
  asked: ReadonlySet<string>;
}

/** How much of its weight a word keeps that the question said already: to repeat it takes no knowledge. */
const ASKED = 0.5;
/** How far a negation reaches, in words. */
const REACH = 4;

export function settingOf(others: readonly string[], question: string): Setting {
  const elsewhere = new Map<string, number>();
  for (const other of others) {
    for (const stem of wordsOf(other).stems) elsewhere.set(stem, (elsewhere.get(stem) ?? 0) + 1);
  }
  return { elsewhere, asked: wordsOf(question).stems };
}

/** The words of a text from a bank. */
interface Words {
  tokens: readonly Token[];
  entries: readonly Entry[];
  stems: ReadonlySet<string>;
}

const read = new Map<string, Words>();
/** Texts of a few questions, which are asked for again and again. */
const MOST_READ = 500;

function wordsOf(text: string): Words {
  let words = read.get(text);
  if (words === undefined) {
    if (read.size >= MOST_READ) read.clear();
    const tokens = tokensOf(text);
    const entries = tokens.map(({ word }) => entryOf(word));
    words = { tokens, entries, stems: new Set(entries.map(({ stem }) => stem)) };
    read.set(text, words);
  }
  return words;
}

/** All words of a text, in its order. */
export function entriesIn(text: string): readonly Entry[] {
  return wordsOf(text).entries;
}

/** How many words of a text turn something into its opposite. */
export function negationsIn(text: string): number {
  return wordsOf(text).entries.filter(({ negates }) => negates).length;
}

/** The stems of all words of a text, in its order. */
export function stemsIn(text: string): string[] {
  return wordsOf(text).entries.map(({ stem }) => stem);
}

/** The telling words of a text, each once. */
export function wantedIn(text: string, { elsewhere, asked }: Setting): Wanted[] {
  const { tokens, entries } = wordsOf(text);
  const seen = new Set<string>();
  const wanted: Wanted[] = [];
  for (const [at, entry] of entries.entries()) {
    if (entry.weight === 0 || seen.has(entry.stem)) continue;
    seen.add(entry.stem);
    const others = elsewhere.get(entry.stem) ?? 0;
    wanted.push({
      entry,
      written: text.slice(tokens[at]?.start, tokens[at]?.end),
      weight: (entry.weight / Math.sqrt(1 + others)) * (asked.has(entry.stem) ? ASKED : 1),
      place: at / tokens.length,
      unique: others === 0,
      denied: isDenied(text, tokens, entries, at),
    });
  }
  return wanted;
}

/** The telling words that are in other wordings of a statement, and neither in it nor in the other points. */
export function otherWordsIn(
  texts: readonly string[],
  statement: readonly Wanted[],
  setting: Setting,
): Wanted[] {
  const own = new Set(statement.map(({ entry }) => entry.stem));
  return wantedIn(texts.join('\n'), setting).filter(({ entry, unique }) => unique && !own.has(entry.stem));
}

/** Whether a word stands within reach of a negation that comes before it in its clause; two of them cancel out. */
export function isDenied(
  text: string,
  tokens: readonly Token[],
  entries: readonly Entry[],
  at: number,
): boolean {
  let denied = false;
  for (let before = at - 1; before >= Math.max(0, at - REACH); before--) {
    const gap = text.slice(tokens[before]?.end, tokens[before + 1]?.start);
    if (/[.!?;:,\n]/.test(gap)) break;
    if (entries[before]?.negates) denied = !denied;
  }
  return denied;
}
