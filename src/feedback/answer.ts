import { type Entry, entryOf } from './lexicon.ts';
import { type Span, type Token, sentencesOf, tokensOf } from './text.ts';

/** An answer, read once for all key points. */
export interface Answer {
  text: string;
  tokens: readonly Token[];
  entries: readonly Entry[];
  sentences: readonly Span[];
  /** The sentence of each word. */
  sentenceOf: readonly number[];
  /** Where words with a key stand: see `keysOf`. */
  places: ReadonlyMap<string | number, readonly number[]>;
  /** How many words each sentence has. */
  lengths: readonly number[];
  /** Where each word stands, by its first letter: no typo is in that. */
  byLetter: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** What is found of a word that is not there, as most are not. */
  nothing: Found;
  /** What was looked for before: points share words. */
  found: Map<string, Found>;
  /** The sentences that have a run of four letters, in their order. */
  grams: ReadonlyMap<string, readonly number[]>;
}

/** What of an answer stands for a word. */
export interface Found {
  hits: readonly Hit[];
  /** The best of the hits in each sentence, 0 where there is none. */
  credits: readonly number[];
  /** The best of all hits. */
  credit: number;
}

/** A word of the answer that stands for one of the key point. */
export interface Hit {
  at: number;
  /** How well, up to 1. */
  credit: number;
}

/** What a word is worth that is not the same. Chosen on the development sets; a tenth more or less changes little. */
const CREDIT = { same: 1, typo: 0.9, synonym: 0.75, narrower: 0.6, wider: 0.5 };
/** From here on a word counts as the same. */
export const SAME = 0.9;
const SHORTEST_TYPO = 5;

// Numbers of several lists share one map: each list has a range of its own.
const RANGE = 1_000_000;
const family = (n: number): number => n;
const sense = (n: number): number => RANGE + n;
const above = (n: number): number => 2 * RANGE + n;
const value = (n: number): string => `= ${n}`;

/** Fewer words in a row than this the answer may well have of its own. */
const SHORTEST_ECHO = 6;

/** Reads an answer. What it repeats of the question, whole sentences word for word, says nothing and is passed over. */
export function readAnswer(text: string, question = ''): Answer {
  const sentences = sentencesOf(text);
  const tokens = withoutEchoes(tokensOf(text), sentences, question);
  const entries = tokens.map(({ word }) => entryOf(word));
  const places = new Map<string | number, number[]>();
  const byLetter = new Map<string, Map<string, number[]>>();
  const note = <Key>(map: Map<Key, number[]>, key: Key, at: number): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [at]);
    else known.push(at);
  };
  for (const [at, entry] of entries.entries()) {
    for (const key of keysOf(entry)) note(places, key, at);
    const letter = entry.word.charAt(0);
    const words = byLetter.get(letter) ?? new Map<string, number[]>();
    byLetter.set(letter, words);
    note(words, entry.word, at);
  }
  let current = 0;
  const sentenceOf = tokens.map(({ start }) => {
    while (start >= (sentences[current]?.end ?? Infinity)) current++;
    return current;
  });
  const lengths = sentences.map(() => 0);
  for (const sentence of sentenceOf) lengths[sentence] = (lengths[sentence] ?? 0) + 1;
  return {
    text,
    tokens,
    entries,
    sentences,
    sentenceOf,
    lengths,
    places,
    byLetter,
    nothing: { hits: [], credits: sentences.map(() => 0), credit: 0 },
    found: new Map(),
    grams: gramsOf(entries, sentenceOf),
  };
}

function withoutEchoes(
  tokens: readonly Token[],
  sentences: readonly Span[],
  question: string,
): readonly Token[] {
  const asked = ` ${tokensOf(question)
    .map(({ word }) => word)
    .join(' ')} `;
  if (asked.trim() === '') return tokens;
  let next = 0;
  return sentences.flatMap(({ end }) => {
    const from = next;
    while (next < tokens.length && (tokens[next]?.start ?? end) < end) next++;
    const own = tokens.slice(from, next);
    const isEcho =
      own.length >= SHORTEST_ECHO && asked.includes(` ${own.map(({ word }) => word).join(' ')} `);
    return isEcho ? [] : own;
  });
}

function gramsOf(entries: readonly Entry[], sentenceOf: readonly number[]): Map<string, number[]> {
  const grams = new Map<string, number[]>();
  for (const [at, entry] of entries.entries()) {
    const sentence = sentenceOf[at] ?? 0;
    for (const gram of entry.grams) {
      const having = grams.get(gram);
      if (having === undefined) grams.set(gram, [sentence]);
      else if (having.at(-1) !== sentence) having.push(sentence);
    }
  }
  return grams;
}

/** Whatever a word can be found by: its stem, its family, its senses and those above them, its value. */
function keysOf(entry: Entry): (string | number)[] {
  const keys = [
    entry.stem,
    ...entry.family.map(family),
    ...entry.senses.map(sense),
    ...entry.above.map(above),
  ];
  if (entry.value !== null) keys.push(value(entry.value));
  return keys;
}

/** Whether a run of four letters stands in the sentences from one to before another. */
export function hasGram({ grams }: Answer, gram: string, first: number, end: number): boolean {
  for (const sentence of grams.get(gram) ?? []) if (sentence >= first) return sentence < end;
  return false;
}

/** What of an answer stands for a word. */
export function find(entry: Entry, answer: Answer): Found {
  const known = answer.found.get(entry.word);
  if (known !== undefined) return known;
  const hits = hitsOf(entry, answer);
  if (hits.length === 0) {
    answer.found.set(entry.word, answer.nothing);
    return answer.nothing;
  }
  const credits = answer.sentences.map(() => 0);
  let best = 0;
  for (const { at, credit } of hits) {
    const sentence = answer.sentenceOf[at] ?? 0;
    credits[sentence] = Math.max(credits[sentence] ?? 0, credit);
    best = Math.max(best, credit);
  }
  const found = { hits, credits, credit: best };
  answer.found.set(entry.word, found);
  return found;
}

/** The words of an answer that stand for a word, in no order. One of the opposite meaning does not. */
function hitsOf(entry: Entry, answer: Answer): Hit[] {
  const found = new Map<number, number>();
  const credit = (key: string | number, worth: number): void => {
    for (const at of answer.places.get(key) ?? []) if ((found.get(at) ?? 0) < worth) found.set(at, worth);
  };
  if (entry.value !== null) credit(value(entry.value), CREDIT.same);
  credit(entry.stem, CREDIT.same);
  for (const n of entry.family) credit(family(n), CREDIT.same);
  for (const n of entry.senses) {
    credit(sense(n), CREDIT.synonym);
    credit(above(n), CREDIT.narrower);
  }
  for (const n of entry.above) credit(sense(n), CREDIT.wider);
  for (const stem of entry.opposites) for (const at of answer.places.get(stem) ?? []) found.delete(at);
  if (found.size === 0 && entry.word.length >= SHORTEST_TYPO) {
    for (const [word, places] of answer.byLetter.get(entry.word.charAt(0)) ?? []) {
      if (isTypo(entry.word, word)) for (const at of places) found.set(at, CREDIT.typo);
    }
  }
  return [...found].map(([at, worth]) => ({ at, credit: worth }));
}

/** One letter more, less or other behind the first, or two that have changed places. */
function isTypo(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || /\d/.test(a)) return false;
  const shorter = Math.min(a.length, b.length);
  let front = 0;
  while (front < shorter && a[front] === b[front]) front++;
  let back = 0;
  while (back < shorter - front && a.at(-1 - back) === b.at(-1 - back)) back++;
  const [restA, restB] = [a.slice(front, a.length - back), b.slice(front, b.length - back)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA === `${restB.charAt(1)}${restB.charAt(0)}`;
}
