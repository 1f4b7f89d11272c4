import type { Bank } from './bank.ts';
import type { Question } from './question.ts';

/** What a list needs of a question: no text but the title. */
export type ListedQuestion = Pick<
  Question,
  'bank' | 'number' | 'id' | 'title' | 'topic' | 'kind' | 'level' | 'roles' | 'minutes' | 'file'
>;

/** What lists need of a bank. */
export interface ListedBank extends Pick<Bank, 'name' | 'folder' | 'vocabulary'> {
  /** By number. */
  questions: readonly ListedQuestion[];
}

export function listedOf(question: Question): ListedQuestion {
  const { bank, number, id, title, topic, kind, level, roles, minutes, file } = question;
  return { bank, number, id, title, topic, kind, level, roles, minutes, file };
}

export function listOf({ name, folder, vocabulary, questions }: Bank): ListedBank {
  return { name, folder, vocabulary, questions: questions.map(listedOf) };
}
