import type { Bank } from './bank.ts';
import type { Question } from './question.ts';

/**
 * The questions that a reference means: `5`, `embeddings-at-scale`, or with the bank's name,
 * `hotseat/5`. More than one where banks share a number or an id.
 */
export function findQuestions(banks: readonly Bank[], reference: string): Question[] {
  const slash = reference.lastIndexOf('/');
  const bankName = reference.slice(0, Math.max(0, slash));
  const own = reference.slice(slash + 1);
  const number = /^#?\d+$/.test(own) ? Number(own.replace('#', '')) : null;
  return banks
    .filter(({ name }) => slash === -1 || name === bankName)
    .flatMap(({ questions }) => questions)
    .filter((question) => (number === null ? question.id === own : question.number === number));
}
