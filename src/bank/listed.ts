import type { Bank } from './bank.ts';
import type { Question } from './question.ts';

/** What lists and plans need of a question: no text but the title, and the number of follow-ups. */
export interface ListedQuestion extends Pick<
  Question,
  'bank' | 'number' | 'id' | 'title' | 'concepts' | 'topic' | 'kind' | 'level' | 'roles' | 'minutes' | 'file'
> {
  followUps: number;
}

/** What lists and plans need of a bank. */
export interface ListedBank extends Pick<Bank, 'name' | 'folder' | 'vocabulary'> {
  /** By number. */
  questions: readonly ListedQuestion[];
}

export function listedOf(question: Question): ListedQuestion {
  const { bank, number, id, title, concepts, topic, kind, level, roles, minutes, followUps, file } = question;
  const named = concepts === undefined ? {} : { concepts };
  return {
    ...{ bank, number, id, title, ...named, topic, kind, level, roles, minutes },
    followUps: followUps.length,
    file,
  };
}

export function listOf({ name, folder, vocabulary, questions }: Bank): ListedBank {
  return { name, folder, vocabulary, questions: questions.map(listedOf) };
}
