import type { JudgeVerdict, ModelFindings, Passage } from '../engine/event.ts';
import { answersTo, type SessionQuestion } from '../engine/session.ts';
import { findQuote, type Folded, foldText, type Quoted } from './quote.ts';

/** What a judge says of a key point. */
export interface Said {
  verdict: (typeof WORDS)[number];
  /** The words of the answers that it rests on. */
  quotes: readonly string[];
}

export const WORDS = ['covered', 'partly', 'not covered'] as const;

/** A verdict with the places of its quotes; a found and a partly covered one always have some. */
export interface Proved {
  verdict: JudgeVerdict;
  places: readonly (Quoted & { answer: number })[];
}

/** An answer, and the question or follow-up that it is to. */
export interface AnswerTo {
  to: string;
  text: string;
}

/** The answers to a question, in the order given. */
export function answersIn(planned: SessionQuestion): AnswerTo[] {
  const { followUps } = planned.question;
  return answersTo(planned).map(({ turn, text }) => ({
    to: turn.followUp === undefined ? 'the question' : (followUps[turn.followUp]?.question ?? ''),
    text,
  }));
}

/** The texts that quotes are looked up in. `asked` is the question, then what each answer is to. */
export interface Texts {
  answers: readonly Folded[];
  asked: readonly Folded[];
}

export function textsOf({ question, answers }: { question: string; answers: readonly AnswerTo[] }): Texts {
  return {
    answers: answers.map(({ text }) => foldText(text)),
    asked: [question, ...answers.map(({ to }) => to)].map(foldText),
  };
}

/** A point may be said in two places. */
const MOST_QUOTES = 2;

/** A point is covered, in full or in part, only if all words quoted for it are in the answers and not the question's own. */
export function prove({ verdict, quotes }: Said, texts: Texts): Proved {
  const looked = quotes.slice(0, MOST_QUOTES).map((quote) => placeOf(quote, texts));
  const [first, ...others] = looked.filter((place) => place !== null);
  const places = first === undefined ? [] : [first, ...others.filter((other) => !isSame(first, other))];
  if (verdict === 'not covered') return { verdict: 'missing', places };
  if (first === undefined || looked.includes(null)) return { verdict: 'unsure', places };
  return { verdict: verdict === 'covered' ? 'found' : 'partly', places };
}

function placeOf(quote: string, { answers, asked }: Texts): Proved['places'][number] | null {
  for (const [answer, text] of answers.entries()) {
    const at = findQuote(quote, text);
    // What was asked before is no answer; what is asked later may repeat one.
    const isAsked = asked.slice(0, answer + 2).some((each) => findQuote(quote, each) !== null);
    if (at !== null && !isAsked) return { ...at, answer };
  }
  return null;
}

/** Whether two places share more than half of the shorter one. */
export function isSame(a: Proved['places'][number], b: Proved['places'][number]): boolean {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return a.answer === b.answer && common > Math.min(a.end - a.start, b.end - b.start) / 2;
}

/** A verdict on a point as a journal keeps it. */
export function findingOf(
  name: string,
  { verdict, places }: Proved,
  planned: SessionQuestion,
): ModelFindings['points'][number] {
  const turns = answersTo(planned).map(({ turn }) => turn);
  const [evidence = null, also] = places.flatMap(({ answer, start, end }): Passage[] => {
    const turn = turns[answer];
    return turn === undefined ? [] : [{ turn, start, end }];
  });
  return { name, verdict, evidence, ...(also === undefined ? {} : { also }) };
}
