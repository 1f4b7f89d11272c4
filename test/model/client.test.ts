import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Ask, type Form, type ModelClient, openClient } from '../../src/model/client.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { type Kind, ModelError } from '../../src/wire/problem.ts';
import {
  FAULT,
  type Like,
  type ModelServer,
  refusingUrl,
  type ServerOptions,
  startModelServer,
  startRawServer,
} from '../support/model-server.ts';

const LIKES: readonly Like[] = ['ollama', 'lm-studio', 'llama.cpp', 'vllm'];
const NEVER = new AbortController().signal;
const KEY = 'sk-secret-0123456789';

interface Verdict {
  verdict: string;
}

const COVERED = { verdict: 'covered' };

const ASK: Ask<Verdict> = {
  system: 'You judge. Reply with one JSON object.',
  user: 'The answer: we shard by tenant.',
  schema: {
    name: 'judgement',
    schema: { type: 'object', properties: { verdict: { type: 'string' } }, required: ['verdict'] },
  },
  read: (value) => (typeof (value as Verdict).verdict === 'string' ? (value as Verdict) : null),
};

const open: ModelServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(options: ServerOptions = {}): Promise<ModelServer> {
  const server = await startModelServer({ answer: () => COVERED, ...options });
  open.push(server);
  return server;
}

function client({ url }: { url: string }, endpoint: Partial<Endpoint> = {}): ModelClient {
  return openClient({ url, name: 'qwen3:8b', key: null, keyFrom: null, ...endpoint }, '1.2.3');
}

/** Any of these in a message gives the key away. */
const SHOWN = /secret|0123456789|s\u200be|ｓｅｃｒｅｔ|0\u200b1/iu;
const withKey = { key: KEY, keyFrom: 'MY_KEY' };

async function errorOf(promise: Promise<unknown>): Promise<ModelError> {
  const error: unknown = await promise.then(
    (value) => new Error(`no error, but ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ModelError);
  return error as ModelError;
}

/** A server that gives these answers in turn. */
const inTurn = (...answers: readonly ReturnType<Required<ServerOptions>['answer']>[]): ServerOptions => {
  let next = 0;
  return { answer: () => answers[Math.min(next++, answers.length - 1)]! };
};

const formsOf = (server: ModelServer): readonly Form[] => server.requests.map(({ form }) => form);

describe.each(LIKES)('a server like %s', (like) => {
  test('gives the value', async () => {
    const server = await start({ like });
    expect(await client(server).ask(ASK, NEVER)).toEqual(COVERED);
    expect(server.requests[0]).toMatchObject({
      model: 'qwen3:8b',
      system: ASK.system,
      user: ASK.user,
      temperature: 0,
      form: 'json_schema',
    });
    expect(server.requests[0]!.json['reasoning_effort']).toBe('none');
    expect(server.requests[0]!.json).not.toHaveProperty('stream');
  });

  test('does not know a model', async () => {
    const server = await start({ like, models: ['gemma3:4b', 'phi4'] });
    const { kind, message } = await errorOf(client(server).ask(ASK, NEVER));
    expect(kind).toBe('no model');
    expect(message).toMatch(/^127\.0\.0\.1:\d+ has no model "qwen3:8b" \(40[04]\)\.$/);
    // The other forms would not help.
    expect(server.requests).toHaveLength(1);
  });

  test('refuses a key, or wants one', async () => {
    const server = await start({ like, key: 'another' });
    const refused = await errorOf(client(server, withKey).ask(ASK, NEVER));
    expect(refused.kind).toBe('key');
    expect(refused.message).toMatch(/^127\.0\.0\.1:\d+ refused the key from MY_KEY \(401\)\.$/);
    const wanted = await errorOf(client(server).ask(ASK, NEVER));
    expect(wanted.kind).toBe('key');
    expect(wanted.message).toMatch(
      /^127\.0\.0\.1:\d+ wants a key \(401\): name one beside this address with keyEnv or keyCommand\.$/,
    );
  });

  test('thinks in a field of its own', async () => {
    const server = await start({ like, reasoning: 'Perhaps {"verdict": "missing"}.' });
    expect(await client(server).ask(ASK, NEVER)).toEqual(COVERED);
  });

  test('has an address without /v1', async () => {
    const server = await start({ like });
    const { kind, message } = await errorOf(client({ url: new URL(server.url).origin }).ask(ASK, NEVER));
    // LM Studio says 200 and explains.
    expect(kind).toBe(like === 'lm-studio' ? 'nonsense' : 'unreachable');
    if (like !== 'lm-studio')
      expect(message).toMatch(/does not exist \(404\): most addresses end in \/v1\.$/);
  });
});

describe('what a model says', () => {
  test.each([
    ['JSON in a fence', FAULT.fenced(COVERED)],
    ['reasoning before it', FAULT.thinking(COVERED)],
    ['prose around it', `Well: ${JSON.stringify(COVERED)} That is all.`],
    ['a complete object at the token limit', FAULT.cutOff(JSON.stringify(COVERED))],
  ])('%s is read', async (_, answer) => {
    const server = await start({ answer: () => answer });
    expect(await client(server).ask(ASK, NEVER)).toEqual(COVERED);
    expect(server.requests).toHaveLength(1);
  });

  test('a cloud model that ignores the schema', async () => {
    const server = await start({ models: ['gpt-oss:120b-cloud'] });
    const reply = await client(server, { name: 'gpt-oss:120b-cloud' }).ask(ASK, NEVER);
    expect(reply).toEqual(COVERED);
    expect(formsOf(server)).toEqual(['json_schema']);
  });

  test.each<[string, ReturnType<Required<ServerOptions>['answer']>, Kind, number]>([
    ['JSON cut off at the token limit', FAULT.cutOff('{"verdict": "cov'), 'cut off', 1],
    ['nothing before the token limit', FAULT.cutOff(''), 'cut off', 1],
    ['reasoning up to the token limit', FAULT.cutOff('<think>Hm, '), 'cut off', 1],
    ['empty content', FAULT.empty(), 'empty', 1],
    ['white space', ' \n ', 'empty', 1],
    ['null', FAULT.nothing(), 'empty', 1],
    ['prose, twice', 'The point is covered.', 'nonsense', 2],
    ['JSON of another schema, twice', { grade: 1 }, 'nonsense', 2],
    ['a megabyte', FAULT.large(), 'too long', 1],
    ['HTML', FAULT.html(), 'nonsense', 1],
    ['broken JSON as the body', FAULT.status(200, '{"choices": ['), 'nonsense', 1],
    ['no body', FAULT.status(204), 'nonsense', 1],
    ['no choices', FAULT.body({ choices: [] }), 'nonsense', 1],
    ['choices that are none', FAULT.body({ choices: 'many' }), 'nonsense', 1],
    ['a choice without a message', FAULT.body({ choices: [null] }), 'nonsense', 1],
    ['content that is no text', FAULT.body({ choices: [{ message: { content: 7 } }] }), 'nonsense', 1],
    ['null as the body', FAULT.body(null), 'nonsense', 1],
    ['an error with a status of success', FAULT.body({ error: 'out of memory' }), 'nonsense', 1],
    ['a gzip bomb', FAULT.gzipBomb(), 'nonsense', 1],
    ['half a body', FAULT.dropped(), 'server', 1],
  ])('%s is a problem', async (_, answer, kind, requests) => {
    const server = await start({ answer: () => answer });
    const error = await errorOf(client(server).ask(ASK, NEVER));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ [^\n]+\.$/);
    expect(server.requests).toHaveLength(requests);
  });

  test('nonsense and then sense is sense', async () => {
    const server = await start(inTurn({ grade: 1 }, COVERED));
    expect(await client(server).ask(ASK, NEVER)).toEqual(COVERED);
    expect(server.requests[0]!.body).toBe(server.requests[1]!.body);
  });
});

describe('forms', () => {
  /** A server that knows only some forms. */
  const knowing = (status: number, ...forms: readonly Form[]): ServerOptions => ({
    answer: ({ form }) =>
      forms.includes(form) ? COVERED : FAULT.status(status, { error: { message: `unknown form: ${form}` } }),
  });

  test.each([400, 422])('go down on a %i, which is remembered', async (status) => {
    const server = await start(knowing(status, 'json_object', 'text'));
    const model = client(server);
    await model.ask(ASK, NEVER);
    await model.ask(ASK, NEVER);
    expect(formsOf(server)).toEqual(['json_schema', 'json_object', 'json_object']);
  });

  test('go down to plain text', async () => {
    const server = await start(knowing(400, 'text'));
    const model = client(server);
    await model.ask(ASK, NEVER);
    await model.ask(ASK, NEVER);
    expect(formsOf(server)).toEqual(['json_schema', 'json_object', 'text', 'text']);
    expect(server.requests[2]!.json).not.toHaveProperty('response_format');
  });

  test('are not to blame if the server refuses all of them', async () => {
    const server = await start(knowing(400));
    const model = client(server);
    const { kind, message } = await errorOf(model.ask(ASK, NEVER));
    expect(kind).toBe('server');
    expect(message).toMatch(/refused the request \(400\): unknown form: text\.$/);
    await errorOf(model.ask(ASK, NEVER));
    expect(formsOf(server).slice(3)).toEqual(['json_schema', 'json_object', 'text']);
  });

  test('a temperature that is refused is left out, in the same form, and that is remembered', async () => {
    const server = await start({
      answer: ({ temperature }) => (temperature === undefined ? COVERED : FAULT.temperature()),
    });
    const model = client(server);
    await model.ask(ASK, NEVER);
    await model.ask(ASK, NEVER);
    expect(server.requests.map(({ temperature }) => temperature)).toEqual([0, undefined, undefined]);
    expect(formsOf(server)).toEqual(['json_schema', 'json_schema', 'json_schema']);
  });

  // OpenAI's, Ollama's, Gemini's and FastAPI's words.
  test.each([
    [400, { error: { message: "Unsupported value: 'none'", param: 'reasoning_effort' } }],
    [500, { error: { message: 'think value "none" is not supported for this model', param: null } }],
    [400, { error: { message: 'Budget 0 is invalid. This model only works in thinking mode.' } }],
    [422, { detail: [{ type: 'extra_forbidden', loc: ['body', 'reasoning_effort'], input: 'none' }] }],
  ])(
    'a model that does not stop thinking (%i %j) is let think, and that is remembered',
    async (status, said) => {
      const server = await start({
        answer: ({ json }) => ('reasoning_effort' in json ? FAULT.status(status, said) : COVERED),
      });
      const model = client(server);
      await model.ask(ASK, NEVER);
      await model.ask(ASK, NEVER);
      expect(server.requests[0]!.json['reasoning_effort']).toBe('none');
      const [last, before] = server.requests.toReversed();
      expect([last, before].map((each) => each?.json['reasoning_effort'])).toEqual([undefined, undefined]);
      expect(new Set(formsOf(server))).toEqual(new Set(['json_schema']));
      expect(new Set(server.requests.map(({ temperature }) => temperature))).toEqual(new Set([0]));
    },
  );

  test('so is it for questions at once, none of which changes its form', async () => {
    const server = await start({
      answer: ({ temperature }) => (temperature === undefined ? COVERED : FAULT.temperature()),
    });
    server.hang();
    const model = client(server);
    const asked = Promise.all([1, 2, 3].map(() => model.ask(ASK, NEVER)));
    await server.waitFor(3);
    server.resume();
    await asked;
    expect(new Set(formsOf(server))).toEqual(new Set(['json_schema']));
  });

  test('a form that was refused stays refused when an older question is answered in it', async () => {
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const server = await start({
      answer: async ({ n, form }) => {
        if (n === 1) await told;
        return n === 1 || form !== 'json_schema' ? COVERED : FAULT.status(400);
      },
    });
    const model = client(server);
    const first = model.ask(ASK, NEVER);
    await server.waitFor(1);
    await model.ask(ASK, NEVER);
    tell();
    await first;
    await model.ask(ASK, NEVER);
    expect(formsOf(server)).toEqual(['json_schema', 'json_schema', 'json_object', 'json_object']);
  });

  test('a request that comes back in an error is not about its temperature', async () => {
    const server = await start({
      answer: ({ form, json }) =>
        form === 'text'
          ? COVERED
          : FAULT.status(422, { detail: [{ loc: ['body', 'response_format'], input: json }] }),
    });
    await client(server).ask(ASK, NEVER);
    expect(server.requests.map(({ temperature }) => temperature)).toEqual([0, 0, 0]);
    expect(server.requests.map(({ json }) => json['reasoning_effort'])).toEqual(['none', 'none', 'none']);
  });

  test('LM Studio with a reasoning model: the schema empties the reply, plain text does not', async () => {
    const server = await start({
      like: 'lm-studio',
      answer: ({ form }) => (form === 'json_schema' ? FAULT.inReasoning(COVERED) : COVERED),
    });
    const model = client(server);
    expect(await model.ask(ASK, NEVER)).toEqual(COVERED);
    await model.ask(ASK, NEVER);
    expect(formsOf(server)).toEqual(['json_schema', 'json_object', 'text', 'text']);
  });

  test('JSON in the reasoning is no reply', async () => {
    const server = await start({ like: 'lm-studio', answer: () => FAULT.inReasoning(COVERED) });
    expect((await errorOf(client(server).ask(ASK, NEVER))).kind).toBe('empty');
  });
});

describe('a server that is busy or fails', () => {
  test.each([
    ['429', FAULT.busy()],
    ['429 with a date', FAULT.busy('Fri, 31 Dec 1999 23:59:59 GMT')],
    ['500', FAULT.failing()],
    ['503', FAULT.failing(503, 'Loading model')],
  ])('%s: is asked twice more', async (_, fault) => {
    const server = await start(inTurn(fault, fault, COVERED));
    expect(await client(server).ask(ASK, NEVER)).toEqual(COVERED);
    expect(server.requests).toHaveLength(3);
    expect(new Set(server.requests.map(({ body }) => body)).size).toBe(1);
  });

  test.each<[string, ReturnType<typeof FAULT.busy>, Kind, RegExp]>([
    ['429', FAULT.busy(), 'busy', /is busy \(429\): Rate limit reached\.$/],
    ['503', FAULT.failing(503, 'Loading model'), 'server', /failed \(503\): Loading model\.$/],
    ['502 with HTML', FAULT.status(502, '<h1>Bad', { 'retry-after': '0' }), 'server', /failed \(502\)\.$/],
  ])('%s: is given up after that', async (_, fault, kind, words) => {
    const server = await start({ answer: () => fault });
    const error = await errorOf(client(server).ask(ASK, NEVER));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(words);
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    ['21 s', 21],
    ['a time that a timer cannot have', '9'.repeat(400)],
    ['until 2099', 'Thu, 31 Dec 2099 23:59:59 GMT'],
  ])('a pause of %s is not waited for', async (_, wanted) => {
    const server = await start({ answer: () => FAULT.busy(wanted) });
    expect((await errorOf(client(server).ask(ASK, NEVER))).kind).toBe('busy');
    expect(server.requests).toHaveLength(1);
  });

  test('x-should-retry of the server changes nothing', async () => {
    const server = await start({
      answer: () => FAULT.status(402, { error: 'pay' }, { 'x-should-retry': 'true', 'retry-after-ms': '0' }),
    });
    expect((await errorOf(client(server).ask(ASK, NEVER))).kind).toBe('server');
    expect(server.requests).toHaveLength(1);
  });

  test('an abort ends the pause', async () => {
    const server = await start({ answer: () => FAULT.busy(19) });
    const abort = new AbortController();
    const asked = errorOf(client(server).ask(ASK, abort.signal));
    await server.waitFor(1);
    abort.abort();
    expect((await asked).kind).toBe('stopped');
    // Less than the server asks to wait.
  }, 10_000);
});

describe('a signal', () => {
  test('that is aborted before sends nothing', async () => {
    const server = await start();
    expect((await errorOf(client(server).ask(ASK, AbortSignal.abort()))).kind).toBe('stopped');
    expect(server.requests).toEqual([]);
  });

  test.each([
    ['a request that hangs', FAULT.hanging()],
    ['a body that stalls', FAULT.stalled()],
  ])('ends %s, and its connection', async (_, fault) => {
    const server = await start({ answer: () => fault });
    const abort = new AbortController();
    const asked = errorOf(client(server).ask(ASK, abort.signal));
    await server.waitFor(1);
    abort.abort('a reason that is no error');
    const error = await asked;
    expect(error.kind).toBe('stopped');
    expect(error.message).toMatch(/^You stopped waiting\.$/);
    await server.waitForLeavers(1);
  });

  test('that times out is a slow model, also inside another signal', async () => {
    const server = await start();
    server.hang();
    for (const signal of [AbortSignal.timeout(20), AbortSignal.any([NEVER, AbortSignal.timeout(20)])]) {
      const error = await errorOf(client(server).ask(ASK, signal));
      expect(error.kind).toBe('slow');
      expect(error.message).toMatch(/^127\.0\.0\.1:\d+ did not answer in time\.$/);
    }
    server.resume();
  });

  test('serves many questions, one after the other and at once, and is left as it was', async () => {
    const server = await start();
    const { signal } = new AbortController();
    const model = client(server);
    for (let n = 0; n < 3; n++) await model.ask(ASK, signal);
    await Promise.all(Array.from({ length: 20 }, () => model.ask(ASK, signal)));
    expect(server.requests).toHaveLength(23);
    await vi.waitFor(() => expect(getEventListeners(signal, 'abort')).toEqual([]));
  });

  test('a slow answer is an answer', async () => {
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const server = await start({ answer: () => told.then(() => COVERED) });
    const asked = client(server).ask(ASK, NEVER);
    await server.waitFor(1);
    tell();
    expect(await asked).toEqual(COVERED);
  });
});

describe('no connection', () => {
  test('a port that refuses', async () => {
    const url = await refusingUrl();
    const error = await errorOf(client({ url }).ask(ASK, NEVER));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toBe(`${new URL(url).origin} is not reachable: connection refused.`);
  });

  test('a host that does not exist', async () => {
    const error = await errorOf(client({ url: 'http://nowhere.invalid/v1' }).ask(ASK, NEVER));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toMatch(/^http:\/\/nowhere\.invalid is not reachable: [^\n]+\.$/);
  });

  test.each<[string, string, Kind]>([
    ['closes at once', '', 'unreachable'],
    ['speaks another protocol', 'SSH-2.0-OpenSSH_9.9\r\n', 'unreachable'],
    ['sends a status that HTTP has not', 'HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\n{}', 'nonsense'],
    ['sends headers without end', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`, 'unreachable'],
    [
      'switches protocols',
      'HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      'unreachable',
    ],
    [
      'ends a chunked body too early',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n',
      'server',
    ],
  ])('a server that %s', async (_, sent, kind) => {
    const server = await startRawServer(sent);
    expect((await errorOf(client(server).ask(ASK, NEVER))).kind).toBe(kind);
    await server.close();
  });

  test('http where https is wanted', async () => {
    const { url } = await start();
    const error = await errorOf(client({ url: url.replace('http:', 'https:') }).ask(ASK, NEVER));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toMatch(/is not reachable: it does not speak TLS\.$/);
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%i to another host is not followed', async (status) => {
    const other = await start();
    const server = await start({ answer: () => FAULT.redirect(`${other.url}/chat/completions?q=1`, status) });
    const error = await errorOf(client(server, withKey).ask(ASK, NEVER));
    expect(error.kind).toBe('redirect');
    expect(error.message).toBe(
      `${new URL(server.url).host} redirects to ${other.url}/chat/completions (${status}).`,
    );
    expect(other.requests).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['/elsewhere', /redirects to http:\/\/127\.0\.0\.1:\d+\/elsewhere \(302\)\.$/],
    ['//evil.example/x', /redirects to http:\/\/evil\.example\/x \(302\)\.$/],
    ['https://user:pw@evil.example/\u00e9', /redirects to https:\/\/evil\.example\/ \(302\)\.$/],
    ['http://[', /redirects to nowhere \(302\)\.$/],
    ['mailto:a@b', /redirects to no host \(302\)\.$/],
    [`http://evil.example/${'a'.repeat(500)}`, /redirects to http:\/\/evil\.example\/a{40,90}… \(302\)\.$/],
  ])('to %j are named', async (to, words) => {
    const answer = `HTTP/1.1 302 Found\r\nlocation: ${to}\r\ncontent-length: 0\r\n\r\n`;
    const server = await startRawServer(answer);
    expect((await errorOf(client(server).ask(ASK, NEVER))).message).toMatch(words);
    await server.close();
  });
});

describe('messages', () => {
  let server: ModelServer;
  let fault = FAULT.empty();
  beforeEach(async () => {
    server = await start({ answer: () => fault });
  });

  const said = async (message: unknown): Promise<string> => {
    fault = FAULT.status(418, { error: { message } });
    return (await errorOf(client(server, withKey).ask(ASK, NEVER))).message.replace(/^\S+ /, '');
  };

  test("end with the server's own, short and clean", async () => {
    expect(await said('I am a teapot!')).toBe('refused the request (418): I am a teapot.');
    expect(await said('\u001b[31mred\u001b[0m\r\nalert\u202e')).toBe(
      'refused the request (418): [31mred[0m alert.',
    );
    expect(await said('')).toBe('refused the request (418).');
    expect(await said({ a: 1 })).toBe('refused the request (418).');
    const long = await said('word '.repeat(1000));
    expect(long.length).toBeLessThan(140);
    expect(long).toMatch(/word…$/);
  });

  test('never hold the key, whatever the server sends', async () => {
    const echo = `Incorrect key ${KEY}`;
    const hidden = [
      Array.from(KEY).join('\u200b'),
      KEY.toUpperCase(),
      String.fromCharCode(...Array.from(KEY, (sign) => sign.charCodeAt(0) + 0xfee0)),
    ];
    const faults = [
      ...[400, 401, 403, 404, 418, 422].flatMap((status) => [
        FAULT.status(status, { error: { message: echo } }),
        FAULT.status(status, { error: echo }),
        FAULT.status(status, { message: echo }),
        FAULT.status(status, { detail: echo }),
        FAULT.status(status, echo),
        FAULT.status(status, { error: { message: `the model ${KEY.slice(0, 5)}\u0007${KEY.slice(5)}` } }),
      ]),
      FAULT.failing(500, echo),
      FAULT.status(429, { error: echo }, { 'retry-after': '0' }),
      FAULT.redirect(`http://${KEY}.example/${KEY}?${KEY}`),
      FAULT.redirect(`http://evil.example/${'a'.repeat(70)}${KEY}`),
      FAULT.redirect(`http://${KEY.toUpperCase()}.example/${KEY.replaceAll('-', '%2D').toUpperCase()}`),
      ...hidden.flatMap((echoed) => [
        FAULT.status(401, { error: echoed }),
        FAULT.failing(500, echoed),
        `You sent ${echoed}`,
      ]),
      FAULT.body({ error: echo }),
      FAULT.html(),
      `You sent ${KEY}`,
      FAULT.dropped(),
      FAULT.large(),
    ];
    for (const one of faults) {
      fault = one as typeof fault;
      const error = await errorOf(client(server, withKey).ask(ASK, NEVER));
      expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toMatch(SHOWN);
    }
  });

  test('name the command that the key is from', async () => {
    fault = FAULT.noKey();
    const model = client(server, { key: KEY, keyFrom: 'pass show\u001b openai' });
    expect((await errorOf(model.ask(ASK, NEVER))).message).toMatch(
      /refused the key from pass show openai \(401\)\.$/,
    );
  });
});
