import { expect, onTestFinished, test } from 'vitest';
import { isBetter, measure, type Measured, wilson } from '../../../src/model/check/measure.ts';
import { pairsFrom } from '../../../src/model/check/pairs.ts';
import { openClient } from '../../../src/model/client.ts';
import type { Kind } from '../../../src/wire/problem.ts';
import { type Answer, FAULT, type ModelRequest, startModelServer } from '../../support/model-server.ts';
import { keyPoint, makeQuestion } from '../../support/question.ts';

/** Two questions of two topics, whose texts differ. */
const QUESTIONS = ['cache', 'queue'].map((word, place) =>
  makeQuestion(place + 1, {
    topic: word,
    expected: `A ${word} helps here. It has a ${word} limit.`,
    keyPoints: ['first', 'second'].map((which) =>
      keyPoint(`The ${which}`, `The ${which} ${word} is there for speed.`, {
        counts: [`Without any ${which} ${word} it would be slow.`],
        notEnough: [`There is some ${which} ${word} somewhere.`],
      }),
    ),
  }),
);
const PAIRS = pairsFrom(QUESTIONS, Infinity);

interface Told {
  answers: { text: string }[];
  points: { point: number; statement: string }[];
}

const toldIn = ({ user }: ModelRequest): Told => JSON.parse(user) as Told;

/** Nothing is covered. */
function refuseAll(request: ModelRequest): object {
  return {
    verdicts: toldIn(request).points.map(({ point }) => ({ point, quotes: [], verdict: 'not covered' })),
  };
}

interface Run extends Measured {
  requests: readonly ModelRequest[];
  done: number[];
}

async function run(
  answer: (request: ModelRequest) => Answer | Promise<Answer>,
  { pairs = PAIRS, limit = () => new AbortController().signal } = {},
): Promise<Run> {
  const server = await startModelServer({ answer });
  onTestFinished(server.close);
  const client = openClient({ url: server.url, name: 'qwen3:8b', key: null, keyFrom: null }, '0.0.0');
  const done: number[] = [];
  const measured = await measure(client, pairs, {
    match: () => Promise.resolve('unsure'),
    clock: () => 0,
    limit,
    onPair: (n) => done.push(n),
  });
  return { ...measured, requests: server.requests, done };
}

test('both judge each pair, and what does not cover a point need not be called missing', async () => {
  const { done, requests, ...measured } = await run(refuseAll);
  const share = { agreed: 8, interval: wilson(8, PAIRS.length), ms: 0 };
  expect(measured).toEqual({
    judged: PAIRS.length,
    judges: { model: share, matcher: share },
    problem: null,
    reached: PAIRS.length,
    isEnded: false,
  });
  expect(PAIRS.filter(({ covered }) => !covered)).toHaveLength(8);
  expect(done).toEqual(PAIRS.map((_, place) => place + 1));
  expect(new Set(requests.map((request) => toldIn(request).points.length))).toEqual(new Set([2]));
  expect(requests).toHaveLength(2 * PAIRS.length);
});

test('the verdict is that of the point, not of its neighbor', async () => {
  const pairs = PAIRS.filter(({ kind, point }) => kind === 'counts' && point === 1);
  const { judges } = await run(
    (request) => {
      const { answers, points } = toldIn(request);
      return {
        verdicts: points.map(({ point, statement }) =>
          statement.includes('second')
            ? { point, quotes: [answers[0]?.text], verdict: 'covered' }
            : { point, quotes: [], verdict: 'not covered' },
        ),
      };
    },
    { pairs },
  );
  expect(judges).toMatchObject({ model: { agreed: pairs.length }, matcher: { agreed: 0 } });
});

const LASTING: [Kind, () => Answer][] = [
  ['key', FAULT.noKey],
  ['no model', FAULT.noModel],
  ['redirect', () => FAULT.redirect('http://elsewhere.example/')],
];
const PASSING: [Kind, () => Answer][] = [
  ['busy', FAULT.busy],
  ['server', FAULT.failing],
  ['server', FAULT.dropped],
  ['cut off', () => FAULT.cutOff('{"verdicts": [')],
  ['too long', FAULT.large],
  ['nonsense', () => 'I think that covers it.'],
  ['nonsense', () => ({ verdicts: 'all covered' })],
  ['empty', FAULT.empty],
];

test.each(PASSING)('after a problem of kind %s midway the check continues', async (kind, fault) => {
  const bad = PAIRS[2]?.answer;
  const { judged, problem, isEnded } = await run((request) =>
    toldIn(request).answers[0]?.text === bad ? fault() : refuseAll(request),
  );
  expect(isEnded).toBe(false);
  expect(problem?.kind).toBe(kind);
  expect(judged).toBe(PAIRS.filter(({ answer }) => answer !== bad).length);
});

test('a server that hangs is slow at the limit', async () => {
  const { judged, judges, problem } = await run(FAULT.hanging, {
    pairs: PAIRS.slice(0, 1),
    limit: () => AbortSignal.timeout(1),
  });
  expect({ judged, judges, kind: problem?.kind }).toEqual({ judged: 0, judges: null, kind: 'slow' });
});

test.each([...LASTING.map((each) => [...each, 1] as const), ...PASSING.map((each) => [...each, 5] as const)])(
  'of problems of kind %s in a row, the last that is waited for ends the check',
  async (kind, fault, times) => {
    // The first two pairs are judged in two calls each.
    const ran = await run((request) => (request.n > 4 ? fault() : refuseAll(request)));
    expect(ran.problem?.kind).toBe(kind);
    expect(ran).toMatchObject({ judged: 2, reached: 2 + times, isEnded: true });
    expect(ran.done).toEqual([1, 2, 3, 4, 5, 6].slice(0, 1 + times));
  },
);

// Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the interval of %d in %d', (n, of, low, high) => {
  const interval = wilson(n, of);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test.each([
  [60, 30, 60, true],
  [36, 30, 60, false],
  [8, 6, 8, false],
  [30, 45, 60, false],
])('a model that agrees on %d, and a matcher on %d of %d: better is %s', (model, matcher, of, better) => {
  expect(isBetter({ model, matcher }, of)).toBe(better);
});
