import { describe, expect, it } from 'vitest';
import { atOnce } from '../../src/platform/steps.ts';
import { chooseFollowUp, findPoints } from '../../src/round/feedback.ts';
import type { Event } from '../../src/engine/event.ts';
import { evolve } from '../../src/engine/evolve.ts';
import type { Session } from '../../src/engine/session.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

const QUESTION = makeQuestion(1, {
  question: 'How do you keep bread fresh?',
  keyPoints: [
    keyPoint('Cellar', 'Store the loaf in a cool cellar.'),
    keyPoint('Linen', 'Wrap the loaf in dry linen.'),
    keyPoint('Freezer', 'Slice it and freeze the slices for longer storage.'),
  ],
  mistakes: ['Keeping bread in a refrigerator, which makes it stale faster.'],
  followUps: [
    { question: 'Wrapped in what?', answer: 'Linen.', probes: 'Linen' },
    { question: 'And where?', answer: 'In the cellar.', probes: 'Cellar' },
    { question: 'For a month?', answer: 'Frozen.', probes: 'Freezer' },
  ],
});

/** A session with these answers to the question and its follow-ups. */
function answered(texts: string[], followUps?: 'pressing' | 'live'): Session {
  const first = started(1);
  const options = { ...first.options, ...(followUps === undefined ? {} : { followUps }) };
  const [planned] = first.plan;
  const begun = start({ ...first, options, plan: [{ ...planned!, question: QUESTION, followUps: 3 }] });
  return texts.reduce((live, text, place) => {
    const turn = place === 0 ? { q: 0 } : { q: 0, followUp: place - 1 };
    const events: Event[] = [
      { type: 'asked', turn, budget: 60_000 },
      { type: 'answered', turn, state: 'submitted', text, firstKey: null },
    ];
    return events.reduce((now, event) => happen(now, event, 1000), live);
  }, begun).session;
}

/** Each point's verdict, and the words and turn it is based on. */
async function findings(...texts: string[]) {
  const event = atOnce(await findPoints(answered(texts), 0));
  if (event.type !== 'found') throw new Error('another event');
  const quote = ({ turn, start: from, end }: NonNullable<(typeof event.points)[0]['evidence']>) =>
    `${turn.followUp ?? 'main'}: ${texts[(turn.followUp ?? -1) + 1]?.slice(from, end) ?? ''}`;
  return {
    points: event.points.map(({ verdict, evidence }) => [verdict, evidence && quote(evidence)]),
    mistakes: event.mistakes.map(({ index, evidence }) => [index, quote(evidence)]),
  };
}

describe('a finding', () => {
  it('may be in any answer to the question, and has its place there', async () => {
    const { points } = await findings(
      'Good question. The loaf goes into a cool cellar.',
      'Nothing more to say',
      'I wrap the loaf in dry linen',
    );
    expect(points).toEqual([
      ['found', 'main: The loaf goes into a cool cellar.'],
      ['found', '1: I wrap the loaf in dry linen'],
      ['missing', null],
    ]);
  });

  it('may be a fact that an answer assumes, and did not only mention', async () => {
    const session = answered(["I'll assume the cellar is damp. Traffic is another matter."]);
    const ifAsked = [
      { name: 'Cellar', text: 'It has forty per cent humidity.', words: ['damp', 'humidity', 'moisture'] },
      { name: 'Traffic', text: 'Twenty loaves a day.', words: ['volume', 'loaves a day', 'load'] },
    ];
    const [planned] = session.questions;
    const asked = { ...planned!, question: { ...QUESTION, ifAsked } };
    expect(atOnce(await findPoints({ ...session, questions: [asked] }, 0))).toMatchObject({
      assumed: ['Cellar'],
    });
  });

  it('may be a mistake', async () => {
    const { mistakes } = await findings(
      'No idea.',
      'I am keeping the bread in a refrigerator, which makes it stale faster.',
    );
    expect(mistakes).toEqual([
      [0, '0: I am keeping the bread in a refrigerator, which makes it stale faster.'],
    ]);
    expect((await findings('I bake it fresh each day.')).mistakes).toEqual([]);
  });
});

describe('a pressing follow-up', () => {
  /** The point that it presses on, null if on none, or that it asks for more. */
  const next = async (text: string, known?: Parameters<typeof chooseFollowUp>[2]): Promise<unknown> => {
    const { event } = atOnce(await chooseFollowUp(answered([text], 'pressing'), 0, known));
    return event.type === 'prompted' ? 'more' : event.followUps.map(({ because }) => because);
  };

  it('presses on what the answer left out', async () => {
    expect(await next('I would ask my grandmother, who knows all about it.')).toEqual(['Linen']);
  });

  it('waits for more after a short answer, but not after an empty one', async () => {
    expect(await next('Bread?')).toBe('more');
    expect(await next('')).toEqual(['Linen']);
  });

  it('believes a listener before the matcher', async () => {
    const text = 'I would ask my grandmother, who knows all about it.';
    const heard = new Map([
      ['Cellar', 'missing' as const],
      ['Linen', 'found' as const],
      ['Freezer', 'found' as const],
    ]);
    expect(await next(text, heard)).toEqual(['Cellar']);
  });
});

describe('a live follow-up', () => {
  it('may ask about points that are in doubt, and about none that only a follow-up of the bank brings up', async () => {
    const heard = new Map([
      ['Cellar', 'found' as const],
      ['Linen', 'partly' as const],
      ['Freezer', 'missing' as const],
    ]);
    const session = answered(['I wrap the loaf in dry linen, as my grandmother did.'], 'live');
    const leftOpen = async (asked?: true): Promise<readonly string[]> => {
      const [planned] = session.questions;
      const keyPoints = QUESTION.keyPoints.map((point) =>
        point.name === 'Freezer' && asked ? { ...point, asked } : point,
      );
      const questions = [{ ...planned!, question: { ...QUESTION, keyPoints } }];
      return atOnce(await chooseFollowUp({ ...session, questions }, 0, heard)).leftOpen;
    };
    expect(await leftOpen()).toEqual(['Linen', 'Freezer']);
    expect(await leftOpen(true)).toEqual(['Linen']);
  });

  it('is not judged by the point that it presses on', async () => {
    const by = { name: 'qwen3:8b', host: 'h', prompt: 1 };
    const turn = { q: 0, followUp: 3 };
    const events: Event[] = [
      { type: 'improvised', q: 0, by, question: 'Who wraps it?', because: 'Linen' },
      { type: 'asked', turn, budget: 60_000 },
      { type: 'answered', turn, state: 'submitted', text: 'I wrap the loaf in dry linen', firstKey: null },
    ];
    const first = answered(['No idea.'], 'live');
    const session = events.reduce((now, event) => evolve(now, { ...event, ...first.last }), first);
    const event = atOnce(await findPoints(session, 0));
    expect(event).not.toHaveProperty('followUps');
    expect(event).toMatchObject({ points: [{}, { verdict: 'found', evidence: { turn } }, {}] });
  });
});
