import { type Answer, readAnswer } from './answer-text.ts';
import { doubtsAbout } from './doubts.ts';
import { nearestSentence, matchWords, shareIn } from './matched-words.ts';
import type { Asked } from './reading.ts';
import { type Context, contextIn, tellingWordsIn } from './telling-words.ts';
import { type Span, sentencesOf } from './text.ts';

/** A common mistake that the answer makes. */
export interface MistakeMatch {
  /** In the question's list. */
  index: number;
  /** The sentence that makes it. */
  span: Span;
}

/** So much of a mistake has to be in one sentence: a wrong accusation is worse than none. */
const SURE = 0.9;
/** A mistake of fewer telling words could match by chance. */
const FEWEST = 3;
/** These words name the making of a mistake. A person who makes it does not say them. */
const NAMING =
  /^["“”']?(?:(?:saying|claiming|believing|thinking|assuming|arguing|declaring|answering|promising)\b(?: that)?)/i;
/** An omission cannot be quoted. */
const OMISSION =
  /^["“”']?(?:forgetting|leaving|omitting|ignoring|skipping|stopping|dropping|missing|neglecting|no|not|never|without|only|nothing|refusing|hiding|explaining|describing|naming|listing)\b/i;

/** The mistakes that a sentence of the answer makes, only if that is sure. Yields many times. */
export function* matchMistakes(
  mistakes: readonly string[],
  text: string,
  { question }: Asked,
): Generator<undefined, MistakeMatch[]> {
  const answer = yield* readAnswer(text, question);
  const context = contextIn(question);
  const made: MistakeMatch[] = [];
  for (const [index, mistake] of mistakes.entries()) {
    const span = yield* matchMistake(mistake, context, answer);
    if (span !== null) made.push({ index, span });
  }
  return made;
}

function* matchMistake(mistake: string, context: Context, answer: Answer): Generator<undefined, Span | null> {
  const [first] = sentencesOf(mistake);
  const said = mistake.slice(first?.start, first?.end);
  if (first === undefined || OMISSION.test(said)) return null;
  const words = yield* matchWords(tellingWordsIn(said.replace(NAMING, ''), context), answer);
  const sentence = nearestSentence(words, answer);
  const span = answer.sentences[sentence];
  if (span === undefined || words.length < FEWEST) return null;
  const share = shareIn({ first: sentence, end: sentence + 1 }, words);
  const isSure = share >= SURE && !isRejected(said, answer, sentence);
  return isSure && doubtsAbout(said, words, answer, sentence).length === 0 ? span : null;
}

/**
 * A person who says one of these near a mistake may be rejecting it, or reporting what others did. Better too many of them:
 * a wrong accusation is worse than none.
 */
const REJECTS = new RegExp(
  `\\b(?:${[
    "not|never|no|nobody|cannot|\\w+n't|without|instead|rather than|against",
    'avoid\\w*|stop|stops|stopped|stopping|refus\\w*|resist\\w*|tempt\\w*',
    'wrong|bad idea|mistakes?|errors?|danger\\w*|disast\\w+|trap|myth|pitfalls?|anti-?patterns?|na(?:i|ï)ve\\w*',
    'worse|fails?|makes? (?:\\w+ ){0,6}(?:longer|slower|harder|bigger)',
    'juniors?|beginners?|(?:one|you|someone|somebody) (?:could|might)',
    '(?:people|some|many|others|teams|candidates) (?:say|think|believe|would|do|will|people|teams)',
    '(?:began|started|happened|broke|failed|caused|came) (?:\\w+ )?(?:because|when|after|by)',
    'used to|ago|last (?:week|month|year|time|job|team)|once (?:I|we|they)|incident|post-?mortem',
  ].join('|')})\\b`,
  'gi',
);
/** The next sentence is about the mistake, */
const POINTS_BACK = /^["“”']?(?:but|yet|however|that|this|it|which|still|so (?:that|this))\b/i;
/** or is a short no: "I would not do that." */
const TURNS_DOWN =
  /^["“”']?(?:(?:but|yet|however),? )?(?:no|never|(?:I|we) (?:never|(?:do|would|will|did|should|could|can)(?: not|n't)|won't|can't|cannot)(?: \w+){0,2})[.!,;]*$/i;

/** Whether an answer rejects what one of its sentences says: there, in the sentence before or after, or in a list's heading. */
function isRejected(mistake: string, answer: Answer, sentence: number): boolean {
  const said = (at: number): string => {
    const { start, end } = answer.sentences[at] ?? { start: 0, end: 0 };
    return plain(answer.text.slice(start, end));
  };
  const own = said(sentence);
  if (own.endsWith('?') || rejections(own) > rejections(plain(mistake))) return true;
  const leads = leadsIn(answer.text, answer.sentences[sentence]?.start ?? 0, said(sentence - 1));
  if (leads.some((lead) => rejections(lead) > 0)) return true;
  const next = said(sentence + 1);
  return TURNS_DOWN.test(next) || (POINTS_BACK.test(next) && rejections(next) > 0);
}

function rejections(text: string): number {
  return text.match(REJECTS)?.length ?? 0;
}

function plain(text: string): string {
  return text.replaceAll('’', "'");
}

const ITEM = /^\s*(?:[-*+•]|\d+[.)])\s/;

/** Enough of the text before a sentence to see a blank line. After a blank line, only a heading leads to the sentence. */
const NEAR = 20;

/** What leads to a sentence: the one before it, and in a list its heading, but no other item. */
function leadsIn(text: string, start: number, before: string): string[] {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const end = text.indexOf('\n', start);
  if (!ITEM.test(text.slice(from, end === -1 ? undefined : end))) {
    const isOfAnother =
      /\n\s*\n\s*$/.test(text.slice(Math.max(0, start - NEAR), start)) && !/^#|:$/.test(before);
    return isOfAnother ? [] : [before];
  }
  const above = text.slice(0, from).split('\n');
  const heading = above.findLast((one) => one.trim() !== '' && !ITEM.test(one) && !/^\s/.test(one));
  const isFirstOfItem = text.slice(from, start).replace(ITEM, '').trim() === '';
  return [plain(heading ?? ''), ...(isFirstOfItem ? [] : [before])];
}
