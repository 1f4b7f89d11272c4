import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Ask, openClient } from '../../src/model/client.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { ModelError, RefusedError } from '../../src/wire/problem.ts';
import { echoes, openWire, pauseAfter } from '../../src/wire/wire.ts';
import { FAULT, type ModelServer, startModelServer } from '../support/model-server.ts';

const NEVER = new AbortController().signal;
const KEY = 'sk-secret-0123456789';

const ASK: Ask<object> = {
  system: 'You judge. Reply in JSON.',
  user: 'Schön?',
  schema: { name: 'judgement', schema: { type: 'object' } },
  read: (value) => value as object,
};

/** The body of that question. */
const BODY =
  '{"model":"qwen3:8b","messages":[{"role":"system","content":"You judge. Reply in JSON."},' +
  '{"role":"user","content":"Schön?"}],"temperature":0,"reasoning_effort":"none","response_format":{"type":"json_schema",' +
  '"json_schema":{"name":"judgement","strict":true,"schema":{"type":"object"}}}}';

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

function endpoint(key: string | null = null): Endpoint {
  return { url: server.url, name: 'qwen3:8b', key, keyFrom: key === null ? null : 'MY_KEY' };
}

const bytes = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;

/** Every byte of a question. */
function expectDocumented(authorization: readonly string[]): void {
  const host = new URL(server.url).host;
  expect(server.requests.map((request) => request.bytes)).toEqual([
    bytes(
      'POST /v1/chat/completions HTTP/1.1',
      'accept: application/json',
      'user-agent: hotseat/1.2.3',
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(BODY)}`,
      ...authorization,
      `Host: ${host}`,
      'Connection: close',
    ) + BODY,
  ]);
}

describe('what leaves this machine, byte by byte', () => {
  test('without a key', async () => {
    const client = openClient(endpoint(), '1.2.3');
    await client.ask(ASK, NEVER);
    expectDocumented([]);
  });

  test('with a key', async () => {
    const client = openClient(endpoint(KEY), '1.2.3');
    await client.ask(ASK, NEVER);
    expectDocumented([`authorization: Bearer ${KEY}`]);
  });

  test('whatever the environment holds for other programs', async () => {
    const others = {
      OPENAI_API_KEY: 'sk-stored',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      OPENAI_CUSTOM_HEADERS: 'x-spy: 1',
      http_proxy: 'http://127.0.0.1:9',
      HTTP_PROXY: 'http://127.0.0.1:9',
      NODE_USE_ENV_PROXY: '1',
    };
    for (const [name, value] of Object.entries(others)) vi.stubEnv(name, value);
    const client = openClient(endpoint(), '1.2.3');
    await client.ask(ASK, NEVER);
    vi.unstubAllEnvs();
    expectDocumented([]);
  });
});

describe('the wire', () => {
  const send = (from = endpoint(KEY)): Promise<string> =>
    openWire(from, '1.2.3')('chat/completions', { body: ASKED, signal: NEVER });

  test('goes below an address without a path, too', async () => {
    const url = new URL(server.url).origin;
    await expect(send({ ...endpoint(), url })).rejects.toThrow(
      `${url}/chat/completions does not exist (404)`,
    );
  });

  test.each([
    ['a reply of 256 KiB', 256 * 1024, null],
    ['one byte more', 256 * 1024 + 1, 'too long'],
    ['64 MiB', 2 ** 26, 'too long'],
  ])('%s', async (_, size, kind) => {
    await server.close();
    server = await startModelServer({ answer: () => FAULT.status(200, 'a'.repeat(size)) });
    const sent = send(endpoint());
    if (kind === null) expect((await sent).length).toBe(size);
    else {
      await expect(sent).rejects.toBeInstanceOf(ModelError);
      await expect(sent).rejects.toMatchObject({ kind });
    }
  });

  const ASKED = '{"model":"qwen3:8b"}';

  test('gives the key to no server whose certificate is not trusted', async () => {
    const seen: string[] = [];
    const tls = createServer(CERTIFICATE, (message, response) => {
      seen.push(message.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(tls.address() as AddressInfo).port}/v1`;
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const sent = send({ ...endpoint(KEY), url });
    await expect(sent).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(sent).rejects.toThrow('its certificate is not trusted');
    vi.unstubAllEnvs();
    expect(seen).toEqual([]);
    await new Promise((resolve) => tls.close(resolve));
  });
});

const NOW = Date.UTC(2026, 10, 24, 12);

function after(status: number, retryAfter: string, tries = 0): number | null {
  const endpoint = { url: 'http://h/v1', name: 'm', key: null, keyFrom: null };
  const refused = { status, retryAfter, text: '', location: '' };
  const error = new RefusedError(endpoint, 'chat/completions', refused);
  return pauseAfter(error, tries, NOW);
}

test('a busy or failing server gets half a second, and then twice as much', () => {
  for (const status of [429, 500, 502, 503, 504]) {
    expect(after(status, '', 0)).toBe(500);
    expect(after(status, '', 1)).toBe(1000);
  }
});

test('it may say how long: in seconds or as a date, up to 20 s', () => {
  expect(after(429, '0')).toBe(0);
  expect(after(429, '1.5')).toBe(1500);
  expect(after(503, '20', 1)).toBe(20_000);
  expect(after(429, '20.1')).toBeNull();
  expect(after(429, 'Tue, 24 Nov 2026 12:00:07 GMT')).toBe(7000);
  expect(after(429, 'Tue, 24 Nov 2026 11:00:00 GMT')).toBe(0);
  expect(after(429, 'Wed, 25 Nov 2026 12:00:00 GMT')).toBeNull();
  for (const odd of ['', '-1', 'soon', 'Infinity', 'NaN', '0x10'])
    expect(after(429, odd) ?? 0).toBeLessThan(501);
});

test('nothing else is tried again', () => {
  for (const status of [302, 400, 401, 403, 404, 408, 409, 422]) expect(after(status, '0')).toBeNull();
  expect(pauseAfter(new ModelError('nonsense', ''), 0, NOW)).toBeNull();
  expect(pauseAfter(new Error(), 0, NOW)).toBeNull();
});

const SECRET = 'sk-Secret-0123456789';
const wide = String.fromCharCode(...Array.from(SECRET, (sign) => sign.charCodeAt(0) + 0xfee0));

test.each([
  SECRET,
  SECRET.toLowerCase(),
  SECRET.toUpperCase(),
  wide,
  Array.from(SECRET).join('\u200b'),
  Array.from(SECRET).join(' '),
  Array.from(SECRET).join('\u0301'),
  Array.from(SECRET).join('\u001b'),
  SECRET.replace('-', '\u00ad-\n'),
  SECRET.replaceAll('-', '%2D'),
  SECRET.replaceAll('S', '%2553'),
  JSON.stringify(Array.from(SECRET).join('\u200b\n')).replaceAll('\u200b', '\\u200b'),
  JSON.stringify(JSON.stringify(Array.from(SECRET).join('\t')).replaceAll('-', '\\u002d')),
  String.raw`\ud835\udc2c${SECRET.slice(1)}`,
])('the key is found in %j', (text) => {
  expect(echoes(`The key ${text} is wrong.`, SECRET)).toBe(true);
});

test.each(['', 'sk-Secret-012345678', 'sk-…6789', 'The key is wrong.', 'secret 0123456789'])(
  'the key is not found in %j',
  (text) => {
    expect(echoes(text, SECRET)).toBe(false);
  },
);

test('a short word that serves as a key is no secret', () => {
  expect(echoes('ollama/qwen3', 'ollama')).toBe(false);
  expect(echoes('anything', null)).toBe(false);
});

/** Made for this test, for localhost. */
const CERTIFICATE = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgvWc+JWQQJcczo6zr
8cgHpK9+0/DQnzeKhLpxf1wFxpGhRANCAATzj87ptVKLuuDi+xORFK/u/P0e9+8H
LsRkhcqNIoZlopHsTG5iMkQ5CvXDw++WNAX70R5RMi5hM/39GPgOkhwT
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUcjExQsX/z6ZFvJR3CXongze7w+QwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNzAwNDExMFoYDzIxMjYxMTAz
MDA0MTEwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATzj87ptVKLuuDi+xORFK/u/P0e9+8HLsRkhcqNIoZlopHsTG5iMkQ5
CvXDw++WNAX70R5RMi5hM/39GPgOkhwTo28wbTAdBgNVHQ4EFgQUi60ttFv2oSzm
Bbh2yhv1s2llOSIwHwYDVR0jBBgwFoAUi60ttFv2oSzmBbh2yhv1s2llOSIwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIge4NjNchxw3Aw3aPg6jxF0r6tUMw74jxYaYGLObicfiICIQDY
XBgSlMwpC3LcIwBpBEP2BDOcPIPrRAiMJvWi02Ng2A==
-----END CERTIFICATE-----`,
};
