import { type Entry, entryOf, type Words, wordsOf } from './lexicon.ts';
import { type Span, type Token, sentencesOf, tokensOf } from './text.ts';

/** An answer, read once for all key points. */
export interface Answer extends Words {
  /** A long one is cut into pieces that overlap, and its words are there once for each. */
  sentences: readonly Span[];
  /** The sentence of each word. */
  sentenceOf: readonly number[];
  /** The place of the first word of each sentence, and at the end the number of all words. */
  starts: readonly number[];
  /** For each sentence, the end of the passage that starts with it. */
  passageEnds: readonly number[];
  /** The places of words, by spelling, form, meaning and wider meaning. */
  byWord: Places<string>;
  byForm: Places<string | number>;
  bySense: Places<number>;
  byWider: Places<number>;
  /** Its different numbers that may be others rounded. */
  numbers: Numbers;
  /** Its different words, by first letter and length. */
  alike: ReadonlyMap<string, readonly string[]>;
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
  /** The sentences that have one, in order, and the best match in each. */
  credits: readonly (readonly [sentence: number, credit: number])[];
  /** The best match of all. */
  credit: number;
}

/** What a match is worth. Chosen on the development sets; a tenth more or less changes little. */
const CREDIT = { same: 1, typo: 0.9, rounded: 0.9, synonym: 0.75, narrower: 0.6, wider: 0.5 };
/** From here on a word counts as the same. */
export const SAME = 0.9;
const SHORTEST_TYPO = 5;
/** Fewer words of the question in a row may be the answer's own. */
const SHORTEST_ECHO = 6;

/** The longest text that is read of an answer, in characters: as many as the answer box holds. */
const LONGEST = 200_000;
/**
 * The most words of a passage. A point may be spread over sentences, yet in a long answer any word turns up somewhere. The texts
 * that people judged are about as long.
 */
export const PASSAGE = 80;

/** Reads an answer. Ignores full sentences of the question that are pasted into it. Yields after each word. */
export function* readAnswer(text: string, question = ''): Generator<undefined, Answer> {
  const read = text.slice(0, LONGEST);
  const pieces = piecesOf(read, sentencesOf(read));
  const said = withoutEchoes(
    pieces.map(({ tokens }) => tokens),
    question,
  );
  const entries: Entry[] = [];
  const sentenceOf: number[] = [];
  const starts: number[] = [];
  const byWord = new Map<string, number[]>();
  const byForm = new Map<string | number, number[]>();
  const bySense = new Map<number, number[]>();
  const byWider = new Map<number, number[]>();
  for (const [sentence, tokens] of said.entries()) {
    starts.push(entries.length);
    for (const { word } of tokens) {
      const at = entries.length;
      const entry = entryOf(word);
      entries.push(entry);
      sentenceOf.push(sentence);
      note(byWord, [entry.word], at);
      note(byForm, entry.forms, at);
      note(bySense, entry.senses, at);
      note(byWider, entry.wider, at);
      yield;
    }
  }
  starts.push(entries.length);
  const alike = new Map<string, string[]>();
  for (const word of byWord.keys()) note(alike, [shapeOf(word, word.length)], word);
  return {
    text: read,
    tokens: said.flat(),
    entries,
    stems: entries.map(({ stem }) => stem),
    sentences: pieces.map(({ span }) => span),
    sentenceOf,
    starts,
    passageEnds: pieces.map((_, first) => passageEnd(starts, first)),
    byWord,
    byForm,
    bySense,
    byWider,
    numbers: numbersIn(byWord.keys()),
    alike,
    found: new Map(),
  };
}

/** A passage has at least one sentence, then as many as fit. */
function passageEnd(starts: readonly number[], first: number): number {
  const start = starts[first] ?? 0;
  // Some sentences have no words, so their number needs a limit too.
  const last = Math.min(starts.length - 1, first + PASSAGE);
  let end = first + 1;
  while (end < last && (starts[end + 1] ?? 0) - start <= PASSAGE) end++;
  return end;
}

/** Speech without punctuation has longer sentences than this, in words. They are cut into pieces that overlap. */
const LONGEST_SENTENCE = 40;
const PIECE = 20;
const STEP = 15;

interface Piece {
  span: Span;
  tokens: readonly Token[];
}

/** The sentences, or the pieces of a long one. */
function piecesOf(text: string, sentences: readonly Span[]): Piece[] {
  const tokens = tokensOf(text);
  let next = 0;
  return sentences.flatMap((span) => {
    const from = next;
    while (next < tokens.length && (tokens[next]?.start ?? span.end) < span.end) next++;
    const own = tokens.slice(from, next);
    return own.length <= LONGEST_SENTENCE ? { span, tokens: own } : cut(own, span);
  });
}

function cut(tokens: readonly Token[], { start, end }: Span): Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from + PIECE - STEP < tokens.length; from += STEP) {
    const own = tokens.slice(from, from + PIECE);
    pieces.push({ tokens: own, span: { start: own[0]?.start ?? start, end: own.at(-1)?.end ?? end } });
  }
  return pieces;
}

function withoutEchoes(sentences: readonly (readonly Token[])[], question: string) {
  const joined = (tokens: readonly Token[]): string => ` ${tokens.map(({ word }) => word).join(' ')} `;
  const asked = joined(wordsOf(question).tokens);
  return sentences.map((tokens) =>
    tokens.length >= SHORTEST_ECHO && asked.includes(joined(tokens)) ? [] : tokens,
  );
}

function note<Key, Noted>(notes: Map<Key, Noted[]>, keys: readonly Key[], noted: Noted): void {
  for (const key of keys) {
    const known = notes.get(key);
    if (known === undefined) notes.set(key, [noted]);
    else known.push(noted);
  }
}

/** Finds the words of an answer that match a word. */
export function find(entry: Entry, answer: Answer): Found {
  const known = answer.found.get(entry.word);
  if (known !== undefined) return known;
  const matches = matchesOf(entry, answer);
  const credits = new Map<number, number>();
  let best = 0;
  for (const [at, credit] of matches) {
    const sentence = answer.sentenceOf[at] ?? 0;
    credits.set(sentence, Math.max(credits.get(sentence) ?? 0, credit));
    best = Math.max(best, credit);
  }
  const inOrder = [...credits].sort(([a], [b]) => a - b);
  const found = { places: [...matches.keys()], credits: inOrder, credit: best };
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
  if (matches.size === 0 && entry.word.length >= SHORTEST_TYPO && !/\d/.test(entry.word)) {
    credit(
      alike(entry.word, answer).filter((word) => isTypo(entry.word, word)),
      answer.byWord,
      CREDIT.typo,
    );
  }
  if (matches.size === 0) credit(roundedFrom(entry.word, answer.numbers), answer.byWord, CREDIT.rounded);
  return matches;
}

/** The words of an answer that start with the same letter and are about as long. */
function alike(word: string, { alike }: Answer): string[] {
  return [-1, 0, 1].flatMap((by) => alike.get(shapeOf(word, word.length + by)) ?? []);
}

function shapeOf(word: string, length: number): string {
  return `${word.charAt(0)}${length}`;
}

/** Whether a letter after the first is added, missing or different, or two neighbors are swapped. */
function isTypo(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let front = 0;
  while (front < shorter && a[front] === b[front]) front++;
  let back = 0;
  while (back < shorter - front && a.at(-1 - back) === b.at(-1 - back)) back++;
  const [restA, restB] = [a.length - front - back, b.length - front - back];
  if (restA <= 1 && restB <= 1) return true;
  return restA === 2 && restB === 2 && a[front] === b[front + 1] && a[front + 1] === b[front];
}

/** A number of fewer digits is too many numbers rounded. */
const FEWEST_DIGITS = 2;
const MOST_DIGITS = 6;
/** The most ways to write the same digits that are looked at. */
const MOST_ALIKE = 10;

/** The numbers of a text that may be another one rounded, by their digits. */
export type Numbers = ReadonlyMap<string, readonly string[]>;

function numbersIn(words: Iterable<string>): Numbers {
  const numbers = new Map<string, string[]>();
  for (const word of words) {
    const digits = digitsOf(word);
    if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) continue;
    const alike = numbers.get(digits) ?? [];
    if (alike.length < MOST_ALIKE) numbers.set(digits, [...alike, word]);
  }
  return numbers;
}

/** The numbers that are another one rounded, or its share written as a percentage: "0.90" and "90" for 89.8. */
function roundedFrom(exact: string, numbers: Numbers): string[] {
  const most = Math.min(digitsOf(exact).length, MOST_DIGITS);
  const rounded: string[] = [];
  for (let digits = FEWEST_DIGITS; digits <= most; digits++) {
    const [mantissa = ''] = Number(exact).toPrecision(digits).split('e');
    const alike = numbers.get(mantissa.replace('.', '').replace(/^0+/, '')) ?? [];
    rounded.push(...alike.filter((number) => isRounded(number, exact)));
  }
  return rounded;
}

/** The digits of a number that tell something: "90" of "0.90", none of a word. */
function digitsOf(word: string): string {
  if (!/^\d+(?:\.\d+)?$/.test(word)) return '';
  const digits = word.replace('.', '').replace(/^0+/, '');
  return word.includes('.') || digits.length <= FEWEST_DIGITS ? digits : digits.replace(/0+$/, '');
}

function isRounded(number: string, exact: string): boolean {
  const decimals = number.split('.')[1]?.length ?? 0;
  const factors = [1, ...(Number(number) <= 1 ? [0.01] : []), ...(Number(exact) <= 1 ? [100] : [])];
  return factors.some((times) => (Number(exact) * times).toFixed(decimals) === number);
}
