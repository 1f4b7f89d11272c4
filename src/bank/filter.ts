import { SCREEN } from './parser/fields.ts';
import type { Question } from './question.ts';

/** What to keep. Values in one list are alternatives, an empty list keeps everything, and all lists must match. */
export interface Filter {
  role: readonly string[];
  topic: readonly string[];
  kind: readonly string[];
  level: readonly string[];
}

/** What a filter reads. */
export type Filterable = Pick<Question, 'topic' | 'kind' | 'level' | 'roles'>;

/**
 * The questions that a round or a study plan may choose, in their order. Questions of kind screen are warm-ups and stay out
 * unless the filter names their kind.
 */
export function questionsToAsk<Q extends Filterable>(questions: readonly Q[], filter: Filter): Q[] {
  const matching = filterQuestions(questions, filter);
  return filter.kind.includes(SCREEN) ? matching : matching.filter(isUsual);
}

/** Whether a round or a plan asks a question whose kind is not named. */
export function isUsual({ kind }: Partial<Pick<Question, 'kind'>>): boolean {
  return kind !== SCREEN;
}

/** The matching questions, in their order. */
export function filterQuestions<Q extends Filterable>(questions: readonly Q[], filter: Filter): Q[] {
  const { role, topic, kind, level } = filter;
  if ([role, topic, kind, level].every(({ length }) => length === 0)) return [...questions];
  const allows = (allowed: readonly string[], ...values: readonly string[]): boolean =>
    allowed.length === 0 || values.some((value) => allowed.includes(value));
  return questions.filter(
    (question) =>
      allows(role, ...question.roles) &&
      allows(topic, question.topic) &&
      allows(kind, question.kind) &&
      allows(level, question.level),
  );
}
