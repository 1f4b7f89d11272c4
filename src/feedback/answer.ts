import type { Entry } from './lexicon.ts';
import { type Span, type Token, sentencesOf, tokensOf } from './text.ts';
import { readWords, type Words, wordsOf } from './words.ts';

/** An answer, read once for all key points. */
export interface Answer extends Words {
  sentences: readonly Span[];
  /** How many words each sentence has. */
  lengths: readonly number[];
  /** The sentence of each word. */
  sentenceOf: readonly number[];
  /** The places of words, by spelling, form, meaning and wider meaning. */
  byWord: Places<string>;
  byForm: Places<string | number>;
  bySense: Places<number>;
  byWider: Places<number>;
  /** The sentences that have a run of four characters. */
  byGram: Places<string>;
  /** Earlier lookups: key points share words. */
  found: Map<string, Found>;
}

/** Consecutive sentences, from the first to before the end. */
export interface SentenceRange {
  first: number;
  end: number;
}

type Places<Key> = ReadonlyMap<Key, readonly number[]>;

/** The words of an answer that match a word of a key point. */
export interface Found {
  /** Their places, in no order. */
  places: readonly number[];
  /** The best match in each sentence, 0 if there is none. */
  credits: readonly number[];
  /** The best match of all. */
  credit: number;
}

/** What a match is worth. Chosen on the development sets; a tenth more or less changes little. */
const CREDIT = { same: 1, typo: 0.9, synonym: 0.75, narrower: 0.6, wider: 0.5 };
/** From here on a word counts as the same. */
export const SAME = 0.9;
const SHORTEST_TYPO = 5;
/** Fewer words of the question in a row may be the answer's own. */
const SHORTEST_ECHO = 6;

/** Reads an answer. Ignores full sentences of the question that are pasted into it. */
export function readAnswer(text: string, question = ''): Answer {
  const sentences = sentencesOf(text);
  const said = withoutEchoes(tokensBySentence(text, sentences), question);
  const words = readWords(text, said.flat());
  const sentenceOf = said.flatMap((tokens, sentence) => tokens.map(() => sentence));
  const byWord = new Map<string, number[]>();
  const byForm = new Map<string | number, number[]>();
  const bySense = new Map<number, number[]>();
  const byWider = new Map<number, number[]>();
  const byGram = new Map<string, number[]>();
  for (const [at, entry] of words.entries.entries()) {
    note(byWord, [entry.word], at);
    note(byForm, entry.forms, at);
    note(bySense, entry.senses, at);
    note(byWider, entry.wider, at);
    note(byGram, entry.grams, sentenceOf[at] ?? 0);
  }
  const lengths = said.map(({ length }) => length);
  const found = new Map<string, Found>();
  return { ...words, sentences, lengths, sentenceOf, byWord, byForm, bySense, byWider, byGram, found };
}

function tokensBySentence(text: string, sentences: readonly Span[]): Token[][] {
  const tokens = tokensOf(text);
  let next = 0;
  return sentences.map(({ end }) => {
    const from = next;
    while (next < tokens.length && (tokens[next]?.start ?? end) < end) next++;
    return tokens.slice(from, next);
  });
}

function withoutEchoes(sentences: readonly (readonly Token[])[], question: string) {
  const joined = (tokens: readonly Token[]): string => ` ${tokens.map(({ word }) => word).join(' ')} `;
  const asked = joined(wordsOf(question).tokens);
  return sentences.map((tokens) =>
    tokens.length >= SHORTEST_ECHO && asked.includes(joined(tokens)) ? [] : tokens,
  );
}

function note<Key>(places: Map<Key, number[]>, keys: readonly Key[], at: number): void {
  for (const key of keys) {
    const known = places.get(key);
    if (known === undefined) places.set(key, [at]);
    else known.push(at);
  }
}

/** Finds the words of an answer that match a word. */
export function find(entry: Entry, answer: Answer): Found {
  const known = answer.found.get(entry.word);
  if (known !== undefined) return known;
  const matches = matchesOf(entry, answer);
  const credits = answer.sentences.map(() => 0);
  let best = 0;
  for (const [at, credit] of matches) {
    const sentence = answer.sentenceOf[at] ?? 0;
    credits[sentence] = Math.max(credits[sentence] ?? 0, credit);
    best = Math.max(best, credit);
  }
  const found = { places: [...matches.keys()], credits, credit: best };
  answer.found.set(entry.word, found);
  return found;
}

/** The places of the words that match a word, and how well each does. An opposite does not. */
function matchesOf(entry: Entry, answer: Answer): Map<number, number> {
  const matches = new Map<number, number>();
  const credit = <Key>(keys: readonly Key[], places: Places<Key>, worth: number): void => {
    for (const key of keys) {
      for (const at of places.get(key) ?? []) matches.set(at, Math.max(matches.get(at) ?? 0, worth));
    }
  };
  credit(entry.forms, answer.byForm, CREDIT.same);
  credit(entry.senses, answer.bySense, CREDIT.synonym);
  credit(entry.senses, answer.byWider, CREDIT.narrower);
  credit(entry.wider, answer.bySense, CREDIT.wider);
  for (const stem of entry.opposites) for (const at of answer.byForm.get(stem) ?? []) matches.delete(at);
  if (matches.size === 0 && entry.word.length >= SHORTEST_TYPO) {
    credit(
      [...answer.byWord.keys()].filter((word) => isTypo(entry.word, word)),
      answer.byWord,
      CREDIT.typo,
    );
  }
  return matches;
}

/** Whether a letter after the first is added, missing or different, or two neighbors are swapped. */
function isTypo(a: string, b: string): boolean {
  if (!b.startsWith(a.charAt(0)) || Math.abs(a.length - b.length) > 1 || /\d/.test(a)) return false;
  const shorter = Math.min(a.length, b.length);
  let front = 0;
  while (front < shorter && a[front] === b[front]) front++;
  let back = 0;
  while (back < shorter - front && a.at(-1 - back) === b.at(-1 - back)) back++;
  const [restA, restB] = [a.slice(front, a.length - back), b.slice(front, b.length - back)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA === `${restB.charAt(1)}${restB.charAt(0)}`;
}

/** Whether these sentences have a run of four characters. */
export function hasGram({ byGram }: Answer, gram: string, { first, end }: SentenceRange): boolean {
  return (byGram.get(gram) ?? []).some((sentence) => sentence >= first && sentence < end);
}
