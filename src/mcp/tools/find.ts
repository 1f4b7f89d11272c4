import * as z from 'zod/v4';
import { KINDS } from '../../bank/kinds.ts';
import { tool } from './tool.ts';

const WORDS = z.array(z.string().max(100)).max(20).default([]);

/** The filters of the bank, as a round and a search take them. */
export const FILTERS = {
  topic: WORDS.describe('Only these topics.'),
  role: WORDS.describe('Only questions for these roles.'),
  level: WORDS.describe('Only these levels, such as senior or staff.'),
  kind: z
    .array(z.enum(KINDS))
    .max(10)
    .default([])
    .describe('Only these kinds. "screen" questions take a minute.'),
};

const findQuestions = tool({
  name: 'find_questions',
  title: 'Find questions',
  description:
    'Use this when the candidate wants to choose what to practice: by words, topic, level, or what is due for review. ' +
    'Gives titles, never the text or the answer. To start with good defaults, skip it and call start_round.',
  input: z.object({
    query: z
      .string()
      .max(300)
      .default('')
      .describe('Words from the title or subject, such as "vector search".'),
    ...FILTERS,
    due: z.boolean().default(false).describe('Only questions that are due for review today.'),
    limit: z.number().int().min(1).max(30).default(10),
  }),
  hints: 'reads',
  async run({ questions: bank }, { query, due, limit, ...wanted }) {
    const { total, topics, questions } = await bank.find(wanted, query, due, limit);
    const none = due
      ? 'Nothing is due. Call start_round without "order" for questions answered least.'
      : `No question matches. The topics are ${topics.slice(0, 30).join(', ')}.`;
    const next =
      questions.length === 0
        ? none
        : 'Call start_round with "questions" set to the ones that the candidate picks, such as ["' +
          `${questions[0]?.question ?? ''}"].`;
    return { total, questions, next };
  },
});

export const FIND_TOOLS = [findQuestions];
