import { describe, expect } from 'vitest';
import {
  type Answer,
  FAULT,
  type ModelServer,
  refusingUrl,
  startModelServer,
} from '../support/model-server.ts';
import { dataOf, finish, isJudging, listens, LIVE, submitted } from '../support/model-rounds.ts';
import { answer, box, test, turns, unwrapped } from '../support/program.ts';

/** What a model may do to a round, and how the screen says it. */
const FAULTS: readonly [name: string, fault: () => Answer, says: RegExp][] = [
  ['401', FAULT.noKey, /wants a key \(401\)/],
  ['no such model', FAULT.noModel, /has no model "qwen3:8b" \(404\)/],
  ['429', () => FAULT.busy(0), /is busy \(429\)/],
  ['500', () => FAULT.failing(), /failed \(500\)/],
  ['503', () => FAULT.failing(503), /failed \(503\)/],
  ['cut JSON', () => FAULT.cutOff('{"verdicts": [{"point": 1, "quo'), /cut the reply off/],
  ['prose', () => 'I think that the candidate did well.', /makes no sense/],
  ['another schema', () => ({ grade: 7 }), /makes no sense/],
  ['nothing', FAULT.empty, /empty reply/],
  ['null', FAULT.nothing, /empty reply/],
  ['a megabyte', FAULT.large, /too long|more than/],
  ['half a body', FAULT.dropped, /closed|reset|broke/],
  [
    'a redirect',
    () => FAULT.redirect('http://127.0.0.1:9/v1/chat/completions'),
    /redirects to http:\/\/127\.0\.0\.1:9/,
  ],
  ['a page', FAULT.html, /makes no sense/],
  ['a bomb', FAULT.gzipBomb, /compressed reply/],
];

/** Replies that are odd, and fine. */
const FINE: readonly [name: string, as: (value: object) => Answer][] = [
  ['fenced JSON', FAULT.fenced],
  ['reasoning before JSON', (value) => FAULT.thinking(value)],
];

/** A server that reads well, except at one kind of call, where it does `fault` from the n-th on. */
function failing(kind: 'judge' | 'follow-up', from: number, fault: () => Answer): Promise<ModelServer> {
  let calls = 0;
  return startModelServer({
    answer(request) {
      const isThis = isJudging(dataOf(request)) === (kind === 'judge');
      if (isThis) calls += 1;
      return isThis && calls >= from ? fault() : listens(request);
    },
  });
}

/** How many requests asked for verdicts. */
const judgings = ({ requests }: ModelServer): number =>
  requests.filter((request) => isJudging(dataOf(request))).length;

describe.each([
  ['first', 1],
  ['second', 2],
])('at the %s call for verdicts', (_place, from) => {
  test.for(FAULTS)('%s: one line, and the round goes on', async ([, fault, says], { desk }) => {
    const server = await failing('judge', from, fault);
    const pty = await submitted(desk, server);
    const screen = await finish(pty);
    await server.close();
    expect(unwrapped(screen.split('\n'))).toMatch(says);
    expect(unwrapped(screen.split('\n')).match(says)).toHaveLength(1);
    const [main] = await turns(desk);
    expect(main).toMatchObject({ state: 'submitted', certainty: 3, rating: 'good' });
    expect(main?.points?.map(({ verdict }) => verdict)).toHaveLength(4);
    // Retries and other forms of one call, and no second judgment.
    expect(judgings(server)).toBeLessThanOrEqual(from - 1 + 3);
  });
});

describe('at the call for a follow-up', () => {
  test.for(FAULTS)('%s: one line, and the bank asks', async ([, fault, says], { desk }) => {
    const server = await failing('follow-up', 1, fault);
    const pty = await submitted(desk, server, ['--follow-ups', 'live']);
    const asked = await pty.waitFor(box('Follow-up 1'));
    expect(unwrapped(asked.all)).toMatch(says);
    expect(unwrapped(asked.rows)).toContain('Jitter is in place');
    await answer(pty, 'Follow-up 1', 'A timer.');
    await answer(pty, 'Follow-up 2', 'On retries.');
    await finish(pty);
    await server.close();
    expect((await turns(desk)).map(({ prompt }) => prompt?.slice(0, 12))).toEqual([
      'A provider a',
      'Jitter is in',
      'What do you ',
    ]);
  });
});

describe.each(FINE)('%s', (_name, as) => {
  test('is a reply like any other', async ({ desk }) => {
    const server = await startModelServer({ answer: (request) => as(listens(request)) });
    const pty = await submitted(desk, server, ['--follow-ups', 'live']);
    await answer(pty, 'Follow-up 1', 'The operator, at once.');
    const screen = await finish(pty);
    await server.close();
    expect(screen).not.toMatch(/No verdicts|without qwen3/);
    expect((await turns(desk))[1]?.prompt).toBe(LIVE);
  });
});

test('a server that is not there costs one line, not one for each question', async ({ desk }) => {
  const pty = await submitted(desk, { url: await refusingUrl() }, ['--follow-ups', 'live']);
  const asked = await pty.waitFor(box('Follow-up 1'));
  expect(unwrapped(asked.all)).toContain('is not reachable: connection refused');
  await answer(pty, 'Follow-up 1', 'A timer.');
  await answer(pty, 'Follow-up 2', 'On retries.');
  const screen = unwrapped((await finish(pty)).split('\n'));
  expect(screen.match(/is not reachable: connection refused/g)).toHaveLength(1);
  expect(screen).toContain('The round continues without qwen3:8b.');
});
