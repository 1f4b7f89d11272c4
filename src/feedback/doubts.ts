import { type Answer, SAME, type SentenceRange } from './answer-text.ts';
import { type MatchedWord, peakIn, shareIn, shareOf } from './matched-words.ts';
import { type Entry, isDenied, type Words, wordsOf } from './lexicon.ts';

/** Why a sentence that has the words may still not say it. */
export type Doubt = keyof typeof CHECKS;

/** Keyed by doubt, in the order they are reported. */
const CHECKS = {
  /** It lists words and says nothing about them. */
  listed: isList,
  /** It says the opposite of a word. */
  opposite: hasOpposite,
  /** It has another number in place of one. */
  number: hasOtherNumber,
  /** It denies what the key point says, or the other way round. */
  denied: isDenial,
  /** It has the same words in another order. */
  reversed: isReversed,
};

/** A key point, and the sentences of an answer that may say it. */
interface Claim {
  meant: Words;
  words: readonly MatchedWord[];
  answer: Answer;
  range: SentenceRange;
  /** The words of the sentences. */
  said: readonly Entry[];
  /** The place of the first of them. */
  start: number;
}

/** A sentence that has less of the point is not what the score rests on. */
const HOLDS = 0.6;
/** The other checks need less: what else was said may have raised the score. */
const LEAST = 0.4;

/** The reasons to doubt that a sentence says `text`, whose telling words are `words`. */
export function doubtsAbout(
  text: string,
  words: readonly MatchedWord[],
  answer: Answer,
  sentence: number,
): Doubt[] {
  const range = rangeAround(words, answer, sentence);
  if (shareIn(range, words) < LEAST) return [];
  const start = answer.starts[range.first] ?? 0;
  const said = answer.entries.slice(start, answer.starts[range.end]);
  const claim = { meant: wordsOf(text), words, answer, range, said, start };
  const doubts = Object.keys(CHECKS) as Doubt[];
  return doubts.filter((doubt) => CHECKS[doubt](claim));
}

/** The sentence, with its neighbor if it takes both to hold the point. */
function rangeAround(words: readonly MatchedWord[], { sentences }: Answer, sentence: number): SentenceRange {
  const alone = { first: sentence, end: sentence + 1 };
  const pairs = [
    { first: sentence, end: sentence + 2 },
    { first: sentence - 1, end: sentence + 1 },
  ].filter(({ first, end }) => first >= 0 && end <= sentences.length);
  return [alone, ...pairs].find((range) => shareIn(range, words) >= HOLDS) ?? alone;
}

function isIn({ first, end }: SentenceRange, { starts }: Answer, at: number): boolean {
  return at >= (starts[first] ?? 0) && at < (starts[end] ?? 0);
}

/** Sentences have at least a fifth of words that only join others. A list has hardly any. */
const JOINING = 0.1;
const SHORTEST_LIST = 3;
const PAUSES = /[,;/·].*[,;/·]/;
const LISTING = /(?:[,;/·]|\b(?:and|or)\b).*(?:[,;/·]|\b(?:and|or)\b)/;

/** A key point that is itself a list is said by listing its words. */
function isList({ meant, answer, range, said }: Claim): boolean {
  const text = answer.text.slice(answer.sentences[range.first]?.start, answer.sentences[range.end - 1]?.end);
  const own = meant.entries.filter(({ word }) => word !== 'and' && word !== 'or');
  return (
    said.length >= SHORTEST_LIST &&
    PAUSES.test(text) &&
    hardlyJoins(said) &&
    !(hardlyJoins(own) && LISTING.test(meant.text))
  );
}

function hardlyJoins(entries: readonly Entry[]): boolean {
  return entries.filter(({ weight }) => weight === 0).length <= JOINING * entries.length;
}

/** These words turn with the order of what they join: "a before b" is "b after a". */
const ORDERING = new Set(wordsOf('before after earlier later first last').stems);
/** If a smaller share of words is in the key point's order, what they join has changed places. */
const IN_ORDER = 0.85;

/** Whether an opposite is in the place of a word. */
function hasOpposite({ meant, words, answer, range }: Claim): boolean {
  const isReordered = inOrder(words, answer, range) < IN_ORDER;
  return words.some((word) => {
    const { entry, denied } = word;
    if (peakIn(range, word) >= SAME || (ORDERING.has(entry.stem) && isReordered)) return false;
    const said = entry.opposites
      .flatMap((stem) => answer.byForm.get(stem) ?? [])
      .filter((at) => isIn(range, answer, at) && isDenied(answer, at) === denied);
    return said.length > 0 && areInPlaceOf([entry.stem], meant, answer, said);
  });
}

/** The share of the matched words that come after the one before them in the key point. */
function inOrder(words: readonly MatchedWord[], answer: Answer, range: SentenceRange): number {
  const firsts = words
    .map(({ places }) =>
      places.reduce((first, at) => (isIn(range, answer, at) ? Math.min(first, at) : first), Infinity),
    )
    .filter(Number.isFinite);
  const behind = firsts.filter((at, index) => index > 0 && at >= (firsts[index - 1] ?? 0)).length;
  return firsts.length < 2 ? 1 : behind / (firsts.length - 1);
}

/** Whether a number of the key point is nowhere in the answer, and another number is in its place. */
function hasOtherNumber({ meant, words, answer, said, start }: Claim): boolean {
  const absent = words.filter(({ entry, credit }) => entry.value !== null && credit < SAME);
  const values = new Set(words.map(({ entry }) => entry.value));
  const others = said.flatMap(({ value }, place) =>
    value !== null && !values.has(value) ? [start + place] : [],
  );
  const stems = absent.map(({ entry }) => entry.stem);
  return areInPlaceOf(stems, meant, answer, others);
}

/** Whether one of the answer's words has the same neighbor, on the same side, as one of the key point's stems. */
function areInPlaceOf(
  stems: readonly string[],
  meant: Words,
  answer: Answer,
  places: readonly number[],
): boolean {
  const wanted = new Set(stems);
  return [-1, 1].some((side) => {
    const neighbors = new Set(meant.stems.filter((_, at) => wanted.has(meant.stems[at - side] ?? '')));
    return places.some((at) => neighbors.has(answer.stems[at + side] ?? ''));
  });
}

/** The share of the matched weight that has to be denied for a sentence to say the contrary. */
const DENIED = 0.2;
/** A sentence with so much of the point and little else has no other clause that a negation could belong to. */
const NEARLY_ALL = 0.85;

/**
 * Whether the sentence denies what the key point does not, or the other way round. If their negations differ by an even
 * number, such as "never" for "not ... without", they are taken to say the same.
 */
function isDenial({ meant, words, answer, range, said }: Claim): boolean {
  if ((negationsIn(said) - negationsIn(meant.entries)) % 2 === 0) return false;
  const there = words.filter((word) => peakIn(range, word) > 0);
  const turned = shareOf(there, ({ places, denied }) => {
    const inside = places.filter((at) => isIn(range, answer, at));
    return inside.some((at) => isDenied(answer, at) === denied) ? 0 : 1;
  });
  if (turned >= DENIED) return true;
  const telling = said.filter(({ weight }) => weight > 0).length;
  return telling <= words.length + 2 && shareIn(range, words) >= NEARLY_ALL;
}

function negationsIn(entries: readonly Entry[]): number {
  return entries.filter(({ negates }) => negates).length;
}

/** With so many of all words in common, the sentence is the key point, or reverses it: "cost grows with length". */
const SAME_WORDS = 0.8;
/** With so many of all words out of order, who does what to whom has changed. */
const OUT_OF_ORDER = 0.2;

function isReversed({ meant, words, range, said }: Claim): boolean {
  if (shareIn(range, words) < HOLDS) return false;
  const stems = said.map(({ stem }) => stem);
  const [shorter, longer] = [meant.stems.length, stems.length].sort((a, b) => a - b) as [number, number];
  if (shorter / longer < SAME_WORDS) return false;
  const common = inCommon(meant.stems, stems) / longer;
  return common >= SAME_WORDS && common - longestInOrder(meant.stems, stems) / longer >= OUT_OF_ORDER;
}

/** How many words two lists have in common. */
function inCommon(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1);
  return a.filter((word) => {
    const there = left.get(word) ?? 0;
    left.set(word, there - 1);
    return there > 0;
  }).length;
}

/** How many words two lists have in the same order. */
function longestInOrder(a: readonly string[], b: readonly string[]): number {
  let row = b.map(() => 0);
  for (const word of a) {
    const next: number[] = [];
    for (const [at, other] of b.entries()) {
      next.push(word === other ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
