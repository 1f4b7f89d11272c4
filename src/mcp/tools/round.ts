import * as z from 'zod/v4';
import { LONGEST_QUESTION } from '../../engine/event.ts';
import { FILTERS } from './find.ts';
import { findUnjudged } from '../what-next.ts';
import { leftIn, SESSION, tool, whereNow } from './tool.ts';

/** Assistants send a number as one. */
const NAME = z.union([z.string().max(200), z.number()]);

const startRound = tool({
  name: 'start_round',
  title: 'Start a round',
  description:
    'Use this when the candidate wants a mock interview. Left to hotseat, it is a short question, a case and follow-ups, and ' +
    'you say no title and no number; or name the questions. The clock starts with ' +
    'next_turn. Tell the candidate first: you ask and press, and you say nothing about their answers until the reveal. If a ' +
    'round is in progress, continue it with next_turn instead.',
  input: z.object({
    questions: z
      .array(NAME)
      .max(50)
      .default([])
      .describe('Questions by number or id, in this order. Default: chosen for the candidate.'),
    count: z
      .number()
      .int()
      .min(1)
      .max(50)
      .default(1)
      .describe('How many interviews, if no questions are named.'),
    ...FILTERS,
    order: z
      .enum(['fresh', 'due', 'weakest', 'number', 'shuffle'])
      .default('fresh')
      .describe(
        'fresh: least answered first. due: due for review first. weakest: most points not covered first.',
      ),
    minutes: z
      .number()
      .min(0.5)
      .max(240)
      .optional()
      .describe("The clock for each question. Default: the question's own."),
    timer: z.boolean().default(true),
    follow_ups: z
      .enum(['yours', 'bank', 'none'])
      .default('yours')
      .describe(
        'yours: you press with questions of your own, up to three each. bank: the follow-ups of the bank.',
      ),
  }),
  hints: 'adds',
  async run(context, { questions, count, order, minutes = null, timer, follow_ups: followUps, ...wanted }) {
    const before = context.rounds.findInProgress();
    const id = await context.questions.start({
      ...wanted,
      questions: questions.map(String),
      count,
      order,
      minutes,
      timer,
      followUps: followUps === 'yours' ? 'live' : followUps === 'bank' ? Infinity : 0,
    });
    if (before === null) return whereNow(context, id);
    const other = `Round ${before} is in progress too. next_turn with session "${before}" continues it.`;
    return whereNow(context, id, other);
  },
});

const nextTurn = tool({
  name: 'next_turn',
  title: 'Ask the next turn',
  description:
    'Use this when it is time to ask: it gives the exact words of the next question or follow-up and starts its clock. Also ' +
    'use it to continue a round from the terminal or an earlier chat, and when you have lost the thread: while a turn is ' +
    'open it gives the same turn again. The last question is judged first, or passed over.',
  input: z.object({
    session: SESSION,
    pass: z.boolean().default(false).describe('The candidate does not want the last question judged.'),
  }),
  hints: 'repeatable',
  async run(context, { session, pass }) {
    const id = context.rounds.find(session);
    const round = context.rounds.tell('round', id, {});
    const unjudged = findUnjudged(round, leftIn(context, id));
    if (unjudged !== undefined && pass) context.passed.add(`judge ${id}/${unjudged}`);
    if (unjudged === undefined || pass) await context.lead.next(id);
    return whereNow(context, id);
  },
});

const ask = tool({
  name: 'ask',
  title: 'Answer a clarifying question',
  description:
    'Use this when the candidate asks you something about the open turn before answering: how many users, what the budget is, ' +
    'how much time is left. It finds what this interviewer knows and gives the words to say. You know no more, so never ' +
    'answer from your own head, never suggest what to ask, and ask nothing that the candidate did not.',
  input: z.object({
    session: SESSION,
    question: z
      .string()
      .max(LONGEST_QUESTION)
      .describe('The words of the candidate: one question at a time.'),
  }),
  hints: 'adds',
  async run({ rounds, lead }, { session, question }) {
    const id = rounds.find(session);
    const turn = await lead.clarify(id, question);
    const next =
      'Say "reply" to the candidate word for word, add nothing, and wait. Then call ask again, or submit_answer.';
    return { ...rounds.tell('reply', id, { turn }), next };
  },
});

const submitAnswer = tool({
  name: 'submit_answer',
  title: 'Submit an answer',
  description:
    'Use this when the candidate has answered the open turn. Send their words exactly as they wrote them: no summary, no ' +
    'correction, nothing of yours. It is saved at once and is final, and so is a skip. A reply that asks something about the ' +
    'question is not an answer yet: call ask.',
  input: z.object({
    session: SESSION,
    turn: NAME.describe('The open turn, such as "1" or "1.2", from next_turn or add_follow_up.'),
    answer: z.string().default('').describe('The words of the candidate.'),
    skip: z.boolean().default(false).describe('The candidate wants to skip this turn.'),
    discard_draft: z
      .string()
      .max(200_000)
      .default('')
      .describe(
        'Only if a call was refused over a draft, and the candidate saw it: its fingerprint from that refusal, or its text.',
      ),
  }),
  hints: 'final',
  async run(context, { session, turn, answer, skip, discard_draft: discardDraft }) {
    const id = context.rounds.find(session);
    const isRepeated = await context.lead.submit(id, String(turn), { answer, skip, discardDraft });
    return whereNow(context, id, isRepeated ? 'This was submitted before; nothing changed.' : 'Saved.');
  },
});

const addFollowUp = tool({
  name: 'add_follow_up',
  title: 'Ask a follow-up',
  description:
    'Use this when the candidate has just answered and you want to press: on a claim without support, a skipped step, a ' +
    'condition or a cost that was not named. It asks at once and starts the clock; say its words to the candidate. ' +
    'No hint, no praise, and never what a good answer would be. It is kept as yours.',
  input: z.object({
    session: SESSION,
    ask: z
      .enum(['own', 'bank'])
      .default('own')
      .describe('own: "question". bank: the follow-up of the bank that fits best.'),
    question: z.string().max(1000).default('').describe('Your question: one or two sentences, plain words.'),
  }),
  hints: 'adds',
  async run(context, { session, ask, question }) {
    const id = context.rounds.find(session);
    const pressed = await context.lead.followUp(id, ask === 'own' ? question : null, context.client);
    const none = 'The bank has no follow-up left for this answer.';
    if (pressed === 'asked') return whereNow(context, id);
    return whereNow(
      context,
      id,
      pressed === 'none is left' ? none : `${none} You can still ask one of your own.`,
    );
  },
});

const finishRound = tool({
  name: 'finish_round',
  title: 'Finish or pause',
  description:
    'Use this when the round is over, for its results, or when the candidate wants to stop. how: "pause" keeps everything ' +
    "for later and frees the round for `hotseat resume` in the terminal. 'end' closes a round that start_round began, for " +
    'good: unasked questions stay unasked. Reveal first. Ask the candidate before you end. For a round that is over both only give its results.',
  input: z.object({ session: SESSION, how: z.enum(['pause', 'end']).default('pause') }),
  hints: 'final',
  run(context, { session, how }) {
    const { rounds, lead } = context;
    const id = rounds.find(session);
    lead.finish(id, how);
    const debrief = rounds.tell('debrief', id, {});
    const {
      toJudge: [judge],
      toRate,
      rate,
    } = leftIn(context, id);
    rounds.leave(id);
    if (debrief.waits_for === 'questions') {
      const next = `Paused. The candidate can continue with \`hotseat resume ${id}\` in a terminal, or you with next_turn.`;
      return { ...debrief, next };
    }
    const next = [
      judge === undefined
        ? ''
        : `Question ${judge} has no verdicts yet: call record_judgement with session "${id}" for it. `,
      rate === undefined
        ? ''
        : `The candidate has not decided and rated question ${rate}: call rate with session "${id}". `,
      toRate.length === 0
        ? ''
        : `\`hotseat resume ${id}\` asks the candidate in a terminal what is left to tick and rate. `,
      'start_round starts another round; get_history with show "transcript" gives the transcript.',
    ];
    return { ...debrief, next: next.join('') };
  },
});

export const ROUND_TOOLS = [startRound, nextTurn, ask, submitAnswer, addFollowUp, finishRound];
