import { stem } from '../bank/words.ts';

/** A place in a text, in UTF-16 units. */
export interface Span {
  start: number;
  /** Behind the last unit. */
  end: number;
}

/** A word as it stands in a text. */
export interface Token extends Span {
  /** In lower case, without apostrophes. */
  word: string;
  stem: string;
}

const WORD = /[\p{L}\p{N}]+(?:['’.,](?=[\p{L}\p{N}])[\p{L}\p{N}]+)*/gu;
/** Addresses and what a link in Markdown points to: nobody says them. */
const ADDRESS = /\]\([^()\s]*\)|https?:\/\/\S+/g;

/** The words of a text. Markdown marks are no words. */
export function tokensOf(text: string): Token[] {
  const readable = text.replace(ADDRESS, (address) => ' '.repeat(address.length));
  return [...readable.matchAll(WORD)].map(({ 0: found, index }) => {
    const word = found
      .toLowerCase()
      .replace(/['’]/g, '')
      .replace(/(?<=\d),(?=\d{3})/g, '');
    return { word, stem: stem(word), start: index, end: index + found.length };
  });
}

const SENTENCE_END = /[.!?]+["'”’)\]]*\s+(?<!\b(?:e\.g|i\.e|vs|etc|cf|approx|no|fig)\.\s+)|\n+/gi;

/** The sentences of a text without the space around them. A line, such as an item of a list, ends one. */
export function sentencesOf(text: string): Span[] {
  const ends = [...text.matchAll(SENTENCE_END)].map(({ 0: found, index }) => index + found.length);
  const spans: Span[] = [];
  let from = 0;
  for (const end of [...ends, text.length]) {
    const sentence = text.slice(from, end);
    const start = from + sentence.length - sentence.trimStart().length;
    if (sentence.trim() !== '') spans.push({ start, end: start + sentence.trim().length });
    from = end;
  }
  return spans;
}
