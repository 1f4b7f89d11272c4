import * as z from 'zod/v4';
import type { Certainty, Rating } from '../../engine/event.ts';
import { CERTAINTIES, RATINGS } from '../../engine/labels.ts';
import { type Asked, here, NEXT, QUESTION, SESSION, tool } from './tool.ts';

const reveal = tool({
  name: 'reveal',
  title: 'Reveal the answer',
  description:
    'Use this when every turn of a question is answered or skipped. Gives the expected answer, the key points, mistakes and ' +
    'notes, and makes you the judge. Where the client can, it first asks the candidate how many points they expect to have ' +
    'covered. May be called again to read it again. Do not show it yet: judge first, so that the verdicts are yours.',
  input: z.object({ session: SESSION, question: QUESTION.optional() }),
  output: z.object({
    session: z.string(),
    question: z.number().int(),
    title: z.string(),
    answered: z.boolean(),
    candidate_expected: z.string().optional(),
    expected: z.string(),
    points: z.array(
      z.object({
        point: z.number().int(),
        name: z.string(),
        level: z.string().optional(),
        statement: z.string(),
        not_enough: z.string().optional(),
      }),
    ),
    mistakes: z.array(z.string()),
    follow_ups: z.array(z.object({ turn: z.string(), answer: z.string().optional() })),
    notes: z.string(),
    takeaway: z.string(),
    next: NEXT,
  }),
  hints: 'repeatable',
  async run({ desk, interview, client, form }, { session, question }) {
    const id = desk.idOf(session);
    const { q, asksCertainty } = await interview.toReveal(id, question === undefined ? null : question - 1);
    const answer = form.answer();
    if (asksCertainty && form.isThere && answer === null) return { asked: CERTAINTY_FORM };
    await interview.reveal(id, q, certaintyIn(answer), client);
    const revealed = desk.revealed(id, q);
    const next = !revealed.answered
      ? `It was skipped, so there is nothing to judge. Say the takeaway, then: ${here({ desk, interview, client, form }, id).next}`
      : 'Judge each point strictly: quote the words of the candidate that state it, letter for letter, or say "not ' +
        'covered". Call record_judgement with your verdicts. Then show the candidate the points, your verdicts and the takeaway.';
    return { ...revealed, next };
  },
});

const CERTAINTY_FORM: Asked = {
  message: 'Before the reveal: how many of the key points do you expect to have covered?',
  fields: {
    certainty: { type: 'string', title: 'I covered', enum: Object.values(CERTAINTIES) },
  },
  required: ['certainty'],
};

function certaintyIn(answer: Readonly<Record<string, unknown>> | 'refused' | null): Certainty | null {
  if (answer === null || answer === 'refused') return null;
  return ([1, 2, 3, 4] as const).find((each) => CERTAINTIES[each] === answer['certainty']) ?? null;
}

const recordJudgement = tool({
  name: 'record_judgement',
  title: 'Record your verdicts',
  description:
    'Use this when you have compared the revealed points with the answers. One verdict a point, with a quote: the words of ' +
    'the candidate, copied letter for letter. The quote is looked up; without it a verdict counts as "not sure". Be strict: ' +
    'naming a subject does not cover a point about it. Verdicts are kept under your name, beside the matcher and the ' +
    'candidate, and never count as ticks.',
  input: z.object({
    session: SESSION,
    question: QUESTION,
    verdicts: z
      .array(
        z.object({
          point: z.number().int().min(1).max(1000).describe('The number of the point in reveal.'),
          verdict: z.enum(['covered', 'partly', 'not covered']),
          quote: z
            .string()
            .max(4000)
            .default('')
            .describe('From an answer, letter for letter; empty for "not covered".'),
        }),
      )
      .min(1)
      .max(1000),
  }),
  output: z.object({
    session: z.string(),
    question: z.number().int(),
    points: z.array(
      z.object({
        point: z.number().int(),
        name: z.string(),
        matcher: z.string().nullable(),
        judge: z.string().nullable(),
        candidate: z.string().nullable(),
      }),
    ),
    quotes_not_found: z.array(z.number().int()),
    next: NEXT,
  }),
  hints: 'repeatable',
  run({ desk, interview, client }, { session, question, verdicts }) {
    const id = desk.idOf(session);
    // The gate first: what may not be told cannot be judged either.
    desk.sources(id, question - 1);
    const unquoted = interview.judge(id, question - 1, verdicts, client);
    const next =
      unquoted.length > 0
        ? `The quotes of points ${unquoted.join(', ')} are not in the answers, so those count as not sure. Send them again ` +
          'with the exact words, or leave them. Then talk the points through, and call rate.'
        : 'Tell the candidate point by point what they covered, in their own words, and what they left out. Then call rate.';
    return Promise.resolve({
      session: id,
      question,
      points: desk.sources(id, question - 1),
      quotes_not_found: unquoted,
      next,
    });
  },
});

const rate = tool({
  name: 'rate',
  title: 'Let the candidate tick and rate',
  description:
    'Use this when the candidate has seen the points. A form asks them which points they covered and how it went; you ' +
    'cannot answer for them, and your verdicts are not shown in it. Where the client has no forms it says how to do it in ' +
    'the terminal. The rating decides when the question comes back.',
  input: z.object({ session: SESSION, question: QUESTION }),
  output: z.object({
    session: z.string(),
    question: z.number().int(),
    recorded: z.boolean(),
    note: z.string(),
    next: NEXT,
  }),
  hints: 'adds',
  async run(room, { session, question }) {
    const { desk, interview, form } = room;
    const id = desk.idOf(session);
    const q = question - 1;
    const points = desk.points(id, q);
    const { isAnswered } = desk.judgementOf(id, q);
    const done = (recorded: boolean, note: string) => ({
      session: id,
      question,
      recorded,
      note,
      next: here(room, id).next,
    });
    if (!isAnswered) return done(false, 'The question was skipped, so there is nothing to rate.');
    if (!form.isThere) {
      return done(
        false,
        'This client cannot show the candidate a form, and the words must be theirs. After the round they tick and rate in ' +
          `a terminal with: hotseat resume ${id}`,
      );
    }
    const answer = form.answer();
    if (answer === null) return { asked: ratingForm(points) };
    if (answer === 'refused')
      return done(false, 'The candidate closed the form. Nothing was recorded; do not ask again.');
    interview.rate(id, q, {
      points: points.map((_, place) => {
        const value = answer[`point_${place + 1}`];
        return value === 'covered' || value === 'missed' ? value : undefined;
      }),
      rating: RATINGS.find((rating): rating is Rating => rating === answer['rating']) ?? null,
    });
    return Promise.resolve(done(true, 'Recorded as the words of the candidate.'));
  },
});

function ratingForm(points: readonly { name: string; text: string }[]): Asked {
  const fields = Object.fromEntries(
    points.map(({ name, text }, place) => [
      `point_${place + 1}`,
      { type: 'string' as const, title: name, description: text, enum: ['covered', 'missed'] },
    ]),
  );
  return {
    message: 'Which points did you cover, and how did it go? Leave a point open if you cannot decide.',
    fields: {
      ...fields,
      rating: { type: 'string', title: 'How did it go?', enum: [...RATINGS] },
    },
    required: [],
  };
}

export const JUDGMENT_TOOLS = [reveal, recordJudgement, rate];
