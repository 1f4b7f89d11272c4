import { grouped } from '../text/data.ts';
import { KINDS } from './parser/fields.ts';
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
  const whole = tallyOf(questions);
  const words = {
    kinds: KINDS,
    levels: inOrder(vocabulary.levels, whole.levels),
    roles: inOrder(vocabulary.roles, whole.roles),
  };
  const byTopic = grouped(questions, ({ topic }) => topic);
  const ranks = { kinds: rank(words.kinds), levels: rank(words.levels), roles: rank(words.roles) };
  return {
    topics: inOrder(vocabulary.topics, byTopic).map((topic) => {
      const own = tallyOf(byTopic.get(topic) ?? []);
      return {
        topic,
        questions: own.questions,
        kinds: sorted(own.kinds, ranks.kinds),
        levels: sorted(own.levels, ranks.levels),
        roles: sorted(own.roles, ranks.roles),
      };
    }),
    all: {
      questions: whole.questions,
      kinds: filled(words.kinds, whole.kinds),
      levels: filled(words.levels, whole.levels),
      roles: filled(words.roles, whole.roles),
    },
  };
}

function tallyOf(questions: Countable['questions']): Tally {
  return {
    questions: questions.length,
    kinds: countsOf(questions.map(({ kind }) => kind)),
    levels: countsOf(questions.map(({ level }) => level)),
    roles: countsOf(questions.flatMap(({ roles }) => roles)),
  };
}

function countsOf(used: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const word of used) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The words of the vocabulary, then any others by name. */
function inOrder(vocabulary: readonly string[], used: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...vocabulary, ...[...used.keys()].sort()])];
}

function rank(words: readonly string[]): Counts {
  return new Map(words.map((word, at) => [word, at]));
}

function sorted(counts: Counts, ranks: Counts): Counts {
  return new Map([...counts].sort(([a], [b]) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)));
}

/** Every word, with 0 for those that no question uses. */
function filled(words: readonly string[], counts: Counts): Counts {
  return new Map(words.map((word) => [word, counts.get(word) ?? 0]));
}
