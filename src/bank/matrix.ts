import { grouped } from '../text/data.ts';
import { KINDS } from './kinds.ts';
import type { Question, Vocabulary } from './question.ts';

/** What is counted of a bank. */
interface Countable {
  vocabulary: Vocabulary;
  questions: readonly Pick<Question, 'topic' | 'kind' | 'level' | 'roles'>[];
}

/** Question counts by word, in the order of the bank's vocabulary. */
export type Counts = ReadonlyMap<string, number>;

/** Question counts by everything that a filter can choose. */
interface Tally {
  questions: number;
  kinds: Counts;
  levels: Counts;
  roles: Counts;
}

/** The counts of one topic. Only words that occur in it: a bank may have thousands of topics and words. */
export interface TopicCounts extends Tally {
  topic: string;
}

/** The counts of a bank: per topic, and for all of it with every word of the vocabulary. */
export interface Matrix {
  topics: readonly TopicCounts[];
  all: Tally;
}

/** Counts a bank's questions. Topics of its vocabulary without a question are included. */
export function matrixOf({ questions, vocabulary }: Countable): Matrix {
  const byTopic = grouped(questions, ({ topic }) => topic);
  return {
    topics: inOrder(vocabulary.topics, byTopic.keys()).map((topic) => {
      const own = tallyOf(byTopic.get(topic) ?? [], vocabulary);
      return {
        topic,
        questions: own.questions,
        kinds: withoutZeros(own.kinds),
        levels: withoutZeros(own.levels),
        roles: withoutZeros(own.roles),
      };
    }),
    all: tallyOf(questions, vocabulary),
  };
}

function tallyOf(questions: Countable['questions'], { levels, roles }: Vocabulary): Tally {
  return {
    questions: questions.length,
    kinds: countsOf(
      KINDS,
      questions.map(({ kind }) => kind),
    ),
    levels: countsOf(
      levels,
      questions.map(({ level }) => level),
    ),
    roles: countsOf(
      roles,
      questions.flatMap((question) => question.roles),
    ),
  };
}

function countsOf(vocabulary: readonly string[], used: readonly string[]): Counts {
  const counts = new Map(inOrder(vocabulary, used).map((word) => [word, 0]));
  for (const word of used) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The words of the vocabulary, then any others by name. */
function inOrder(vocabulary: readonly string[], used: Iterable<string>): string[] {
  return [...new Set([...vocabulary, ...[...used].sort()])];
}

function withoutZeros(counts: Counts): Counts {
  return new Map([...counts].filter(([, count]) => count > 0));
}
