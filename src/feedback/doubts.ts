import { type Answer, SAME } from './answer.ts';
import { type Looked, type SentenceRange, peakOf, shareOf } from './features.ts';
import { entriesIn, isDenied, negationsIn, stemsIn } from './wanted.ts';

/** Why a sentence that has the words may still not say it. */
export type Doubt =
  | 'turned' // it has the same words in another order
  | 'listed' // it lists words and says nothing of them
  | 'denied' // it denies what the key point says, or the other way round
  | 'opposite' // it says the opposite of a word
  | 'number'; // it has another number in the place of one

/** Sentences hold at least a fifth of words that only join; a list hardly any. */
const JOINING = 0.1;
const SHORTEST_LIST = 3;
const LISTING = /(?:[,;/·]|\b(?:and|or)\b).*(?:[,;/·]|\b(?:and|or)\b)/;
const PAUSES = /[,;/·].*[,;/·]/;
/** A sentence that holds less of the point is not what the score rests on. */
const HOLDS = 0.6;
/** Lists, opposites, other numbers and denials show where less of it is there: what else was said may have lifted the point. */
const LISTS = 0.4;

/** With so many of all words the sentence is the key point, or turns it round: "cost grows with length". */
const SAME_WORDS = 0.8;
/** So many of all words out of order, and who does what to whom is another matter. */
const OUT_OF_ORDER = 0.2;

/** What speaks against a sentence, of which the words were found; `meant` is what they were looked for in. */
export function doubtsAbout(
  meant: string,
  words: readonly Looked[],
  answer: Answer,
  sentence: number,
): Doubt[] {
  const stretch = stretchAt(words, answer, sentence);
  const share = shareIn(words, stretch);
  if (share < LISTS) return [];
  const inside = placesIn(answer, stretch);
  const text = answer.text.slice(
    answer.sentences[stretch.first]?.start,
    answer.sentences[stretch.end - 1]?.end,
  );
  const joining = inside.filter((at) => answer.entries[at]?.weight === 0).length;
  const doubts: Doubt[] = [];
  const isList = inside.length >= SHORTEST_LIST && joining <= JOINING * inside.length && PAUSES.test(text);
  if (isList && !isOnlyList(meant)) doubts.push('listed');
  if (hasOpposite(meant, words, answer, stretch, inside)) doubts.push('opposite');
  if (hasOtherNumber(meant, words, answer, inside)) doubts.push('number');
  if (isTurned(meant, words, answer, stretch, inside)) doubts.push('denied');
  if (share < HOLDS) return doubts;
  const [common, ordered] = sharedWords(meant, answer, inside);
  if (common >= SAME_WORDS && common - ordered >= OUT_OF_ORDER) doubts.push('turned');
  return doubts;
}

/** Whether a key point is itself a list: to list its words is to say it. */
function isOnlyList(meant: string): boolean {
  const own = entriesIn(meant).filter(({ word }) => word !== 'and' && word !== 'or');
  const joining = own.filter(({ weight }) => weight === 0).length;
  return joining <= JOINING * own.length && LISTING.test(meant);
}

/** The sentence, and its neighbour where it takes both to hold the point. */
function stretchAt(words: readonly Looked[], answer: Answer, sentence: number): SentenceRange {
  const alone = { first: sentence, end: sentence + 1 };
  if (sentence < 0 || shareIn(words, alone) >= HOLDS) return alone;
  const pairs = [
    { first: sentence, end: sentence + 2 },
    { first: sentence - 1, end: sentence + 1 },
  ].filter(({ first, end }) => first >= 0 && end <= answer.sentences.length);
  return pairs.find((pair) => shareIn(words, pair) >= HOLDS) ?? alone;
}

function shareIn(words: readonly Looked[], { first, end }: SentenceRange): number {
  return shareOf(words, ({ credits }) => peakOf(credits, first, end));
}

function isIn(answer: Answer, { first, end }: SentenceRange, at: number): boolean {
  const sentence = answer.sentenceOf[at] ?? -1;
  return sentence >= first && sentence < end;
}

function placesIn(answer: Answer, stretch: SentenceRange): number[] {
  return [...answer.entries.keys()].filter((at) => isIn(answer, stretch, at));
}

/** Of the words found, the share that comes behind the one found before it in the key point. */
function inOrder(words: readonly Looked[], answer: Answer, stretch: SentenceRange): number {
  const places = words.flatMap(({ hits }) => {
    const inside = hits.filter(({ at }) => isIn(answer, stretch, at)).map(({ at }) => at);
    return inside.length === 0 ? [] : [Math.min(...inside)];
  });
  const behind = places.filter((at, index) => index > 0 && at >= (places[index - 1] ?? 0)).length;
  return places.length < 2 ? 1 : behind / (places.length - 1);
}

/** Of the words of the longer one, the shares that a key point and a sentence have in common, and in the same order. */
function sharedWords(
  meant: string,
  answer: Answer,
  inside: readonly number[],
): [common: number, ordered: number] {
  const said = inside.map((at) => answer.entries[at]?.stem ?? '');
  const own = stemsIn(meant);
  const longer = Math.max(said.length, own.length);
  const left = [...said];
  const common = own.filter((stem) => {
    const at = left.indexOf(stem);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return [common.length / longer, longestInOrder(own, said) / longer];
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

/** Of what was found, as much has to be turned for a sentence to say the contrary. */
const TURNED = 0.2;
/** A sentence with so much of the point and little else has no other clause that a negation could belong to. */
const NEARLY_ALL = 0.85;

/**
 * Whether what was found is denied in the sentence and not in the key point, or the other way round. Where both hold an
 * even number of negations more or less, such as "never" for "not ... without", they are taken to say the same.
 */
function isTurned(
  meant: string,
  words: readonly Looked[],
  answer: Answer,
  stretch: SentenceRange,
  inside: readonly number[],
): boolean {
  const said = inside.filter((at) => answer.entries[at]?.negates).length;
  if ((said - negationsIn(meant)) % 2 === 0) return false;
  const there = words.filter(({ credits }) => peakOf(credits, stretch.first, stretch.end) > 0);
  const turned = shareOf(there, ({ hits, denied }) => {
    const places = hits.filter(({ at }) => isIn(answer, stretch, at));
    const isOnce = places.some(
      ({ at }) => isDenied(answer.text, answer.tokens, answer.entries, at) === denied,
    );
    return isOnce ? 0 : 1;
  });
  if (turned >= TURNED) return true;
  const telling = inside.filter((at) => (answer.entries[at]?.weight ?? 0) > 0).length;
  return telling <= words.length + 2 && shareIn(words, stretch) >= NEARLY_ALL;
}

/** Such words turn with the order of what they join: "a before b" is "b after a". */
const ORDERING = new Set(['before', 'after', 'earlier', 'later', 'first', 'last'].flatMap(stemsIn));
/** As a share: fewer neighbors of the key point in its order, and what they join has changed places. */
const IN_ORDER = 0.85;

/** Whether an opposite stands in the place of a word. */
function hasOpposite(
  meant: string,
  words: readonly Looked[],
  answer: Answer,
  stretch: SentenceRange,
  inside: readonly number[],
): boolean {
  const own = stemsIn(meant);
  const { first, end } = stretch;
  const isReordered = inOrder(words, answer, stretch) < IN_ORDER;
  return words.some(({ entry, credits, denied }) => {
    if (peakOf(credits, first, end) >= SAME || (ORDERING.has(entry.stem) && isReordered)) return false;
    const opposites = inside.filter((at) => entry.opposites.includes(answer.entries[at]?.stem ?? ''));
    return opposites.some(
      (at) =>
        isInPlaceOf(entry.stem, own, answer, at) &&
        isDenied(answer.text, answer.tokens, answer.entries, at) === denied,
    );
  });
}

/** Whether a number of the key point is nowhere, and another one stands in its place. */
function hasOtherNumber(
  meant: string,
  words: readonly Looked[],
  answer: Answer,
  inside: readonly number[],
): boolean {
  const absent = words.filter(({ entry, credit }) => entry.value !== null && credit < SAME);
  if (absent.length === 0) return false;
  const own = stemsIn(meant);
  const values = new Set(words.map(({ entry }) => entry.value));
  const others = inside.filter((at) => {
    const value = answer.entries[at]?.value ?? null;
    return value !== null && !values.has(value);
  });
  return others.some((at) => absent.some(({ entry }) => isInPlaceOf(entry.stem, own, answer, at)));
}

/** Whether a word of the answer has the neighbour, on the same side, that another one has in the key point. */
function isInPlaceOf(stem: string, own: readonly string[], { entries }: Answer, at: number): boolean {
  return own.some(
    (word, place) =>
      word === stem &&
      [-1, 1].some((side) => {
        const neighbour = own[place + side];
        return neighbour !== undefined && neighbour === entries[at + side]?.stem;
      }),
  );
}
