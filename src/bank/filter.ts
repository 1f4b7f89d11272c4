import type { Question } from './question.ts';

/** What to keep. Values in one list are alternatives, an empty list keeps everything, and all lists must match. */
export interface Filter {
  role: readonly string[];
  topic: readonly string[];
  kind: readonly string[];
  level: readonly string[];
  /** Words that must all occur in title, topic, id or question. Never in the answer: a search must not give it away. */
  search?: string | undefined;
}

/** What a filter reads; `question` only for a search. */
export type Filterable = Pick<Question, 'title' | 'topic' | 'id' | 'kind' | 'level' | 'roles'> & {
  question?: string;
};

/** The matching questions, in their order. */
export function filterQuestions<Q extends Filterable>(questions: readonly Q[], filter: Filter): Q[] {
  const { role, topic, kind, level, search = '' } = filter;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if ([role, topic, kind, level, words].every(({ length }) => length === 0)) return [...questions];
  const allows = (allowed: readonly string[], ...values: readonly string[]): boolean =>
    allowed.length === 0 || values.some((value) => allowed.includes(value));
  return questions.filter(
    (question) =>
      allows(role, ...question.roles) &&
      allows(topic, question.topic) &&
      allows(kind, question.kind) &&
      allows(level, question.level) &&
      mentions(question, words),
  );
}

function mentions({ title, topic, id, question = '' }: Filterable, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = `${title}\n${topic}\n${id}\n${question}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
