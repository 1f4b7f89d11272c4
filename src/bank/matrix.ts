import type { Bank } from './bank.ts';
import { KINDS } from './vocabulary.ts';
import type { Question } from './question.ts';

/** How many questions there are of each word that a key can have, in the order of the bank's vocabulary. */
export type Counts = ReadonlyMap<string, number>;

/** The questions of one topic, counted by what a filter can choose. */
export interface TopicCounts {
  topic: string;
  questions: number;
  kinds: Counts;
  levels: Counts;
  roles: Counts;
}

/** A bank counted: one line a topic, and the whole of it. */
export interface Matrix {
  topics: readonly TopicCounts[];
  all: Omit<TopicCounts, 'topic'>;
}

/** Counts a bank's questions; a topic of its vocabulary without a question stands there with none. */
export function matrixOf({ questions, vocabulary }: Bank): Matrix {
  const topics = inOrder(
    vocabulary.topics,
    questions.map(({ topic }) => topic),
  );
  const words = {
    kinds: KINDS,
    levels: inOrder(
      vocabulary.levels,
      questions.map(({ level }) => level),
    ),
    roles: inOrder(
      vocabulary.roles,
      questions.flatMap(({ roles }) => roles),
    ),
  };
  const counted = (of: readonly Question[]): Matrix['all'] => ({
    questions: of.length,
    kinds: countsOf(
      words.kinds,
      of.map(({ kind }) => kind),
    ),
    levels: countsOf(
      words.levels,
      of.map(({ level }) => level),
    ),
    roles: countsOf(
      words.roles,
      of.flatMap(({ roles }) => roles),
    ),
  });
  return {
    topics: topics.map((topic) => ({
      topic,
      ...counted(questions.filter((question) => question.topic === topic)),
    })),
    all: counted(questions),
  };
}

/** The words of the vocabulary, then those that a bank without one uses, by name. */
function inOrder(vocabulary: readonly string[], used: readonly string[]): string[] {
  return [...new Set([...vocabulary, ...used.toSorted()])];
}

function countsOf(words: readonly string[], used: readonly string[]): Counts {
  return new Map(words.map((word) => [word, used.filter((each) => each === word).length]));
}
