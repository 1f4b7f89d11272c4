import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { openClient } from '../../src/model/client.ts';
import { type Listener, openListener, patienceOf } from '../../src/model/listener.ts';
import { dataOf, isJudging } from '../support/model-rounds.ts';
import {
  type Answer,
  FAULT,
  type ModelRequest,
  type ModelServer,
  startModelServer,
} from '../support/model-server.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';
import { happen, type Live, start, started } from '../support/simulate.ts';

const SAID = 'At Initech our own clients retry without a pause.';
const QUOTE = 'our own clients retry without a pause';
const POINTS = [
  keyPoint('First', 'Initech retries at once.', {
    counts: ['Initech counts.'],
    notEnough: ['Initech is late.'],
  }),
  keyPoint('Second', 'A switch turns retries off.'),
  keyPoint('Third', 'The client waits.'),
];

let answer: (request: ModelRequest) => Answer | Promise<Answer>;
let server: ModelServer;
let listener: Listener;
beforeEach(async () => {
  answer = () => ({});
  server = await startModelServer({ answer: (request) => answer(request) });
  open();
});
afterEach(async () => {
  listener.close();
  await server.close();
});

function open(): void {
  const client = openClient({ url: server.url, name: 'qwen3:8b', key: null, keyFrom: null }, '0.0.0');
  listener = openListener(client, patienceOf(20));
}

/** A round of these questions, each answered with `text`. */
function answered(text = SAID, questions = 1): Live {
  const first = started(questions, {}, 0);
  const plan = first.plan.map((planned, q) => ({
    ...planned,
    question: makeQuestion(q + 1, {
      question: 'Why does Initech fail after a rate limit?',
      expected: 'Initech should turn its own retries off.',
      keyPoints: POINTS,
    }),
  }));
  const events = plan.flatMap((_, q): Event[] => [
    { type: 'asked', turn: { q }, budget: null },
    { type: 'answered', turn: { q }, state: 'submitted', text, firstKey: 1 },
  ]);
  return events.reduce((live, event) => happen(live, event), start({ ...first, plan }));
}

const PRESSED = { q: 0, followUp: 2 };

/** The same after a live follow-up was answered. */
function pressed(live: Live, question: string, text: string): Live {
  const by = { name: 'qwen3:8b', host: 'h', prompt: 1 };
  const events: Event[] = [
    { type: 'improvised', q: 0, by, question, because: null },
    { type: 'asked', turn: PRESSED, budget: null },
    { type: 'answered', turn: PRESSED, state: 'submitted', text, firstKey: 1 },
  ];
  return events.reduce((now, event) => happen(now, event), live);
}

/** The model says this of each point by its statement; anything else is not covered. */
const says =
  (verdicts: Readonly<Record<string, readonly [quotes: string | readonly string[], verdict: string]>>) =>
  (request: ModelRequest): object => {
    const data = dataOf(request);
    return {
      verdicts: (isJudging(data) ? data.points : []).map(({ point, statement }) => {
        const [quotes, verdict] = verdicts[statement] ?? ['', 'not covered'];
        return { point, quotes: [quotes].flat(), verdict };
      }),
    };
  };

const verdictsIn = async ({ session }: Live, q = 0): Promise<(readonly string[])[]> => {
  const { points } = await listener.verdicts(session, q).result;
  const { text = '' } = session.questions[q]?.turns[0] ?? {};
  return points.map(({ verdict, evidence, also = null }) => [
    verdict,
    ...[evidence, also].flatMap((at) => (at === null ? [] : [text.slice(at.start, at.end)])),
  ]);
};

describe('verdicts', () => {
  test('rest on the words of the answer, also where a name in front of them is masked', async () => {
    const tagged = happen(answered(), { type: 'tagged', tags: { company: 'Initech' } });
    answer = says({
      '[company] retries at once.': ['At [company] our own clients retry', 'covered'],
      'A switch turns retries off.': [QUOTE, 'covered'],
    });
    expect(await verdictsIn(tagged)).toEqual([
      ['found', 'At Initech our own clients retry'],
      ['found', QUOTE],
      ['missing'],
    ]);
    const bytes = server.requests.map((request) => request.bytes).join('');
    expect(bytes).toContain('[company] counts.');
    expect(bytes).not.toMatch(/initech/i);
  });

  test('are on answers that may use what was asked and told, which no name is left in', async () => {
    const live = happen(answered(), { type: 'tagged', tags: { company: 'Initech' } });
    const asked = { question: 'Does Initech retry?', reply: '**Retries:** At Initech, ten times.' };
    await verdictsIn(happen(live, { type: 'clarified', turn: { q: 0 }, fact: 'Retries', ...asked }));
    expect(JSON.parse(server.requests[0]?.user ?? '')).toMatchObject({
      clarified: [{ asked: 'Does [company] retry?', told: '**Retries:** At [company], ten times.' }],
    });
    expect(server.requests[0]?.system).toContain('"clarified"');
  });

  test('are not sure where the two orders differ, whichever comes first', async () => {
    for (const first of ['covered', 'not covered']) {
      let calls = 0;
      answer = (request) => {
        calls += 1;
        const verdict = (calls === 1) === (first === 'covered') ? 'covered' : 'not covered';
        return says({ 'The client waits.': [verdict === 'covered' ? QUOTE : '', verdict] })(request);
      };
      open();
      expect((await verdictsIn(answered())).at(-1)).toEqual(['unsure', QUOTE]);
    }
  });

  test.each<[what: string, says: readonly [quotes: string[], verdict: string], is: string[]]>([
    [
      'two places',
      [['our own clients', 'without a pause'], 'covered'],
      ['found', 'our own clients', 'without a pause'],
    ],
    ['one place, given twice', [[QUOTE, 'clients retry without a pause'], 'covered'], ['found', QUOTE]],
    [
      'a lost one of two places',
      [['our own clients', 'with a long pause'], 'covered'],
      ['unsure', 'our own clients'],
    ],
    ['a part of the point', [[QUOTE], 'partly'], ['partly', QUOTE]],
    ['a part of it in words no one said', [['our clients wait politely'], 'partly'], ['unsure']],
    ['a denial', [[QUOTE], 'not covered'], ['missing', QUOTE]],
  ])('say what was quoted: %s', async (_, said, is) => {
    answer = says({ 'The client waits.': said });
    expect((await verdictsIn(answered())).at(-1)).toEqual(is);
  });

  test('come from one call where the client takes one order', async () => {
    const client = openClient({ url: server.url, name: 'qwen3:8b', key: null, keyFrom: null }, '0.0.0');
    listener = openListener({ ...client, orders: 1 }, patienceOf(20));
    answer = says({ 'The client waits.': [QUOTE, 'covered'] });
    expect((await verdictsIn(answered())).at(-1)).toEqual(['found', QUOTE]);
    expect(server.requests).toHaveLength(1);
  });

  test('are not sure where the quote is the question’s own, or carries three points', async () => {
    const repeated = answered('Why does Initech fail after a rate limit? I do not know why it fails.');
    answer = says({ 'The client waits.': ['Why does Initech fail after a rate limit', 'covered'] });
    expect((await verdictsIn(repeated)).at(-1)).toEqual(['unsure']);
    open();
    answer = says(Object.fromEntries(POINTS.map(({ text }) => [text, [QUOTE, 'covered'] as const])));
    expect((await verdictsIn(answered())).map(([verdict]) => verdict)).toEqual([
      'unsure',
      'unsure',
      'unsure',
    ]);
  });

  test('count for words that a later follow-up repeats', async () => {
    const live = pressed(answered(), `You said ${QUOTE}. What would that cost?`, `I said ${QUOTE}, yes.`);
    answer = says({ 'The client waits.': [QUOTE, 'covered'] });
    expect((await verdictsIn(live)).at(-1)).toEqual(['found', QUOTE]);
  });

  test('come from a call that began earlier, and only one', async () => {
    const live = answered();
    answer = says({});
    listener.startJudging(live.session, 0);
    listener.startJudging(live.session, 0);
    await server.waitFor(2);
    expect(await verdictsIn(live)).toHaveLength(3);
    expect(server.requests).toHaveLength(2);
  });

  test('are known before anyone waits for them, and while answers are added', async () => {
    const live = answered();
    expect(listener.known(live.session, 0).size).toBe(0);
    answer = says({ 'The client waits.': [QUOTE, 'covered'] });
    listener.startJudging(live.session, 0);
    const known = new Map([
      ['First', 'missing'],
      ['Second', 'missing'],
      ['Third', 'found'],
    ]);
    await vi.waitFor(() => expect(listener.known(live.session, 0)).toEqual(known));
    const more = pressed(live, 'And then?', 'A switch turns that off.');
    expect(listener.known(more.session, 0)).toEqual(known);
    const again = happen(happen(live, { type: 'reopened', turn: { q: 0 } }), {
      type: 'answered',
      turn: { q: 0 },
      state: 'submitted',
      text: 'Otherwise.',
      firstKey: 1,
    });
    expect(listener.known(again.session, 0).size).toBe(0);
    // All answers go in one call, and a point is in it once.
    answer = says({ 'A switch turns retries off.': ['A switch turns that off', 'covered'] });
    const { points } = await listener.verdicts(more.session, 0).result;
    expect(points[1]).toMatchObject({ verdict: 'found', evidence: { turn: PRESSED } });
    const data = dataOf(server.requests.at(-1)!);
    expect(isJudging(data) && [data.answers.length, data.points.length]).toEqual([2, 3]);
  });

  test('make way for a follow-up once their answers have changed', async () => {
    const live = answered();
    answer = (request) =>
      isJudging(dataOf(request)) ? FAULT.hanging() : { presses_on: 0, question: 'What would that cost?' };
    listener.startJudging(live.session, 0);
    await server.waitFor(1);
    const more = pressed(live, 'And then?', 'So.');
    expect(await listener.followUp(more.session, 0, []).result).toMatchObject({ type: 'improvised' });
    await server.waitForLeavers(1);
  });

  test('are about the answer as it is after the candidate went back to it', async () => {
    const live = answered();
    answer = (request) =>
      request.n === 1 ? FAULT.hanging() : says({ 'The client waits.': [QUOTE, 'covered'] })(request);
    listener.startJudging(live.session, 0);
    await server.waitFor(1);
    const again = [
      { type: 'reopened', turn: { q: 0 } },
      { type: 'answered', turn: { q: 0 }, state: 'submitted', text: `${SAID} More.`, firstKey: 1 },
    ] satisfies Event[];
    const changed = again.reduce((now, event) => happen(now, event), live);
    listener.startJudging(changed.session, 0);
    // The first call is ended.
    await server.waitForLeavers(1);
    expect((await verdictsIn(changed)).at(-1)).toEqual(['found', QUOTE]);
    expect(server.requests.at(-1)?.user).toContain('More.');
  });

  test('that are not waited for come later, once', async () => {
    const live = answered();
    answer = says({ 'The client waits.': [QUOTE, 'covered'] });
    server.hang();
    const { result, skip } = listener.verdicts(live.session, 0);
    skip();
    expect(await result).toMatchObject({ points: [], problem: 'You went on before qwen3:8b was done.' });
    expect([listener.isReading(0), listener.late()]).toEqual([true, []]);
    server.resume();
    const late = await vi.waitUntil(() => listener.late().at(0));
    expect(late.points.map(({ verdict }) => verdict)).toEqual(['missing', 'missing', 'found']);
    expect([listener.isReading(0), listener.late()]).toEqual([false, []]);
  });

  test('of a closed listener end at once', async () => {
    answer = FAULT.hanging;
    const { result } = listener.verdicts(answered().session, 0);
    await server.waitFor(1);
    listener.close();
    expect(await result).toMatchObject({ points: [], problem: 'You stopped waiting.' });
    await server.waitForLeavers(1);
  });
});

test('a fact is chosen by its number, and no name is left in what is sent', async () => {
  const live = happen(asked(), { type: 'tagged', tags: { company: 'Initech' } });
  answer = () => ({ fact: 2 });
  expect(await listener.chooseFact(live.session, 0, 'What does Initech sell?')).toMatchObject({
    at: 1,
    by: { name: 'qwen3:8b' },
  });
  expect(dataIn()).toEqual({
    asked: 'What does [company] sell?',
    facts: [
      { fact: 1, name: 'Traffic', text: 'Ten a second.' },
      { fact: 2, name: 'Product', text: '[company] sells clocks.' },
    ],
  });
  answer = () => ({ fact: 0 });
  expect(await listener.chooseFact(live.session, 0, 'Who?')).toMatchObject({ at: null });
});

test('a fact that does not come in time is not waited for', async () => {
  const client = openClient({ url: server.url, name: 'qwen3:8b', key: null, keyFrom: null }, '0.0.0');
  listener = openListener(client, { verdicts: 1, followUp: 1 });
  answer = FAULT.hanging;
  expect(await listener.chooseFact(asked().session, 0, 'Who?')).toBeNull();
  expect(listener.isOut()).toBe(false);
});

/** A round whose question has two facts, before its answer. */
function asked(): Live {
  const first = started(1, {}, 0);
  const ifAsked = [
    { name: 'Traffic', text: 'Ten a second.', words: ['load'] },
    { name: 'Product', text: 'Initech sells clocks.', words: ['sell'] },
  ];
  const plan = first.plan.map((planned) => ({ ...planned, question: makeQuestion(1, { ifAsked }) }));
  return start({ ...first, plan });
}

const dataIn = (): unknown => JSON.parse(server.requests[0]?.user ?? '');

test('silence twice in a row is met again, and no one waits for it', async () => {
  const client = openClient({ url: server.url, name: 'qwen3:8b', key: null, keyFrom: null }, '0.0.0');
  listener = openListener(client, { verdicts: 1, followUp: 1 });
  answer = FAULT.hanging;
  const live = answered(SAID, 3);
  const { problem } = await listener.verdicts(answered().session, 0).result;
  expect(problem).toMatch(/^127\.0\.0\.1:\d+ did not answer in 0\.001 s\.$/);
  listener = openListener(client, { verdicts: 1, followUp: 1 });
  for (const isOut of [false, true]) {
    await verdictsIn(live, isOut ? 1 : 0);
    expect(listener.isOut()).toBe(isOut);
  }
  const before = server.requests.length;
  expect(await verdictsIn(live, 2)).toEqual([]);
  expect(server.requests).toHaveLength(before);
});

describe('a problem', () => {
  test.each([
    ['of the key', FAULT.noKey, true],
    ['of the reply', () => 'I cannot.', false],
    ['of a connection', FAULT.dropped, false],
  ])('%s is met again, or not', async (_, fault, isOut) => {
    const live = answered(SAID, 2);
    answer = fault;
    await verdictsIn(live);
    expect(listener.isOut()).toBe(isOut);
    const before = server.requests.length;
    answer = says({});
    expect(await verdictsIn(live, 1)).toHaveLength(isOut ? 0 : 3);
    expect(server.requests.length > before).toBe(!isOut);
  });
});

describe('a live follow-up', () => {
  test('sees no name, and none of what is sealed', async () => {
    const tagged = happen(answered(), { type: 'tagged', tags: { company: 'Initech' } });
    answer = () => ({ presses_on: 1, question: 'And what would that cost?' });
    const next = await listener.followUp(tagged.session, 0, ['First', 'Initech first']).result;
    expect(next).toMatchObject({
      type: 'improvised',
      question: 'And what would that cost?',
      because: 'First',
    });
    const bytes = server.requests.map((request) => request.bytes).join('');
    expect(bytes).toContain('[company] first');
    expect(bytes).not.toMatch(/initech|turn its own retries off|A switch turns/i);
  });

  test('knows what was asked and told, and may repeat it', async () => {
    const told = { question: 'Does Initech retry?', reply: '**Retries:** Initech should turn its own off.' };
    const live = happen(answered(), { type: 'clarified', turn: { q: 0 }, fact: 'Retries', ...told });
    const question = 'I said you should turn its own off. Who does that?';
    answer = () => ({ presses_on: 0, question });
    expect(await listener.followUp(live.session, 0, []).result).toMatchObject({ question });
    const [request] = server.requests;
    expect(dataOf(request!)).toMatchObject({ clarified: [{ asked: told.question, told: told.reply }] });
    expect(request?.system).toContain('"clarified"');
  });

  test('has the name again that was masked', async () => {
    const tagged = happen(answered(), { type: 'tagged', tags: { company: 'Initech' } });
    answer = () => ({ presses_on: 0, question: 'Who at [company] would notice that?' });
    const next = await listener.followUp(tagged.session, 0, []).result;
    expect(next).toMatchObject({ question: 'Who at Initech would notice that?' });
  });

  test('is not asked twice, in whatever letters and marks', async () => {
    const asked = happen(answered(), {
      type: 'improvised',
      q: 0,
      by: { name: 'qwen3:8b', host: 'h', prompt: 1 },
      question: 'What does cache_size * 2 cost?',
      because: null,
    });
    answer = () => ({ presses_on: 0, question: 'what does cache_size * 2 COST?' });
    expect(await listener.followUp(asked.session, 0, []).result).toEqual({
      problem: 'The model repeated a question.',
    });
  });
});
