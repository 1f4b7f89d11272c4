import type { Question } from '../question.ts';
import { joinedTerm, termsOf, wordsIn } from './terms.ts';

/** Where a search looks. What is told of a hit is the section, never its words. */
export const SEARCHED = [
  'title',
  'concepts',
  'topic',
  'question',
  'keyPoints',
  'expected',
  'followUps',
] as const;
export type Searched = (typeof SEARCHED)[number];

/** A question as a search sees it: the terms of each section. */
export type Searchable = Readonly<Record<Searched, string>> & Pick<Question, 'id'>;

/** A question as a search sees it. */
export function searchableOf(question: Question): Searchable {
  const { id, title, concepts = [], topic, keyPoints, followUps, expected } = question;
  return {
    id,
    // The id is a title in short.
    title: termsIn(title, id),
    concepts: termsIn(...concepts, ...concepts.map(initials)),
    topic: termsIn(topic),
    question: termsIn(question.question),
    keyPoints: termsIn(...keyPoints.flatMap(({ name, text, wordings }) => [name, text, ...wordings])),
    expected: termsIn(expected),
    followUps: termsIn(...followUps.map((followUp) => `${followUp.question}\n${followUp.answer}`)),
  };
}

/** `moe` of `mixture of experts`. Two letters stand for too many things. */
function initials(concept: string): string {
  const words = concept.split(/[\s-]+/);
  return words.length < 3 ? '' : words.map((word) => word.charAt(0)).join('');
}

/** Compounds are there as their parts and as one word. */
function termsIn(...texts: readonly string[]): string {
  return wordsIn(texts.join('\n'))
    .flatMap((word) => [...termsOf(word), ...[joinedTerm(word) ?? []].flat()])
    .join(' ');
}
