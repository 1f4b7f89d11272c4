import type { Bank } from './bank.ts';
import { BEHAVIORAL, SCREEN } from './kinds.ts';
import type { Question } from './question.ts';

/** What lists and plans need of a question: no text but the title, and the number of follow-ups. */
export interface ListedQuestion extends Pick<
  Question,
  | 'bank'
  | 'number'
  | 'id'
  | 'title'
  | 'concepts'
  | 'topic'
  | 'kind'
  | 'level'
  | 'roles'
  | 'minutes'
  | 'opens'
  | 'file'
> {
  followUps: number;
}

/** What lists and plans need of a bank. */
export interface ListedBank extends Pick<Bank, 'name' | 'folder' | 'vocabulary'> {
  /** By number. */
  questions: readonly ListedQuestion[];
}

export function listedOf(question: Question): ListedQuestion {
  const { bank, number, id, title, concepts, topic, kind, level, roles, minutes, opens, followUps, file } =
    question;
  const named = concepts === undefined ? {} : { concepts };
  const leading = opens === undefined ? {} : { opens };
  return {
    ...{ bank, number, id, title, ...named, topic, kind, level, roles, minutes, ...leading },
    followUps: followUps.length,
    file,
  };
}

export function listOf({ name, folder, vocabulary, questions }: Bank): ListedBank {
  return { name, folder, vocabulary, questions: questions.map(listedOf) };
}

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
 * The questions that a round or a study plan may choose, in their order. Warm-ups and behavioral questions stay out unless
 * the filter names their kind.
 */
export function questionsToAsk<Q extends Filterable>(questions: readonly Q[], filter: Filter): Q[] {
  const matching = filterQuestions(questions, filter);
  return filter.kind.length > 0 ? matching : matching.filter(isUsual);
}

/** Whether a round or a plan asks a question whose kind is not named. */
export function isUsual({ kind }: Partial<Pick<Question, 'kind'>>): boolean {
  return kind !== SCREEN && kind !== BEHAVIORAL;
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

/** A named set of questions: a bank, an index of one, or the questions of past sessions. */
export interface QuestionSet<Q> {
  name: string;
  /** By number. */
  questions: readonly Q[];
}

/** The number in a reference such as `5`, `#5` or `hotseat/5`; null in one by id. */
export function numberIn(reference: string): number | null {
  const digits = /^#?(\d+)$/.exec(reference.slice(reference.lastIndexOf('/') + 1))?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * The questions that a reference means: `5`, `embeddings-at-scale`, or with the bank's name,
 * `hotseat/5`. Several if banks share a number or an id.
 */
export function findQuestions<Q extends { number: number; id: string }>(
  banks: readonly QuestionSet<Q>[],
  reference: string,
): Q[] {
  const slash = reference.lastIndexOf('/');
  const bankName = reference.slice(0, Math.max(0, slash));
  const own = reference.slice(slash + 1);
  const number = numberIn(reference);
  return banks
    .filter(({ name }) => slash === -1 || name === bankName)
    .flatMap(({ questions }) => questions)
    .filter((question) => (number === null ? question.id === own : question.number === number));
}
