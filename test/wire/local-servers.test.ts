import { describe, expect, onTestFinished, test } from 'vitest';
import { servedModels } from '../../src/wire/local-servers.ts';
import {
  FAULT,
  refusingUrl,
  type ServerOptions,
  startModelServer,
  startRawServer,
} from '../support/model-server.ts';

const portOf = (url: string): number => Number(new URL(url).port);

async function started(options: ServerOptions) {
  const server = await startModelServer(options);
  onTestFinished(() => server.close());
  return server;
}

/** The names that a server with this list has. */
async function namesOf(options: ServerOptions): Promise<string[]> {
  const { url } = await started(options);
  return (await servedModels('1.0', [portOf(url)])).map(({ name }) => name);
}

describe('the models of the servers on this machine', () => {
  test('are listed server by server, with the address of each', async () => {
    const servers = [
      await started({ like: 'ollama', models: ['qwen3:8b', 'gpt-oss:120b-cloud'] }),
      await started({
        like: 'lm-studio',
        models: ['openai/gpt-oss-20b', 'text-embedding-nomic-embed-text-v1.5'],
      }),
      await started({ like: 'llama.cpp', models: ['/models/qwen3-8b-q4_k_m.gguf'] }),
      await started({ like: 'vllm', models: ['Qwen/Qwen3-8B', 'BAAI/bge-reranker-v2-m3'] }),
    ] as const;
    const [ollama, lmStudio, llama, vllm] = servers;
    expect(
      await servedModels(
        '1.0',
        servers.map(({ url }) => portOf(url)),
      ),
    ).toEqual([
      { url: ollama.url, name: 'qwen3:8b' },
      { url: ollama.url, name: 'gpt-oss:120b-cloud' },
      { url: lmStudio.url, name: 'openai/gpt-oss-20b' },
      { url: llama.url, name: '/models/qwen3-8b-q4_k_m.gguf' },
      { url: vllm.url, name: 'Qwen/Qwen3-8B' },
    ]);
  });

  test('cost one request, which says nothing of the user', async () => {
    const server = await started({});
    const port = portOf(server.url);
    await servedModels('1.0', [port]);
    expect(server.requests.map(({ bytes }) => bytes)).toEqual([
      `GET /v1/models HTTP/1.1\r\naccept: application/json\r\nuser-agent: hotseat/1.0\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
    ]);
  });

  test('cost one request where the server is busy', async () => {
    const server = await started({ list: FAULT.busy(0) });
    expect(await servedModels('1.0', [portOf(server.url)])).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  test('are none where no one listens', async () => {
    expect(await servedModels('1.0', [portOf(await refusingUrl())])).toEqual([]);
  });

  test.each([
    ['a list of nothing', FAULT.body({ object: 'list', data: null })],
    ['no object', FAULT.body([1, 2])],
    ['a page', FAULT.html()],
    ['a login', FAULT.noKey()],
    ['no such path', FAULT.status(404, 'Not Found')],
    ['a redirect to another server', FAULT.redirect('http://192.0.2.1/v1/models')],
    ['a compressed reply', FAULT.gzipBomb()],
    ['half a reply', FAULT.dropped()],
    ['half a reply and silence', FAULT.stalled()],
    ['silence', FAULT.hanging()],
    ['a server that is busy for a while', FAULT.busy(15)],
    ['a list of a megabyte', FAULT.body({ data: [{ id: 'a'.repeat(2 ** 20) }] })],
  ])('are none behind %s', async (_what, list) => {
    expect(await namesOf({ list })).toEqual([]);
  });

  test('are none behind what speaks no HTTP', async () => {
    const { url, close } = await startRawServer('SSH-2.0-OpenSSH_9.9\r\n');
    onTestFinished(close);
    expect(await servedModels('1.0', [portOf(url)])).toEqual([]);
  });

  test('have names that a screen and config.yaml take, and are a hundred at most', async () => {
    const hostile = ['', ' ', 'a\x1b[2Jb', 'a\nb: c', 'a\u202eb', 'x'.repeat(201), `sk-${'a1'.repeat(20)}`];
    const others = [...hostile, 7, null, ['a'], 'good', 'good'];
    const data = [...others.map((id) => ({ id })), 'text', null];
    expect(await namesOf({ list: FAULT.body({ data }) })).toEqual(['good']);
    const many = Array.from({ length: 300 }, (_, at) => ({ id: `m${at}` }));
    expect(await namesOf({ list: FAULT.body({ data: many }) })).toHaveLength(100);
  });

  test('of one server are found while another is silent', async () => {
    const silent = await started({ list: FAULT.hanging() });
    const good = await started({ like: 'vllm', models: ['m'] });
    expect(await servedModels('1.0', [portOf(silent.url), portOf(good.url)])).toEqual([
      { url: good.url, name: 'm' },
    ]);
  });
});
