import * as z from 'zod/v4';
import { QUESTION, SESSION, tool, type ToolContext } from './tool.ts';

/** As much of a transcript in one answer. */
const PAGE = 8000;

const getHistory = tool({
  name: 'get_history',
  title: 'Rounds, progress and transcripts',
  description:
    'Use this when you need something of earlier rounds. show "rounds": earlier rounds with their session ids, newest first, also those from the terminal, to ' +
    'continue or debrief one. "progress": how the candidate is doing and what to practice: questions answered, points covered by ' +
    'their own ticks, topics, what is due, and the points they missed most. Time counts only answers that were typed in the ' +
    'terminal. "transcript": a round as Markdown: questions, answers, times, points with their evidence, ticks and verdicts. What ' +
    'is not revealed is not in it. Ask for one question at a time.',
  input: z.object({
    show: z.enum(['rounds', 'progress', 'transcript']).default('rounds'),
    limit: z.number().int().min(1).max(20).default(5).describe('How many rounds.'),
    topic: z.array(z.string().max(100)).max(20).default([]).describe('Progress: only these topics.'),
    since: z.iso.date().optional().describe('Progress: only answers since this day, such as 2026-01-31.'),
    session: SESSION,
    question: QUESTION.optional(),
    answers_only: z
      .boolean()
      .default(false)
      .describe('Transcript: without any verdict, for judging on your own.'),
    offset: z
      .number()
      .int()
      .min(0)
      .max(100_000_000)
      .default(0)
      .describe('Transcript: where to go on in a long one.'),
  }),
  hints: 'reads',
  async run({ rounds: all, questions }, { show, limit, topic, since, session, ...wanted }) {
    if (show === 'transcript') return transcriptPage(all, all.find(session), wanted);
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
        ? 'start_round starts a round; get_history with show "transcript" and finish_round read one that is over.'
        : `next_turn with session "${open.session}" continues it.`;
    return { total, rounds, next };
  },
});

function transcriptPage(
  rounds: ToolContext['rounds'],
  id: string,
  wanted: { question?: number | undefined; answers_only: boolean; offset: number },
): object {
  const { question, answers_only: answersOnly, offset } = wanted;
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
}

export const VIEW_TOOLS = [getHistory];
