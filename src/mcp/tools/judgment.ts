import * as z from 'zod/v4';
import type { Certainty, Rating } from '../../engine/event.ts';
import { CERTAINTIES, RATINGS } from '../../engine/labels.ts';
import { type Asked, here, QUESTION, SESSION, tool } from './tool.ts';

const reveal = tool({
  name: 'reveal',
  title: 'Reveal the answer',
  description:
    'Use this when every turn of a question is answered or skipped. Gives the expected answer, the key points, mistakes and ' +
    'notes, and makes you the judge. Where the client can, it first asks the candidate how many points they expect to have ' +
    'covered. Judge before you show anything: record_judgement comes next. Call it again to reread it.',
  input: z.object({ session: SESSION, question: QUESTION.optional() }),
  hints: 'final',
  async run({ desk, interview, client, form }, { session, question }) {
    const id = desk.idOf(session);
    const { q, asksCertainty } = await interview.toReveal(id, question === undefined ? null : question - 1);
    const answer = form.answer();
    if (asksCertainty && form.isThere && answer === null) return { asked: CERTAINTY_FORM };
    await interview.reveal(id, q, certaintyIn(answer), client);
    const revealed = desk.revealed(id, q);
    const next = !revealed.answered
      ? 'Skipped, so there is nothing to judge. Read the takeaway to the candidate. Then call next_turn.'
      : 'Judge each point strictly: quote the words of the candidate that state it, letter for letter, or say "not ' +
        'covered". Call record_judgement with your verdicts. Then show the candidate the points, your verdicts and the takeaway.';
    return { ...revealed, next };
  },
});

const CERTAINTY_FORM: Asked = {
  message: 'Before the reveal: how many of the key points do you expect to have covered?',
  requestedSchema: {
    type: 'object',
    properties: { certainty: { type: 'string', title: 'I covered', enum: Object.values(CERTAINTIES) } },
    required: ['certainty'],
  },
};

function certaintyIn(answer: Readonly<Record<string, unknown>> | 'refused' | null): Certainty | null {
  if (answer === null || answer === 'refused') return null;
  return ([1, 2, 3, 4] as const).find((each) => CERTAINTIES[each] === answer['certainty']) ?? null;
}

const recordJudgement = tool({
  name: 'record_judgement',
  title: 'Record your verdicts',
  description:
    "Use this when you have compared the revealed points with the answers. One verdict for each point. Quote the candidate's " +
    "exact words for covered and partly. A quote that is not in their answer makes the verdict 'not sure'. Be strict: " +
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
  hints: 'repeatable',
  run({ desk, interview, client }, { session, question, verdicts }) {
    const id = desk.idOf(session);
    // The gate first: what may not be told cannot be judged either.
    desk.sources(id, question - 1);
    const notes = interview.judge(id, question - 1, verdicts, client);
    const points = desk.sources(id, question - 1).map((source) => {
      const note = source.judge === null ? 'no verdict yet' : notes.get(source.point)?.text;
      return { ...source, ...(note === undefined ? {} : { note }) };
    });
    const all = [...notes.values()];
    const unquoted = all.filter(({ isUnquoted }) => isUnquoted);
    const partly = all.filter(({ isUnquoted }) => !isUnquoted);
    const without = points.filter(({ judge }) => judge === null);
    const next = [
      ...unquoted.map(({ text }) => `${text.charAt(0).toUpperCase()}${text.slice(1)}: kept as not sure.`),
      ...(unquoted.length > 0 ? ['Send these again with the exact words, or leave them.'] : []),
      ...partly.map(({ point, text }) => `Point ${point}, ${text}.`),
      ...(without.length > 0
        ? [`No verdict yet for ${without.map(({ point }) => `point ${point}`).join(', ')}: send the rest.`]
        : []),
      'Tell the candidate point by point what they covered, in their own words, and what they left out. Then call rate.',
    ].join(' ');
    return {
      session: id,
      question,
      points,
      quotes_not_found: unquoted.map(({ point }) => point),
      next,
    };
  },
});

const rate = tool({
  name: 'rate',
  title: 'Let the candidate tick and rate',
  description:
    'Use this after you talked the points through. A form asks the candidate what they covered and how it went. You cannot ' +
    'fill it in. Without forms, hotseat asks them later in the terminal.',
  input: z.object({ session: SESSION, question: QUESTION }),
  hints: 'adds',
  run(room, { session, question }) {
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
      next: here(room, id, undefined, question).next,
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
    const ticks = points.map((_, place) => {
      const value = answer[`point_${place + 1}`];
      return value === 'covered' || value === 'missed' ? value : undefined;
    });
    const rating = RATINGS.find((each): each is Rating => each === answer['rating']) ?? null;
    const isEmpty = rating === null && ticks.every((tick) => tick === undefined);
    if (!isEmpty) interview.rate(id, q, { points: ticks, rating });
    const open = desk
      .sources(id, q)
      .filter(({ candidate }) => candidate === null || candidate === 'undecided')
      .map(({ point }) => point);
    const missing = [
      ...(open.length === 0
        ? []
        : [
            open.length === ticks.length
              ? 'all points'
              : `${open.length === 1 ? 'point' : 'points'} ${open.join(', ')}`,
          ]),
      ...(desk.judgementOf(id, q).isRated ? [] : ['the rating']),
    ].join(' and ');
    const again =
      missing === ''
        ? ''
        : ` The candidate left open: ${missing}. If they want to fill that in, call rate again.`;
    if (isEmpty) return done(false, `The form came back empty, so nothing is recorded.${again}`);
    return done(
      true,
      `${missing === '' ? 'Recorded as the words of the candidate.' : 'Only what they filled in is recorded.'}${again}`,
    );
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
    requestedSchema: {
      type: 'object',
      properties: { ...fields, rating: { type: 'string', title: 'How did it go?', enum: [...RATINGS] } },
    },
  };
}

export const JUDGMENT_TOOLS = [reveal, recordJudgement, rate];
