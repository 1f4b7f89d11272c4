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
  namesTopics: true,
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
    const { total, questions } = await bank.find(wanted, query, due, limit);
    const none = due
      ? 'Nothing is due. Call start_round without "order" for questions answered least.'
      : 'No question matches. Try other words or another topic.';
    const next =
      questions.length === 0
        ? none
        : 'Call start_round with "questions" set to the ones that the candidate picks, such as ["' +
          `${questions[0]?.question ?? ''}"].`;
    return { total, questions, next };
  },
});

const addQuestion = tool({
  name: 'add_question',
  title: 'Add a question',
  description:
    'Use this when the candidate wants a question of their own, or questions for a job description, in their own bank. A title ' +
    'alone gives the form of the file. Fill that in and send it as "text": it is written and checked, and you get what to fix. ' +
    'Never change a question of theirs or ask for their files. You know the answer of what you wrote, so ask it another day.',
  input: z.object({
    title: z.string().max(1000).describe('A few words that name the question, without its answer.'),
    text: z
      .string()
      .max(100_000)
      .default('')
      .describe('The complete file. Its number, id and title are set.'),
    number: z.number().int().optional().describe('Of one that you added in this session: replaces its text.'),
  }),
  hints: 'adds',
  async run({ own, questions }, { title, text, number }) {
    if (text.trim() === '')
      return {
        form: await own.form(title),
        next: 'Fill in the form and call add_question with it as "text".',
      };
    const { isLoaded, ...written } = await own.write({ title, text, number });
    const [, given = ''] = written.question.split('/');
    const again = `call add_question with number ${given} and the complete text`;
    if (!isLoaded) return { ...written, next: `It does not load yet. Fix the errors, then ${again}.` };
    const fix = written.findings.length === 0 ? '' : `Fix what you can, then ${again}. `;
    const start = questions.asksOwn
      ? `Show it to the candidate. start_round with questions ["${written.question}"] asks it.`
      : `This server asks other folders only (--bank). \`hotseat practice ${given}\` asks it in a terminal.`;
    return { ...written, next: `${fix}${start}` };
  },
});

export const FIND_TOOLS = [findQuestions, addQuestion];
