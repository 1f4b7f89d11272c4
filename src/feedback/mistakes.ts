import type { Question } from '../bank/question.ts';
import { type Answer, readAnswer } from './answer.ts';
import { doubtsAbout } from './doubts.ts';
import { nearestSentence } from './evidence.ts';
import { creditIn, lookFor, shareOf } from './features.ts';
import { type Span, sentencesOf } from './text.ts';
import { settingOf, wantedIn } from './wanted.ts';

/** A listed mistake that the answer makes, and the sentence that does. */
export interface MistakeMatch {
  /** In the question's list. */
  index: number;
  span: Span;
}

/** So much of a mistake has to stand in one sentence: a wrong accusation is worse than none. */
const SURE = 0.9;
/** A mistake of fewer telling words could be met by chance. */
const FEWEST = 3;
/** What names the making of a mistake, which nobody says who makes it. */
const NAMING =
  /^["“”']?(?:(?:saying|claiming|believing|thinking|assuming|arguing|declaring|answering|promising)\b(?: that)?)/i;
/** What is left out cannot be quoted. */
const OMISSION =
  /^["“”']?(?:forgetting|leaving|omitting|ignoring|skipping|stopping|dropping|missing|neglecting|no|not|never|without|only|nothing|refusing|hiding|explaining|describing|naming|listing)\b/i;

/** Who says one of these beside a mistake may be turning it down; whoever calls it a mistake does so in the next sentence. */
const REJECTS =
  /\b(?:not|never|no|nobody|cannot|can't|\w+n't|avoid\w*|instead|rather than|without|wrong|mistakes?|bad idea|tempt\w*|na(?:i|ï)ve\w*|trap|refus\w*|resist\w*|against|myth|pitfall|anti-?pattern|worse|fails?|people (?:say|think|believe)|some (?:say|would|people|teams)|many (?:say|would|people|teams))\b/gi;
const POINTS_BACK = /^["“”']?(?:but|yet|however|that|this|it|which|still|so (?:that|this))\b/i;

/** Whether an answer turns down what a sentence of it says, there or in the next one. */
function isRejected(mistake: string, answer: Answer, sentence: number): boolean {
  const said = (at: number): string => {
    const span = answer.sentences[at];
    return span === undefined ? '' : answer.text.slice(span.start, span.end).replaceAll('’', "'");
  };
  const times = (text: string): number => text.match(REJECTS)?.length ?? 0;
  if (times(said(sentence)) > times(mistake)) return true;
  const next = said(sentence + 1);
  return POINTS_BACK.test(next) && times(next) > 0;
}

/** The mistakes that a sentence of the answer says, only where that is sure. */
export function matchMistakes(
  mistakes: readonly string[],
  answer: string,
  question: Pick<Question, 'question'>,
): MistakeMatch[] {
  const read = readAnswer(answer, question.question);
  const setting = settingOf([], question.question);
  return mistakes.flatMap((mistake, index) => {
    const [first] = sentencesOf(mistake);
    const said = mistake.slice(first?.start, first?.end);
    if (first === undefined || OMISSION.test(said)) return [];
    const words = lookFor(wantedIn(said.replace(NAMING, ''), setting), read);
    const sentence = nearestSentence(words, read);
    const span = read.sentences[sentence];
    if (span === undefined || words.length < FEWEST) return [];
    const share = shareOf(words, (word) => creditIn(sentence, word));
    const isSure = share >= SURE && !isRejected(said, read, sentence);
    return isSure && doubtsAbout(said, words, read, sentence).length === 0 ? [{ index, span }] : [];
  });
}
