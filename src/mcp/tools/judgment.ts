import * as z from 'zod/v4';
import type { Certainty, Rating } from '../../engine/event.ts';
import { CERTAINTIES, RATINGS, SAYS } from '../../engine/labels.ts';
import type { Told } from '../gate/gate.ts';
import { type Asked, QUESTION, SESSION, tool, whereNow } from './tool.ts';

const reveal = tool({
  name: 'reveal',
  title: 'Reveal the answer',
  description:
    'Use this when every turn of a question is answered or skipped. Gives the expected answer, the key points, mistakes and ' +
    'notes, and makes you the judge. Where the client can, it first asks the candidate how many points they expect to have ' +
    'covered. Judge before you show anything: record_judgement comes next. Call it again to reread it.',
  input: z.object({ session: SESSION, question: QUESTION.optional() }),
  hints: 'final',
  async run({ rounds, judging, client, form }, { session, question }) {
    const id = rounds.find(session);
    const { q, asksCertainty } = await judging.toReveal(id, question === undefined ? null : question - 1);
    const answer = form.answer();
    if (asksCertainty && form.isThere && answer === null) return { asked: CERTAINTY_FORM };
    await judging.reveal(id, q, certaintyIn(answer), client);
    const revealed = rounds.tell('revealed', id, { q });
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
    "exact words for covered and partly. A quote that is not in their answer makes the verdict 'not sure'. The statement " +
    'sets the bar: partly is a part of it, or one that they also contradict. Be strict: naming a subject does not cover ' +
    'a point about it, but a hedged claim is a claim. Verdicts are kept under your name, beside the matcher and the ' +
    'candidate, and decide nothing.',
  input: z.object({
    session: SESSION,
    question: QUESTION,
    verdicts: z
      .array(
        z.object({
          point: z.number().int().min(1).max(1000).describe('The number of the point in reveal.'),
          verdict: z.enum(['covered', 'partly', 'not covered']),
          quotes: z
            .array(z.string().min(1).max(4000))
            .max(2)
            .default([])
            .describe('From the answers, letter for letter; two if the point is said in two places.'),
        }),
      )
      .min(1)
      .max(1000),
  }),
  hints: 'repeatable',
  run({ rounds, judging, client }, { session, question, verdicts }) {
    const id = rounds.find(session);
    const q = question - 1;
    const notes = judging.judge(id, q, verdicts, client);
    const points = rounds.tell('sources', id, { q }).map((source) => {
      const note = source.judge === null ? 'no verdict yet' : notes.get(source.point);
      return { ...source, ...(note === undefined ? {} : { note }) };
    });
    const noted = points.flatMap(({ point, note }) =>
      note === undefined ? [] : [`Point ${point}: ${note}.`],
    );
    const next = [
      ...noted,
      ...(noted.length === 0 ? [] : ['Send what you can with the exact words, or leave it.']),
      'Tell the candidate point by point what they covered, in their own words, and what they left out. Then call rate.',
    ];
    return { session: id, question, points, next: next.join(' ') };
  },
});

const rate = tool({
  name: 'rate',
  title: 'Let the candidate decide and rate',
  description:
    'Use this after you talked the points through. A form asks the candidate what they covered and how it went. You cannot ' +
    'fill it in. Without forms, hotseat asks them later in the terminal.',
  input: z.object({ session: SESSION, question: QUESTION }),
  hints: 'adds',
  run(context, { session, question }) {
    const { rounds, judging, form, passed } = context;
    const id = rounds.find(session);
    const q = question - 1;
    const { points, isAnswered } = rounds.tell('ticks', id, { q });
    const done = (recorded: boolean, note: string) => {
      passed.add(`rate ${id}/${question}`);
      return { session: id, question, recorded, note, next: whereNow(context, id).next };
    };
    if (!isAnswered) return done(false, 'The question was skipped, so there is nothing to rate.');
    if (!form.isThere) {
      return done(
        false,
        'This client cannot show the candidate a form, and the words must be theirs. After the round they decide and rate in ' +
          `a terminal with: hotseat resume ${id}`,
      );
    }
    const answer = form.answer();
    if (answer === null) return { asked: ratingForm(points) };
    if (answer === 'refused')
      return done(false, 'The candidate closed the form. Nothing was recorded; do not ask again.');
    const ticks = points.map((_, place) => {
      const value = answer[`point_${place + 1}`];
      return [...SAYS.values()].find((each) => each === value);
    });
    const rating = RATINGS.find((each): each is Rating => each === answer['rating']) ?? null;
    const isEmpty = rating === null && ticks.every((tick) => tick === undefined);
    if (!isEmpty) judging.rate(id, q, { points: ticks, rating });
    const missing = whatIsMissing(rounds.tell('ticks', id, { q }));
    const again =
      missing === ''
        ? ''
        : ` The candidate left open: ${missing}. If they want to fill that in, call rate again.`;
    if (isEmpty) return done(false, `The form came back empty, so nothing is recorded.${again}`);
    const all =
      missing === '' ? 'Recorded as the words of the candidate.' : 'Only what they filled in is recorded.';
    return done(true, `${all}${again}`);
  },
});

/** What the candidate has not decided or rated, in words; empty if nothing. */
function whatIsMissing({ points, isRated }: Told['ticks']): string {
  const open = points.flatMap(({ isDecided }, place) => (isDecided ? [] : [place + 1]));
  const named =
    open.length === points.length
      ? 'all points'
      : `${open.length === 1 ? 'point' : 'points'} ${open.join(', ')}`;
  return [...(open.length === 0 ? [] : [named]), ...(isRated ? [] : ['the rating'])].join(' and ');
}

function ratingForm(points: readonly { name: string; text: string }[]): Asked {
  const fields = Object.fromEntries(
    points.map(({ name, text }, place) => [
      `point_${place + 1}`,
      { type: 'string' as const, title: name, description: text, enum: [...SAYS.values()] },
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
