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

/** A question as a search sees it: the terms of each section in their order, each between spaces. */
export type Searchable = Readonly<Record<Searched, string>> & Pick<Question, 'id'>;

/** What a search reads of a bank. */
export interface SearchableBank {
  /** Every word that occurs, with spaces between them: what a typo is compared with. */
  words: string;
  questions: readonly Searchable[];
}

/** Collects the questions of a bank one by one, so that their texts need not be kept. */
export function searchableBank(): { add: (question: Question) => void; done: () => SearchableBank } {
  const words = new Set<string>();
  const questions: Searchable[] = [];
  return {
    add(question) {
      const { id, title, concepts = [], topic, keyPoints, followUps, expected } = question;
      const read = (...texts: readonly string[]): string => termsIn(texts, words);
      questions.push({
        id,
        // The id is a title in short.
        title: read(title, id),
        concepts: read(...concepts, ...concepts.map(initials)),
        topic: read(topic),
        question: read(question.question),
        keyPoints: read(...keyPoints.flatMap(({ name, text, wordings }) => [name, text, ...wordings])),
        expected: read(expected),
        followUps: read(...followUps.map((followUp) => `${followUp.question}\n${followUp.answer}`)),
      });
    },
    done: () => ({ words: [...words].join(' '), questions }),
  };
}

/** `moe` of `mixture of experts`. Two letters stand for too many things. */
function initials(concept: string): string {
  const words = concept.split(/[\s-]+/);
  return words.length < 3 ? '' : words.map((word) => word.charAt(0)).join('');
}

/** In the order of the text, so that a phrase is found as one. Compounds as one word come last. */
function termsIn(texts: readonly string[], seen: Set<string>): string {
  const terms: string[] = [];
  const joined = new Set<string>();
  for (const word of wordsIn(texts.join('\n'))) {
    seen.add(word);
    terms.push(...termsOf(word));
    const one = joinedTerm(word);
    if (one !== null) joined.add(one);
  }
  return ` ${[...terms, ...joined].join(' ')} `;
}
