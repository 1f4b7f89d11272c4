import { type Answer, readAnswer } from './answer-text.ts';
import { doubtsAbout } from './doubts.ts';
import { nearestSentence, matchWords, shareIn } from './matched-words.ts';
import type { Asked } from './reading.ts';
import { isRejected } from './rejected.ts';
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
