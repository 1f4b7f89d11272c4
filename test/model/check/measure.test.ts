import { expect, onTestFinished, test } from 'vitest';
import { agreementOf } from '../../../src/model/check/agreement.ts';
import { measure, type Measured } from '../../../src/model/check/measure.ts';
import { pairsFrom } from '../../../src/model/check/pairs.ts';
import { openClient } from '../../../src/model/client.ts';
import type { Kind } from '../../../src/model/problem.ts';
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
const PAIRS = pairsFrom(QUESTIONS, null, 1);

interface Told {
  answers: { text: string }[];
  points: { point: number; statement: string }[];
}

const toldIn = ({ user }: ModelRequest): Told => JSON.parse(user) as Told;

/** Nothing is covered. */
function refuseAll(request: ModelRequest): object {
  return {
    verdicts: toldIn(request).points.map(({ point }) => ({ point, quote: '', verdict: 'not covered' })),
  };
}

interface Run extends Measured {
  requests: readonly ModelRequest[];
  done: number[];
}

async function run(
  answer: (request: ModelRequest) => Answer | Promise<Answer>,
  { pairs = PAIRS, limit = () => new AbortController().signal, onRequest = () => undefined } = {},
): Promise<Run> {
  const server = await startModelServer({
    answer: (request) => {
      onRequest();
      return answer(request);
    },
  });
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

test('each pair is judged in both ways, and neither way always comes first', async () => {
  const { outcomes, ended, done, requests } = await run(refuseAll);
  expect(ended).toBeNull();
  expect(outcomes.map(({ pair }) => pair)).toEqual(PAIRS);
  expect(done).toEqual(PAIRS.map((_, place) => place + 1));
  for (const { by } of outcomes) {
    expect(by['one-point']).toMatchObject({ verdict: 'missing', tokens: { prompt: 11, completion: 7 } });
    expect(by['two-orders']).toMatchObject({ verdict: 'missing', tokens: { prompt: 22, completion: 14 } });
    expect(by.matcher).toEqual({ verdict: 'unsure', problem: null, ms: 0, tokens: null });
  }
  const sizes = requests.map((request) => toldIn(request).points.length);
  expect(sizes.slice(0, 6)).toEqual([1, 2, 2, 2, 2, 1]);
});

test('the verdict is that of the point, not of its neighbor', async () => {
  const pairs = PAIRS.filter(({ kind, point }) => kind === 'counts' && point === 1);
  const { outcomes } = await run(
    (request) => {
      const { answers, points } = toldIn(request);
      return {
        verdicts: points.map(({ point, statement }) =>
          statement.includes('second')
            ? { point, quote: answers[0]?.text, verdict: 'covered' }
            : { point, quote: '', verdict: 'not covered' },
        ),
      };
    },
    { pairs },
  );
  for (const { by } of outcomes) {
    expect(by['one-point']?.verdict).toBe('found');
    expect(by['two-orders']?.verdict).toBe('found');
  }
});

const FAULTS: [Kind, () => Answer][] = [
  ['key', FAULT.noKey],
  ['no model', FAULT.noModel],
  ['busy', FAULT.busy],
  ['server', FAULT.failing],
  ['server', FAULT.dropped],
  ['redirect', () => FAULT.redirect('http://elsewhere.example/')],
  ['cut off', () => FAULT.cutOff('{"verdicts": [')],
  ['too long', FAULT.large],
  ['nonsense', () => 'I think that covers it.'],
  ['nonsense', () => ({ verdicts: 'all covered' })],
  ['empty', FAULT.empty],
];

test.each(FAULTS)(
  'a problem of kind %s midway is counted, and the pair is not judged',
  async (kind, fault) => {
    const bad = PAIRS[2]?.answer;
    const { outcomes, ended } = await run((request) =>
      toldIn(request).answers[0]?.text === bad ? fault() : refuseAll(request),
    );
    expect(ended).toBeNull();
    for (const judge of ['one-point', 'two-orders'] as const) {
      const { judged, notJudged, problems } = agreementOf(outcomes, judge);
      const times = PAIRS.filter(({ answer }) => answer === bad).length;
      expect({ judged, notJudged, problems }).toEqual({
        judged: PAIRS.length - times,
        notJudged: times,
        problems: { [kind]: times },
      });
    }
    // The matcher needs no server.
    expect(agreementOf(outcomes, 'matcher').judged).toBe(PAIRS.length);
  },
);

test('a server that hangs is slow at the limit', async () => {
  let stop = new AbortController();
  let n = 0;
  const { outcomes, ended } = await run(
    // The second call hangs. Its limit comes as soon as the server has it.
    (request) => (n === 2 ? FAULT.hanging() : refuseAll(request)),
    {
      pairs: PAIRS.slice(0, 1),
      limit: () => (stop = new AbortController()).signal,
      onRequest: () => {
        n += 1;
        if (n === 2) stop.abort(new DOMException('too slow', 'TimeoutError'));
      },
    },
  );
  expect(ended).toBeNull();
  expect(outcomes[0]?.by['one-point']).toMatchObject({ verdict: 'missing', problem: null });
  expect(outcomes[0]?.by['two-orders']).toMatchObject({ verdict: null, problem: 'slow' });
});

test.each(FAULTS.slice(0, 6))('five problems of kind %s in a row end the check', async (kind, fault) => {
  // The first two pairs are judged in three calls each.
  const { outcomes, ended, done } = await run((request) => (request.n > 6 ? fault() : refuseAll(request)));
  expect(ended?.kind).toBe(kind);
  expect(done).toEqual([1, 2, 3, 4]);
  // The fifth call fails at the fifth pair, which is not asked about in the other way.
  expect(outcomes).toHaveLength(5);
  expect(Object.keys(outcomes[4]?.by ?? {})).toEqual(['matcher', 'one-point']);
  expect(agreementOf(outcomes, 'one-point')).toMatchObject({ judged: 2, notJudged: 3 });
});

test('a problem of a reply does not end the check, and problems between replies do not', async () => {
  const nonsense = await run(() => 'No.');
  expect(nonsense.ended).toBeNull();
  expect(nonsense.outcomes).toHaveLength(PAIRS.length);
  const between = await run((request) =>
    toldIn(request).points.length === 1 ? refuseAll(request) : FAULT.noKey(),
  );
  expect(between.ended).toBeNull();
  expect(agreementOf(between.outcomes, 'two-orders').problems).toEqual({ key: PAIRS.length });
});
