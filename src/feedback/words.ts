import { type Entry, entryOf, memo } from './lexicon.ts';
import { type Token, tokensOf } from './text.ts';

/** The words of a text, in its order. */
export interface Words {
  text: string;
  tokens: readonly Token[];
  entries: readonly Entry[];
  stems: readonly string[];
}

/** A few questions' texts, which are read again for each of their points. */
const MOST_TEXTS = 500;

/** The longest text that is read, in characters: ten times what a key point or an example may have. */
const LONGEST = 20_000;

/** The words of a text from a bank. */
export const wordsOf = memo(MOST_TEXTS, (whole): Words => {
  const text = whole.slice(0, LONGEST);
  const tokens = tokensOf(text);
  const entries = tokens.map(({ word }) => entryOf(word));
  return { text, tokens, entries, stems: entries.map(({ stem }) => stem) };
});

/** How far a negation reaches, in words. */
const REACH = 4;

/** Whether a negation before a word, in the same clause, reaches it. Two of them cancel out. */
export function isDenied({ text, tokens, entries }: Words, at: number): boolean {
  let denied = false;
  for (let before = at - 1; before >= Math.max(0, at - REACH); before--) {
    const gap = text.slice(tokens[before]?.end, tokens[before + 1]?.start);
    if (/[.!?;:,\n]/.test(gap)) break;
    if (entries[before]?.negates) denied = !denied;
  }
  return denied;
}
