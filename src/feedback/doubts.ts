import type { Answer } from './answer.ts';
import { creditIn, isSaid, type Looked, shareOf } from './features.ts';
import orders from './order.json' with { type: 'json' };
import { orderModel } from './order.ts';
import { isDenied } from './wanted.ts';

/** Why a sentence that has the words may still not say it. */
export type Doubt =
  | 'shuffled' // its words do not follow each other as in a sentence
  | 'listed' // it lists words and says nothing of them
  | 'denied' // it denies what the key point says, or the other way round
  | 'opposite'; // it says the opposite of a word

const likeASentence = orderModel(orders);
/** Hardly a sentence that people write about our subjects falls below it, and nine in ten of shuffled ones do. */
const UNLIKE = 0.05;
/** Other subjects have other words: so much less than the key point itself like a sentence, too. */
const LESS_LIKE = 0.5;
/** Neighbours in the key point that come in its order, as a share: half of them where the words were shuffled. */
const IN_ORDER = 0.85;
/** Sentences hold at least a fifth of words that only join; a list hardly any. */
const JOINING = 0.1;
const SHORTEST_LIST = 3;
const PAUSES = /[,;/·].*[,;/·]/;
/** A sentence that holds less of the point is not what the score rests on. */
const HOLDS = 0.6;
const LISTS = 0.4;

/** What speaks against a sentence, of which the words were found; `meant` is what they were looked for in. */
export function doubtsAbout(
  meant: string,
  words: readonly Looked[],
  answer: Answer,
  sentence: number,
): Doubt[] {
  const span = answer.sentences[sentence];
  const share = shareOf(words, (word) => creditIn(sentence, word));
  if (span === undefined || share < LISTS) return [];
  const inside = [...answer.entries.keys()].filter((at) => answer.sentenceOf[at] === sentence);
  const joining = inside.filter((at) => answer.entries[at]?.weight === 0).length;
  const doubts: Doubt[] = [];
  const text = answer.text.slice(span.start, span.end);
  if (inside.length >= SHORTEST_LIST && joining <= JOINING * inside.length && PAUSES.test(text)) {
    doubts.push('listed');
  }
  if (share < HOLDS) return doubts;
  if (
    inOrder(words, answer, sentence) < IN_ORDER &&
    likeASentence(text) < Math.min(UNLIKE, likeASentence(meant) - LESS_LIKE)
  ) {
    doubts.push('shuffled');
  }
  if (isTurned(words, answer, sentence, inside)) doubts.push('denied');
  if (hasOpposite(words, answer, inside)) doubts.push('opposite');
  return doubts;
}

/** Of the words found, the share that comes behind the one found before it in the key point. */
function inOrder(words: readonly Looked[], answer: Answer, sentence: number): number {
  const places = words.flatMap(({ hits }) => {
    const inside = hits.filter(({ at }) => answer.sentenceOf[at] === sentence).map(({ at }) => at);
    return inside.length === 0 ? [] : [Math.min(...inside)];
  });
  const behind = places.filter((at, index) => index > 0 && at >= (places[index - 1] ?? 0)).length;
  return places.length < 2 ? 1 : behind / (places.length - 1);
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
  words: readonly Looked[],
  answer: Answer,
  sentence: number,
  inside: readonly number[],
): boolean {
  const said = inside.filter((at) => answer.entries[at]?.negates).length;
  const meant = words.filter(({ entry }) => entry.negates).length;
  if ((said - meant) % 2 === 0) return false;
  const there = words.filter((word) => creditIn(sentence, word) > 0);
  const turned = shareOf(there, ({ hits, denied }) => {
    const places = hits.filter(({ at }) => answer.sentenceOf[at] === sentence);
    const isOnce = places.some(
      ({ at }) => isDenied(answer.text, answer.tokens, answer.entries, at) === denied,
    );
    return isOnce ? 0 : 1;
  });
  if (turned >= TURNED) return true;
  const telling = inside.filter((at) => (answer.entries[at]?.weight ?? 0) > 0).length;
  return telling <= words.length + 2 && shareOf(words, (word) => creditIn(sentence, word)) >= NEARLY_ALL;
}

/** Whether an opposite stands where the word itself does not. */
function hasOpposite(words: readonly Looked[], answer: Answer, inside: readonly number[]): boolean {
  const stems = new Map(inside.map((at) => [answer.entries[at]?.stem, at]));
  return words.some((word) => {
    if (isSaid(word)) return false;
    return word.entry.opposites.some((stem) => {
      const at = stems.get(stem);
      return at !== undefined && isDenied(answer.text, answer.tokens, answer.entries, at) === word.denied;
    });
  });
}
