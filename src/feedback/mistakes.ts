import type { Question } from '../bank/question.ts';
import { readAnswer } from './answer.ts';
import { doubtsAbout } from './doubts.ts';
import { nearestSentence } from './evidence.ts';
import { creditIn, lookFor, shareOf } from './features.ts';
import { isRejected } from './rejected.ts';
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
