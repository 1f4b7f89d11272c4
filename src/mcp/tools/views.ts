import * as z from 'zod/v4';
import { QUESTION, SESSION, tool } from './tool.ts';

const getHistory = tool({
  name: 'get_history',
  title: 'Rounds and progress',
  description:
    'Use this when the candidate wants to continue, debrief or export an earlier round and you need its session id (newest ' +
    'first; also those from the terminal), or when they ask how they are doing or what to practice (show: "progress"): ' +
    'questions answered, points covered by their own ticks, topics, what is due, and the points they missed most. Time counts ' +
    'only answers that were typed in the terminal.',
  input: z.object({
    show: z.enum(['rounds', 'progress']).default('rounds'),
    limit: z.number().int().min(1).max(20).default(5).describe('How many rounds.'),
    topic: z.array(z.string().max(100)).max(20).default([]).describe('Progress: only these topics.'),
    since: z.iso.date().optional().describe('Progress: only answers since this day, such as 2026-01-31.'),
  }),
  hints: 'reads',
  async run({ rounds: all, questions }, { show, limit, topic, since }) {
    if (show === 'progress') {
      const stats = await questions.stats(topic, since);
      const next =
        stats.due > 0
          ? `${stats.due} due: call start_round with order "due".`
          : 'Call start_round, with order "weakest" for what was missed most.';
      return { ...stats, next };
    }
    const { total, rounds } = all.list(limit);
    const open = rounds.find(({ waits_for: waitsFor }) => waitsFor === 'questions');
    const next =
      open === undefined
        ? 'start_round starts a round; export_round and finish_round read one that is over.'
        : `next_turn with session "${open.session}" continues it.`;
    return { total, rounds, next };
  },
});

/** As much of a transcript in one answer. */
const PAGE = 8000;

const exportRound = tool({
  name: 'export_round',
  title: 'Transcript',
  description:
    'Use this when the candidate wants the transcript of a round, or you debrief one: questions, answers, times, points with ' +
    'their evidence, ticks and verdicts, as Markdown. What is not revealed is not in it. Ask for one question at a time.',
  input: z.object({
    session: SESSION,
    question: QUESTION.optional(),
    answers_only: z.boolean().default(false).describe('Without any verdict: for judging on your own.'),
    offset: z
      .number()
      .int()
      .min(0)
      .max(100_000_000)
      .default(0)
      .describe('Where to go on in a long transcript.'),
  }),
  hints: 'reads',
  run({ rounds }, { session, question, answers_only: answersOnly, offset }) {
    const id = rounds.find(session);
    const whole = rounds.tell('transcript', id, {
      q: question === undefined ? null : question - 1,
      answersOnly,
    });
    const end = offset + PAGE;
    const isLast = end >= whole.length;
    return {
      session: id,
      markdown: whole.slice(offset, end).toWellFormed(),
      ...(isLast ? {} : { next_offset: end }),
      next: isLast
        ? `For a file the candidate runs: hotseat export ${id} -o transcript.md`
        : `Call again with offset ${end} for the rest.`,
    };
  },
});

export const VIEW_TOOLS = [getHistory, exportRound];
