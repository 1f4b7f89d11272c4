import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Ask } from '../../src/model/ask.ts';
import { openClient } from '../../src/model/client.ts';
import type { Endpoint } from '../../src/model/endpoint.ts';
import { ModelError } from '../../src/model/problem.ts';
import { openWire, type Received } from '../../src/model/wire.ts';
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
  '{"role":"user","content":"Schön?"}],"temperature":0,"response_format":{"type":"json_schema",' +
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

/** Every byte of a question and of a request for the list. */
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
    bytes(
      'GET /v1/models HTTP/1.1',
      'accept: application/json',
      'user-agent: hotseat/1.2.3',
      ...authorization,
      `Host: ${host}`,
      'Connection: close',
    ),
  ]);
}

describe('what leaves this machine, byte by byte', () => {
  test('without a key', async () => {
    const client = openClient(endpoint(), '1.2.3');
    await client.ask(ASK, NEVER);
    await client.models(NEVER);
    expectDocumented([]);
  });

  test('with a key', async () => {
    const client = openClient(endpoint(KEY), '1.2.3');
    await client.ask(ASK, NEVER);
    await client.models(NEVER);
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
    await client.models(NEVER);
    vi.unstubAllEnvs();
    expectDocumented([]);
  });
});

describe('the wire', () => {
  const send = (url: string, from = endpoint(KEY)): Promise<Received> =>
    openWire(from, '1.2.3')(url, { body: '{}', signal: NEVER });

  test('goes to no address that is not below its own', async () => {
    const other = await startModelServer();
    const { port } = new URL(server.url);
    for (const url of [
      `${other.url}/chat/completions`,
      server.url,
      `http://127.0.0.1:${port}/v2/chat/completions`,
      `http://127.0.0.1:${port}/v1x`,
      `${server.url}/../admin`,
      `${server.url}/%2e%2e/admin`,
      `http://localhost:${port}/v1/chat/completions`,
      `http://127.0.0.1:${port}@evil.example/v1/`,
      `https://127.0.0.1:${port}/v1/models`,
    ])
      await expect(send(url), url).rejects.toThrow('not below the address');
    expect([...server.requests, ...other.requests]).toEqual([]);
    await other.close();
  });

  test('an address without a path', async () => {
    const root = { ...endpoint(), url: new URL(server.url).origin };
    expect((await send(`${root.url}/v1/chat/completions`, root)).status).toBe(404);
    await expect(send(`${root.url}@evil.example/v1`, root)).rejects.toThrow('not below');
  });

  test.each([
    ['a reply of 256 KiB', 256 * 1024, null],
    ['one byte more', 256 * 1024 + 1, 'too long'],
    ['64 MiB', 2 ** 26, 'too long'],
  ])('%s', async (_, size, kind) => {
    await server.close();
    server = await startModelServer({ answer: () => FAULT.status(200, 'a'.repeat(size)) });
    const sent = openWire(endpoint(), '1.2.3')(`${server.url}/chat/completions`, {
      body: ASKED,
      signal: NEVER,
    });
    if (kind === null) expect((await sent).text.length).toBe(size);
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
    const sent = send(`${url}/models`, { ...endpoint(KEY), url });
    await expect(sent).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(sent).rejects.toThrow('its certificate is not trusted');
    vi.unstubAllEnvs();
    expect(seen).toEqual([]);
    await new Promise((resolve) => tls.close(resolve));
  });
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
